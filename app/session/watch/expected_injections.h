// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/session/watch/match_file.h"
#include "db/store.h"

namespace tgc::watch {

/// A line of a queue that another program works off: so many injections of a sample.
struct Planned {
    int line = 0;
    std::string sampleId{}; ///< empty: gas, named by kind and level ("standard 0.1")
    std::string group{};
    std::string kind = "sample";
    std::string level{};
    int injections = 1;
};

/// Whose chromatograms are awaited: those of the queue's lines; where there is none, of the store's samples.
struct Scope {
    std::vector<Planned> queue{};
    std::set<std::string> samples{}; ///< without a queue: only these; empty: all
};

/// The injections that are awaited and those that have their chromatogram, sample by sample in order. Of the store's
/// samples: a vial with recorded steps awaits one a draw, at that time; another sample one a row of its table. An
/// injection is taken by the run, trace or area in its row; where it has no row, or is of a queue, also by a run that an
/// earlier watch stored for it.
[[nodiscard]] Result<std::vector<Expected>> expectedInjections(const db::Store &store, const Scope &scope);

/// "5 of the queue", or the store's: how many of these wait.
[[nodiscard]] std::size_t waitingCount(const std::vector<Expected> &expected);

} // namespace tgc::watch
