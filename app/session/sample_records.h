// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/formats/table.h"
#include "db/sample_records.h"
#include "db/store.h"

namespace tgc::session {

/// SAMPLES.csv or BLANKS.csv as records for the store, cells as typed: rows of one `sample_id` are successive draws from
/// one vial; what belongs to the vial must agree between them or be empty after the first. BadInput with file and line.
[[nodiscard]] Result<std::vector<db::Sample>> sampleRecords(const formats::TextTable &table, db::SampleKind kind,
                                                            Source source = Source::Typed);

/// STANDARDS.csv so: a level is a sample of kind `standard` named "standard LEVEL", its replicates are the draws. With
/// kind `check`, check standards likewise, named "check LEVEL".
[[nodiscard]] Result<std::vector<db::Sample>> standardRecords(const formats::TextTable &table,
                                                              Source source = Source::Typed,
                                                              db::SampleKind kind = db::SampleKind::Standard);

/// CHECKS.csv so: check standards of gas, or Li foils (foils_table.h), which are vials like samples.
[[nodiscard]] Result<std::vector<db::Sample>> checkRecords(const formats::TextTable &table,
                                                           Source source = Source::Typed);

/// Check standards come in batch by batch under the same level: what the store has of them stays in front of what is new,
/// but for injections of the same time and replicate, which are replaced. Where a new one has no time, the new ones
/// replace all.
[[nodiscard]] Result<std::vector<db::Sample>> afterStoredChecks(const db::Store &store, std::vector<db::Sample> checks);

/// Standards and check standards: gas of a known amount instead of a vial. A Li foil is a check, and no gas.
[[nodiscard]] bool isGas(const db::Sample &sample);

/// "standard " or "check ": what stands before the level in the name of such a record.
[[nodiscard]] std::string levelPrefix(db::SampleKind kind);

} // namespace tgc::session
