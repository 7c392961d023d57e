// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/spool_runs.h"
#include "app/formats/out_table.h"
#include "db/store.h"

namespace tgc::cli {

// The store's lists as tables, for the commands that print them and for export.

[[nodiscard]] formats::OutTable runTable(const std::vector<ListedRun> &runs);
/// Samples with their latest breakdown beside them.
[[nodiscard]] Result<formats::OutTable> sampleTable(const db::Store &store, const db::SampleFilter &filter);
/// The latest breakdown of every sample of the group (or of all).
[[nodiscard]] Result<formats::OutTable> breakdownTable(const db::Store &store, const std::optional<std::string> &group);
/// The peaks of the latest integration of one run, or of all runs (of a group).
[[nodiscard]] Result<formats::OutTable> peakTable(const db::Store &store, std::optional<db::RecordId> run,
                                                  const std::optional<std::string> &group);
[[nodiscard]] Result<formats::OutTable> auditTable(const db::Store &store);

} // namespace tgc::cli
