// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/thinned.h"

#include <algorithm>
#include <array>

namespace tgc::report {

QPolygonF thinned(const Chromatogram &trace, Range times_s, int columns)
{
    const auto times = trace.times_s();
    const auto values = trace.values();
    const auto index = [&](auto place) { return static_cast<std::size_t>(place - times.begin()); };
    std::size_t first = index(std::lower_bound(times.begin(), times.end(), times_s.low));
    std::size_t end = index(std::upper_bound(times.begin(), times.end(), times_s.high));
    first -= first > 0 ? 1 : 0;
    end += end < times.size() ? 1 : 0;
    QPolygonF line;
    const auto perColumn = std::max<std::size_t>((end - first) / static_cast<std::size_t>(std::max(columns, 1)), 1);
    for (std::size_t from = first; from < end; from += perColumn) {
        const std::size_t to = std::min(from + perColumn, end);
        const auto [low, high] = std::minmax_element(values.begin() + static_cast<std::ptrdiff_t>(from),
                                                     values.begin() + static_cast<std::ptrdiff_t>(to));
        std::array<std::size_t, 4> kept{from, static_cast<std::size_t>(low - values.begin()),
                                        static_cast<std::size_t>(high - values.begin()), to - 1};
        std::sort(kept.begin(), kept.end());
        const auto unique = std::unique(kept.begin(), kept.end());
        for (auto i = kept.begin(); i != unique; ++i) {
            line << QPointF(times[*i], values[*i]);
        }
    }
    return line;
}

} // namespace tgc::report
