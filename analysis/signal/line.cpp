// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/line.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tgc {

Detrended detrend(std::span<const double> times, std::span<const double> values)
{
    const auto n = static_cast<double>(times.size());
    double time = 0.0;
    double value = 0.0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        time += times[i] - times[0];
        value += values[i] - values[0];
    }
    time = times[0] + time / n;
    value = values[0] + value / n;
    double tt = 0.0;
    double ty = 0.0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        tt += (times[i] - time) * (times[i] - time);
        ty += (times[i] - time) * (values[i] - value);
    }
    Detrended result;
    result.line = {time, value, tt > 0.0 ? ty / tt : 0.0};
    double squares = 0.0;
    double low = 0.0;
    double high = 0.0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double residual = values[i] - result.line.at(times[i]);
        squares += residual * residual;
        low = i == 0 ? residual : std::min(low, residual);
        high = i == 0 ? residual : std::max(high, residual);
    }
    result.rms = times.size() > 2 ? std::sqrt(squares / (n - 2.0)) : 0.0;
    result.peakToPeak = high - low;
    return result;
}

} // namespace tgc
