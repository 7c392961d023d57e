// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <deque>
#include <vector>

#include "app/desktop/notify/notice.h"

namespace tgc::desktop {

/// Bounds how often somebody is told: a few notices a minute; what comes on top waits, and is told as one. Urgent ones are
/// never held back.
class NoticeGate {
public:
    using Steady = std::chrono::steady_clock::time_point;
    static constexpr int most = 5; ///< a minute
    static constexpr std::chrono::seconds span{60};

    void add(Notice notice);
    /// Those to be told now; ask again after a while as long as some wait.
    [[nodiscard]] std::vector<Notice> due(Steady now);
    [[nodiscard]] bool isWaiting() const { return !m_waiting.empty(); }

private:
    std::vector<Notice> m_waiting;
    std::deque<Steady> m_told; ///< within the last minute
};

} // namespace tgc::desktop
