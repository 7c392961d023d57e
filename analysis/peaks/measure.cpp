// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/measure.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

namespace tgc {

Apex findApex(const Samples &samples, double from, double to, int sign, double reach)
{
    const std::size_t first = std::min(samples.at(from), samples.size() - 1);
    if (samples.times_s[first] > to || samples.times_s[first] < from) { // no sample in there: a gap
        const double middle = 0.5 * (from + to);
        return {middle, samples.valueAt(middle)};
    }
    std::size_t last = first;
    std::size_t top = first;
    for (std::size_t i = first; i < samples.size() && samples.times_s[i] <= to; ++i) {
        top = sign * samples.values[i] > sign * samples.values[top] ? i : top;
        last = i;
    }
    // Half-maximum centre of the top: noise on a flat top would pull the extreme sample about.
    Apex apex{samples.times_s[top], samples.values[top]};
    for (int pass = 0; pass < 3; ++pass) {
        std::size_t low = std::max(samples.at(apex.time - reach), first);
        std::size_t high = low;
        while (high + 1 <= last && samples.times_s[high + 1] <= apex.time + reach) {
            ++high;
        }
        if (high < low + 2) { // the three samples about the top
            low = top > first ? top - 1 : top;
            high = std::min(top + 1, last);
        }
        if (high < low + 2) {
            return apex;
        }
        const double centre = apex.time;
        const double scale = std::max(samples.times_s[high] - centre, centre - samples.times_s[low]);
        Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
        Eigen::Vector3d right = Eigen::Vector3d::Zero();
        for (std::size_t i = low; i <= high; ++i) {
            const double x = (samples.times_s[i] - centre) / scale;
            const Eigen::Vector3d row(1.0, x, x * x);
            normal += row * row.transpose();
            right += row * (samples.values[i] - samples.values[top]);
        }
        const Eigen::Vector3d c = normal.ldlt().solve(right);
        if (!(sign * c(2) < 0.0)) {
            return apex;
        }
        const double shift = -c(1) / (2.0 * c(2));
        if (!std::isfinite(shift) || std::abs(shift) > 1.0) {
            return apex;
        }
        apex = {std::clamp(centre + shift * scale, from, to), samples.values[top] + c(0) - c(1) * c(1) / (4.0 * c(2))};
        if (std::abs(shift) < 0.02) {
            break;
        }
    }
    return apex;
}

Crossings crossings(const Samples &samples, double start, double end, const Apex &apex, const Line &baseline,
                    double fraction, double smoothing)
{
    const double level = fraction * (apex.value - baseline.at(apex.time));
    const double sign = level < 0.0 ? -1.0 : 1.0;
    // Moving mean over +- smoothing / 2, as height over the wanted level.
    const auto excess = [&](std::size_t i) {
        std::size_t low = i;
        std::size_t high = i;
        while (low > 0 && samples.times_s[i] - samples.times_s[low - 1] <= 0.5 * smoothing) {
            --low;
        }
        while (high + 1 < samples.size() && samples.times_s[high + 1] - samples.times_s[i] <= 0.5 * smoothing) {
            ++high;
        }
        const std::size_t arm = std::min(i - low, high - i); // symmetric, or the mean would lean
        double sum = 0.0;
        for (std::size_t k = i - arm; k <= i + arm; ++k) {
            sum += samples.values[k] - baseline.at(samples.times_s[k]);
        }
        return sign * (sum / static_cast<double>(2 * arm + 1) - level);
    };
    Crossings found;
    const std::size_t right = samples.at(apex.time);
    double inside = right < samples.size() ? excess(right) : -1.0;
    for (std::size_t i = right; i + 1 < samples.size() && samples.times_s[i + 1] <= end && inside > 0.0; ++i) {
        const double next = excess(i + 1);
        if (next <= 0.0) {
            const double part = inside / (inside - next);
            found.right = samples.times_s[i] + part * (samples.times_s[i + 1] - samples.times_s[i]);
            break;
        }
        inside = next;
    }
    const std::size_t left = right > 0 ? right - 1 : 0;
    inside = excess(left);
    for (std::size_t i = left; i > 0 && samples.times_s[i - 1] >= start && inside > 0.0; --i) {
        const double next = excess(i - 1);
        if (next <= 0.0) {
            const double part = inside / (inside - next);
            found.left = samples.times_s[i] - part * (samples.times_s[i] - samples.times_s[i - 1]);
            break;
        }
        inside = next;
    }
    return found;
}

bool isSaturated(const Samples &samples, double start, double end, int sign, double height, double widthHalf)
{
    double top = 0.0;
    double step = 0.0;    // smallest change between neighbours: the converter's step
    double longest = 0.0; // time of the longest run at the top
    std::size_t equal = 0;
    std::size_t run = 0;
    bool any = false;
    const std::size_t first = samples.at(start);
    std::size_t count = 0;
    for (std::size_t i = first; i < samples.size() && samples.times_s[i] <= end; ++i, ++count) {
        const double value = sign * samples.values[i];
        if (i > first) {
            const double change = std::abs(samples.values[i] - samples.values[i - 1]);
            step = change > 0.0 && (step == 0.0 || change < step) ? change : step;
        }
        if (!any || value > top) {
            any = true;
            top = value;
            run = 1;
            equal = 1;
            longest = 0.0;
        } else if (value == top && i > first && sign * samples.values[i - 1] == top) {
            ++run;
            if (run > equal) {
                equal = run;
                longest = samples.times_s[i] - samples.times_s[i - (run - 1)];
            }
        } else {
            run = value == top ? 1 : 0;
        }
    }
    if (equal < 3 || height <= 0.0) {
        return false;
    }
    // A Gaussian stays within one step of its top for 2 sigma sqrt(2 step / height).
    const double natural = 2.0 * widthHalf / 2.3548200450309494 * std::sqrt(2.0 * step / height);
    return longest > 2.0 * natural;
}

bool hasGap(const Samples &samples, double start, double end, double interval)
{
    std::size_t i = samples.at(start);
    i = i > 0 ? i - 1 : 0;
    for (; i + 1 < samples.size() && samples.times_s[i] < end; ++i) {
        if (samples.times_s[i + 1] - samples.times_s[i] > 1.5 * interval) {
            return true;
        }
    }
    return false;
}

} // namespace tgc
