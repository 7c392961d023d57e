// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/session/care_drift.h"
#include "app/session/care_records.h"

namespace tgc::session {

/// What is looked at: all benches, or one; those that nobody tends and that were not used lately are left out.
struct CareScope {
    std::optional<std::string> bench{};
    bool all = false; ///< also instruments without an act whose last run is longer ago than `lately`
};
inline constexpr std::chrono::hours lately{30 * 24};

struct CareState {
    std::vector<care::CareRow> rows; ///< a row a subject, bench by bench
    std::vector<DriftSeries> series;
    std::vector<std::string> remarks;
    std::vector<std::string> benches; ///< those looked at
    bool simulated = false; ///< runs of theirs are
};

/// Everything that `tgc care` and the desktop say, from the store alone. BadInput: a bench that is asked for has neither
/// acts nor runs.
[[nodiscard]] Result<CareState> careState(const db::Store &store, care::TimePoint now,
                                          const care::CareOptions &options = {}, const CareScope &scope = {});

} // namespace tgc::session
