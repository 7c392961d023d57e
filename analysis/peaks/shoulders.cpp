// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/shoulders.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace tgc {

namespace {

// A shoulder is seen by a filter narrower than the peak whose flank it bends (whose best scale is up to twice as wide as
// it is), so that it is no echo of two peaks, and wider than ripple; and not at its top.
constexpr double widestShoulder = 0.4;
constexpr double nearestShoulder = 0.3; ///< widths from the apex
constexpr double farthestShoulder = 1.5;
constexpr double leastShoulder = 0.02; ///< of the bend that the parent itself would have at that scale
// Between the two the signal bends back, as the foot of a peak does: a Gaussian's foot bends by 0.45 of its top, a tail's
// by half of that. The corner of a flat or slanting top, or of a step in a front, has no such foot.
constexpr double leastFoot = 0.15;
constexpr double leastSamples = 5.0; ///< in its width; a bend of fewer is a kink of the signal, no peak's

bool onFlankOf(const Feature &f, const Feature &parent)
{
    const double distance = std::abs(f.time - parent.time) / parent.width;
    const double narrower = 2.0 * f.width / parent.width;
    return f.sign == parent.sign && distance >= nearestShoulder && distance <= farthestShoulder &&
           f.response >= leastShoulder * narrower * narrower * parent.response;
}

/// Features of `all` (in order of time) from `from` on, up to `to`.
std::span<const Feature> within(const std::vector<Feature> &all, double from, double to)
{
    const auto byTime = [](const Feature &f, double t) { return f.time < t; };
    const auto first = std::lower_bound(all.begin(), all.end(), from, byTime);
    return {first, std::lower_bound(first, all.end(), to, byTime)};
}

/// A peak proper, not the foot of one: nothing stronger of the other sign to its left, nor to its right. Peaks point
/// upwards as a rule: a dent must be twice as strong as what stands beside it.
bool isProper(const Feature &f, const std::vector<Feature> &all)
{
    double before = 0.0;
    double after = 0.0;
    for (const Feature &o : within(all, f.time - 2.0 * f.width, f.time + 2.0 * f.width)) {
        (o.time < f.time ? before : after) += o.sign != f.sign ? o.response : 0.0; // two corners of a rail share a foot
    }
    return std::max(before, after) <= (f.sign > 0 ? 1.0 : 0.5) * f.response;
}

/// How far the signal bends the other way between two features of one scale.
double footBetween(std::span<const Feature> seen, const Feature &a, const Feature &b)
{
    double foot = 0.0;
    for (const Feature &o : seen) {
        if (o.sign != a.sign && (o.time - a.time) * (o.time - b.time) < 0.0) {
            foot = std::max(foot, o.response);
        }
    }
    return foot;
}

/// What one scale sees on the flanks of `parent`, and no other peak claims. The strongest thing seen there is the parent.
void flankBends(std::vector<Feature> &out, const Sight &sight, const Feature &parent, const std::vector<Feature> &peaks)
{
    const auto seen = within(sight.extremes, parent.time - farthestShoulder * parent.width,
                             parent.time + farthestShoulder * parent.width);
    const Feature *self = nullptr;
    for (const Feature &f : seen) {
        self = f.sign == parent.sign && !f.shoulder && (self == nullptr || f.response > self->response) ? &f : self;
    }
    for (const Feature &f : seen) {
        const double reach = 4.0 * parent.width;
        const auto near = within(peaks, f.time - reach, f.time + reach);
        const bool claimed = std::any_of(near.begin(), near.end(), [&](const Feature &p) {
            return p.sign == f.sign && p.time != parent.time &&
                   std::abs(p.time - f.time) < std::max(f.width, 0.5 * p.width);
        });
        if (&f != self && self != nullptr && f.significance() >= detectionLimit && !claimed && onFlankOf(f, parent) &&
            std::abs(f.time - self->time) > nearestShoulder * parent.width &&
            footBetween(seen, *self, f) >= leastFoot * self->response) {
            out.push_back(f);
        }
    }
}

} // namespace

void addShoulders(std::vector<Feature> &peaks, const std::vector<Sight> &sights)
{
    std::vector<Feature> candidates;
    for (const Feature &parent : peaks) {
        if (parent.significance() < detectionLimit || !isProper(parent, peaks)) {
            continue;
        }
        for (const Sight &sight : sights) {
            if (sight.width >= narrowestShoulder * parent.width && sight.width <= widestShoulder * parent.width &&
                sight.width >= leastSamples * sight.step) {
                flankBends(candidates, sight, parent, peaks);
            }
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Feature &a, const Feature &b) { return a.significance() > b.significance(); });
    std::vector<Feature> taken;
    for (Feature &f : candidates) {
        const bool known = std::any_of(taken.begin(), taken.end(), [&](const Feature &t) {
            return std::abs(t.time - f.time) <= 0.6 * std::max(t.width, f.width);
        });
        if (!known) {
            f.shoulder = true;
            taken.push_back(f);
        }
    }
    peaks.insert(peaks.end(), taken.begin(), taken.end());
    std::stable_sort(peaks.begin(), peaks.end(), [](const Feature &a, const Feature &b) { return a.time < b.time; });
}

} // namespace tgc
