// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/session/watch/expected_injections.h"

namespace tgc::cli {

/// A file that a person has matched: FILE=SAMPLE or FILE=SAMPLE:INJECTION.
struct HandMatch {
    std::string file;
    std::string sampleId;
    int injection = 1;
};

[[nodiscard]] Result<HandMatch> parseHandMatch(const std::string &text);

/// The lines of a QUEUE.csv (docs/bench.md).
[[nodiscard]] Result<std::vector<watch::Planned>> readQueue(const std::string &file, Console &console);

/// Adds those samples of the table that the store does not have, and gives the names of all. Those it has stay as they
/// are: they may hold the chromatograms of an earlier watch.
[[nodiscard]] Result<std::set<std::string>> addSamples(db::Store &store, const std::string &file, Console &console);

} // namespace tgc::cli
