// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/session/bench/bench_parts.h"

namespace tgc::bench {

/// A vial that was dosed, and waits for its reaction and then for its injections.
struct Reaction {
    QueueLine line; ///< with what was dosed among its texts: they go into its runs
    drivers::Instant dosedAt{};
    std::optional<double> dosedAtDevice_s; ///< by the signal's clock
    bool over = false;                     ///< was seen to be over; it is not asked again
};

/// Begins now.
[[nodiscard]] Reaction reactionNow(const BenchParts &parts, QueueLine line);

/// By both clocks: a simulated bench may be slower than it was told to be, and a lost signal's clock stands.
[[nodiscard]] bool isOver(const BenchParts &parts, const Reaction &reaction);

/// When it is over by the host's clock.
[[nodiscard]] std::chrono::system_clock::time_point readyAt(const BenchParts &parts, const Reaction &reaction);

/// "reacting, ready in 12 min", in the device's time; "ready for its injection".
[[nodiscard]] std::string wordsOf(const BenchParts &parts, const Reaction &reaction);

/// "12 min", "40 s", "2 h 5 min": no finer than somebody who waits wants to know it.
[[nodiscard]] std::string waitWords(double seconds);

} // namespace tgc::bench
