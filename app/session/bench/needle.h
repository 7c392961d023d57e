// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

#include "app/session/bench/waiter.h"

namespace tgc::bench {

/// The sampler's needle, which goes to a vial for a dose and for a draw: whoever has it keeps it until the liquid is in,
/// or the gas is on its way. Never for a recording. Thread-safe.
class Needle {
    struct LetGo {
        void operator()(Needle *needle) const { needle->m_taken = false; }
    };

public:
    using Hold = std::unique_ptr<Needle, LetGo>;

    /// Waits until nobody has it. Empty: interrupted.
    [[nodiscard]] Hold take(Waiter &waiter)
    {
        const auto mine = [this] {
            bool free = false;
            return m_taken.compare_exchange_strong(free, true);
        };
        bool taken = false;
        const auto end = waiter.until([&] { return taken = taken || mine(); });
        Hold hold(taken ? this : nullptr);
        return end == Waiter::End::Done ? std::move(hold) : Hold();
    }

private:
    std::atomic<bool> m_taken = false;
};

} // namespace tgc::bench
