// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace tgc::desktop {

/// The sample nearest in time; `times_s` rises and is not empty.
[[nodiscard]] inline std::size_t nearestSample(std::span<const double> times_s, double time_s)
{
    const auto after = std::lower_bound(times_s.begin(), times_s.end(), time_s);
    if (after == times_s.begin()) {
        return 0;
    }
    if (after == times_s.end()) {
        return times_s.size() - 1;
    }
    const bool earlier = time_s - *(after - 1) < *after - time_s;
    return static_cast<std::size_t>(after - times_s.begin()) - (earlier ? 1 : 0);
}

} // namespace tgc::desktop
