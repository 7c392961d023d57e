// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/area.h"

#include <algorithm>

namespace tgc {

std::size_t Samples::at(double t) const
{
    return static_cast<std::size_t>(std::lower_bound(times_s.begin(), times_s.end(), t) - times_s.begin());
}

double Samples::valueAt(double t) const
{
    const std::size_t i = at(t);
    if (i == 0) {
        return values.front();
    }
    if (i == size()) {
        return values.back();
    }
    const double part = (t - times_s[i - 1]) / (times_s[i] - times_s[i - 1]);
    return values[i - 1] * (1.0 - part) + values[i] * part;
}

double areaAbove(const Samples &samples, double start, double end, const Line &baseline)
{
    double time = start;
    double height = samples.valueAt(start) - baseline.at(start);
    double area = 0.0;
    const auto advance = [&](double t, double h) {
        area += 0.5 * (t - time) * (height + h);
        time = t;
        height = h;
    };
    for (std::size_t i = samples.at(start); i < samples.size() && samples.times_s[i] < end; ++i) {
        advance(samples.times_s[i], samples.values[i] - baseline.at(samples.times_s[i]));
    }
    advance(end, samples.valueAt(end) - baseline.at(end));
    return area;
}

} // namespace tgc
