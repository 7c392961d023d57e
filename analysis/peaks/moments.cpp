// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/moments.h"

#include <array>
#include <cmath>

namespace tgc {

namespace {

/// Integrals of (t - origin)^n (y - baseline), n = 0 .. 4.
std::array<double, 5> powerIntegrals(const Samples &samples, double start, double end, const Line &baseline,
                                     double origin)
{
    std::array<double, 5> sums{};
    double before = start;
    double heightBefore = samples.valueAt(start) - baseline.at(start);
    const auto add = [&](double t, double height) {
        const double half = 0.5 * (t - before);
        double left = half * heightBefore;
        double right = half * height;
        for (double &sum : sums) {
            sum += left + right;
            left *= before - origin;
            right *= t - origin;
        }
        before = t;
        heightBefore = height;
    };
    for (std::size_t i = samples.at(start); i < samples.size() && samples.times_s[i] < end; ++i) {
        add(samples.times_s[i], samples.values[i] - baseline.at(samples.times_s[i]));
    }
    add(end, samples.valueAt(end) - baseline.at(end));
    return sums;
}

} // namespace

std::optional<Moments> momentsOf(const Samples &samples, double start, double end, const Line &baseline)
{
    // Two passes: about the middle for the centre, about the centre for the rest, or large times would cost the digits.
    const double middle = 0.5 * (start + end);
    const auto about = powerIntegrals(samples, start, end, baseline, middle);
    const double centre = middle + about[1] / about[0];
    if (about[0] == 0.0 || !std::isfinite(centre)) {
        return std::nullopt;
    }
    const auto central = powerIntegrals(samples, start, end, baseline, centre);
    const Moments found{central[0], centre, central[2] / central[0], central[3] / central[0], central[4] / central[0]};
    return found.m2_s2 > 0.0 && std::isfinite(found.m4_s4) ? std::optional(found) : std::nullopt;
}

} // namespace tgc
