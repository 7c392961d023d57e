// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/skim.h"

#include <algorithm>

namespace tgc {

namespace {

/// Times of the samples from `from` to `to`, in that direction.
template <class Visit>
void visitTimes(const Samples &samples, double from, double to, const Visit &visit)
{
    if (to >= from) {
        for (std::size_t i = samples.at(from); i < samples.size() && samples.times_s[i] <= to; ++i) {
            visit(samples.times_s[i]);
        }
        return;
    }
    for (std::size_t i = samples.at(from); i-- > 0 && samples.times_s[i] >= to;) {
        visit(samples.times_s[i]);
    }
}

SkimCurve spanning(double valley, double touch)
{
    SkimCurve curve;
    curve.from = std::min(valley, touch);
    curve.to = std::max(valley, touch);
    curve.origin = valley;
    return curve;
}

} // namespace

double meanAbout(const Samples &samples, double t, double window)
{
    const double half = 0.5 * window;
    const std::size_t first = samples.at(t - half);
    double sum = 0.0;
    std::size_t count = 0;
    const double reference = samples.valueAt(t);
    for (std::size_t i = first; i < samples.size() && samples.times_s[i] <= t + half; ++i, ++count) {
        sum += samples.values[i] - reference;
    }
    return count < 2 ? reference : reference + sum / static_cast<double>(count);
}

SkimCurve straightSkim(const Samples &samples, const SkimPlace &place)
{
    const auto height = [&](double t) { return place.sign * meanAbout(samples, t, place.window); };
    const double valley = height(place.valley);
    double touch = place.farEnd;
    double least = (height(touch) - valley) / std::max(std::abs(touch - place.valley), 1e-300);
    visitTimes(samples, place.minorApex, place.farEnd, [&](double t) {
        const double rise = (height(t) - valley) / std::abs(t - place.valley);
        if (rise < least) {
            least = rise;
            touch = t;
        }
    });
    SkimCurve curve = spanning(place.valley, touch);
    const double side = touch >= place.valley ? 1.0 : -1.0;
    curve.line = {place.valley, place.sign * valley, place.sign * side * least};
    return curve;
}

SkimCurve exponentialSkim(const Samples &samples, const SkimPlace &place, const Line &ground)
{
    const auto height = [&](double t) { return place.sign * (meanAbout(samples, t, place.window) - ground.at(t)); };
    const double side = place.valley > place.majorApex ? 1.0 : -1.0;
    SkimCurve curve = spanning(place.valley, place.farEnd);
    curve.line = ground;
    const double valley = height(place.valley);
    if (!(valley > 0.0)) {
        return curve;
    }
    double previousTime = place.majorApex;
    double previous = height(previousTime);
    visitTimes(samples, place.majorApex, place.valley, [&](double t) {
        const double step = std::abs(t - previousTime);
        if (step < std::max(place.window, 1e-300)) {
            return; // neighbours over which the mean is not free of the noise
        }
        const double here = height(t);
        if (here > 0.0 && previous > here) {
            curve.rate = std::max(curve.rate, std::log(previous / here) / step);
        }
        previous = here;
        previousTime = t;
    });
    curve.level = place.sign * valley;
    double end = place.farEnd;
    bool met = false;
    visitTimes(samples, place.minorApex, place.farEnd, [&](double t) {
        if (!met && place.sign * (meanAbout(samples, t, place.window) - curve.at(t)) <= 0.0) {
            met = true;
            end = t;
        }
    });
    (side > 0.0 ? curve.to : curve.from) = end;
    return curve;
}

} // namespace tgc
