// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/quantification/trial_blocks.h"
#include "app/session/method_file.h"
#include "db/store.h"

namespace tgc::session {

struct ReprocessOptions {
    std::optional<Method> method; ///< in place of each run's own; its targets go before the run's where it has any
    BlockRunner runner;           ///< who computes; the store is used by the calling thread alone
    std::function<bool(std::size_t done)> goOn; ///< asked before every run; false ends it with what is saved by then
};

/// What became of one run.
struct Reprocessed {
    db::RecordId run = 0;
    std::optional<db::SavedResult> saved; ///< the new version; empty where something is in the way
    std::string method;                   ///< name; empty for none
    std::size_t peaks = 0;
    std::size_t events = 0;               ///< of the run's own
    std::vector<std::string> warnings;
    std::optional<Error> problem;
};

/// Integrates stored runs again: by the method given, else by that of each run's last result (its own algorithm version
/// where it states one, else the newest), with the run's own events and targets as they stood there; and saves each
/// as a new result version; the old ones stay. The bits do not depend on the threads, nor on what else is reprocessed.
/// Several runs at a time are held in memory. An Error is one of the store as a whole.
[[nodiscard]] Result<std::vector<Reprocessed>> reprocess(db::Store &store, std::span<const db::RecordId> runs,
                                                         const ReprocessOptions &options);

} // namespace tgc::session
