// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tgc::bench {

/// How long the machine has been running, asleep too: the clock that nobody can set. It outlives the station, and ends
/// with the machine.
struct Uptime {
    std::int64_t ns = 0;
    std::string boot{}; ///< which start of the machine it counts from; empty: not known
};
[[nodiscard]] Uptime uptimeNow();
/// What it was at that moment, by the computer's present date.
[[nodiscard]] Uptime uptimeAt(std::chrono::system_clock::time_point at);
/// From `then` to `now`. Empty: the machine was started anew between them, or one is not known.
[[nodiscard]] std::optional<std::chrono::nanoseconds> elapsed(const Uptime &then, const Uptime &now);

/// Notices that the computer's date was set. Not thread-safe.
class DateWatch {
public:
    /// By how many seconds since it was last asked; empty: not, or by less than a second, as a clock that is kept in step is.
    [[nodiscard]] std::optional<double> look();

private:
    std::optional<std::chrono::nanoseconds> m_offset; ///< date less uptime
};

} // namespace tgc::bench
