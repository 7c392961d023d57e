// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "app/session/bench/bench.h"
#include "app/station/protocol/messages.h"

namespace tgc::station {

/// Samples for the eye on their way from the signal's thread to the socket's: gathered until somebody takes them.
/// Thread-safe.
class LiveFeed {
public:
    void add(bench::LiveBatch batch);
    /// What has come since the last time, as one message; empty: nothing. Where samples are missing between two batches
    /// the rest waits for the next time.
    [[nodiscard]] std::optional<Live> take();

private:
    std::mutex m_mutex;
    std::vector<Live> m_waiting; ///< each without a gap
};

} // namespace tgc::station
