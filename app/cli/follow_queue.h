// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "app/cli/console.h"
#include "app/cli/run_watch.h"
#include "app/station/client/blocking_client.h"

namespace tgc::cli {

enum class QueueEnd {
    Done,       ///< every line has come to an end, whatever it was
    Held,       ///< the queue stands still before that
    Interrupted ///< Ctrl-C; nothing was told to the station
};

/// Follows lines of a queue, and hands out those that have ended: each when its runs are in the store, at the end those
/// too whose runs are not. Shows progress on a terminal, and says what the bench asks persons. LinkLost: the station is
/// gone.
[[nodiscard]] Result<QueueEnd> followQueue(Console &console, station::BlockingClient &client, RunWatch &watch,
                                           const std::function<void(const std::vector<EndedLine> &)> &ended);

} // namespace tgc::cli
