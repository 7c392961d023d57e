// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/axis.h"

#include <algorithm>
#include <cmath>

namespace tgc::report {

namespace {

constexpr double longestPlain = 1e6;
constexpr double shortestPlain = 1e-4;
constexpr double rounding = 1e-9; ///< of a step: a tick at the very end of the range is inside

} // namespace

Range widened(Range range, double below, double above)
{
    double size = range.size();
    if (!(size > 0.0)) {
        size = range.low == 0.0 ? 1.0 : std::abs(range.low);
        return {range.low - size / 2.0, range.low + size / 2.0};
    }
    return {range.low - below * size, range.high + above * size};
}

Ticks niceTicks(Range range, int atMost)
{
    const double least = range.size() / std::max(atMost, 2);
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    Ticks ticks;
    for (const double factor : {1.0, 2.0, 5.0, 10.0, 20.0}) {
        ticks.at.clear();
        ticks.step = factor * decade;
        const double first = std::ceil(range.low / ticks.step - rounding);
        const double last = std::floor(range.high / ticks.step + rounding);
        if (last - first + 1.0 > std::max(atMost, 2)) {
            continue;
        }
        for (double i = first; i <= last; ++i) {
            ticks.at.push_back(i == 0.0 ? 0.0 : i * ticks.step); // never -0
        }
        break;
    }
    return ticks;
}

QString tickText(double value, double step)
{
    const double size = std::max(std::abs(value), step);
    if (size >= longestPlain || step < shortestPlain) {
        if (value == 0.0) {
            return QStringLiteral("0");
        }
        const int digits = static_cast<int>(std::floor(std::log10(std::abs(value))) - std::floor(std::log10(step)));
        return QString::number(value, 'e', std::max(digits, 0));
    }
    return QString::number(value, 'f', std::max(0, -static_cast<int>(std::floor(std::log10(step) + rounding))));
}

} // namespace tgc::report
