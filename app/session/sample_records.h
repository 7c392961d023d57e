// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/core/error.h"
#include "app/formats/table.h"
#include "db/sample_records.h"

namespace tgc::session {

/// SAMPLES.csv or BLANKS.csv as records for the store, cells as typed: rows of one `sample_id` are successive draws from
/// one vial; what belongs to the vial must agree between them or be empty after the first. BadInput with file and line.
[[nodiscard]] Result<std::vector<db::Sample>> sampleRecords(const formats::TextTable &table, db::SampleKind kind,
                                                            Source source = Source::Typed);

/// STANDARDS.csv so: a level is a sample of kind `standard` named "standard LEVEL", its replicates are the draws.
[[nodiscard]] Result<std::vector<db::Sample>> standardRecords(const formats::TextTable &table,
                                                              Source source = Source::Typed);

} // namespace tgc::session
