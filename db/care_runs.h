// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/core/source.h"
#include "db/records.h"

namespace tgc::db {

class Store;

/// One injection into a gas chromatograph, for its care: conditioning injections too, whatever became of the run. A run
/// that broke off counts where its injection was seen, a withdrawn one where it was recorded here (gas went in all the
/// same; an import is mostly withdrawn because it was none).
struct CareRun {
    RecordId id = 0;
    std::string instrument{}; ///< as the run names it; empty: it does not
    std::string method{}; ///< the instrument's
    std::string startedUtc{}; ///< ISO 8601 with `Z`; empty where the file states no zone
    std::string acquiredAt{}; ///< as the file writes it then
    Source source = Source::Imported;
};

/// A named peak of the newest integration of a run that is not withdrawn.
struct CareRetention {
    RecordId run = 0;
    std::string channel{};
    std::string target{};
    double apex_s = 0.0; ///< on the trace's axis: since the injection where that was seen
    std::optional<double> resolution{}; ///< to the peak before it
};

/// In the order of their keys.
[[nodiscard]] Result<std::vector<CareRun>> careRuns(const Store &store);
/// Of runs that name this instrument (empty: none) from this key on, in the order of the runs' keys. A name that two peaks of a
/// channel have is told of no peak.
[[nodiscard]] Result<std::vector<CareRetention>> careRetentions(const Store &store, const std::string &instrument,
                                                                RecordId from = 0);

} // namespace tgc::db
