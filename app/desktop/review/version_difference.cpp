// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/version_difference.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tgc::desktop {

namespace {

bool same(const db::PeakRecord &a, const db::PeakRecord &b)
{
    if (a.channel != b.channel) {
        return false;
    }
    const double away = std::abs(a.apex_s - b.apex_s);
    if (a.widthHalf_s && b.widthHalf_s) {
        return away <= 0.5 * std::min(*a.widthHalf_s, *b.widthHalf_s);
    }
    return a.apex_s >= b.start_s && a.apex_s <= b.end_s && b.apex_s >= a.start_s && b.apex_s <= a.end_s;
}

} // namespace

std::vector<PeakPair> pairPeaks(const std::vector<db::PeakRecord> &before, const std::vector<db::PeakRecord> &after)
{
    std::vector<std::tuple<double, std::size_t, std::size_t>> candidates;
    for (std::size_t i = 0; i < before.size(); ++i) {
        for (std::size_t k = 0; k < after.size(); ++k) {
            if (same(before[i], after[k])) {
                candidates.emplace_back(std::abs(before[i].apex_s - after[k].apex_s), i, k);
            }
        }
    }
    std::sort(candidates.begin(), candidates.end());
    std::vector<PeakPair> pairs;
    std::vector<bool> usedBefore(before.size());
    std::vector<bool> usedAfter(after.size());
    for (const auto &[away, i, k] : candidates) {
        if (!usedBefore[i] && !usedAfter[k]) {
            usedBefore[i] = usedAfter[k] = true;
            pairs.push_back({before[i], after[k]});
        }
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (!usedBefore[i]) {
            pairs.push_back({before[i], std::nullopt});
        }
    }
    for (std::size_t k = 0; k < after.size(); ++k) {
        if (!usedAfter[k]) {
            pairs.push_back({std::nullopt, after[k]});
        }
    }
    const auto place = [](const PeakPair &pair) {
        const db::PeakRecord &peak = pair.after ? *pair.after : *pair.before;
        return std::tuple(peak.channel, peak.apex_s);
    };
    std::sort(pairs.begin(), pairs.end(), [&](const auto &a, const auto &b) { return place(a) < place(b); });
    return pairs;
}

std::optional<double> percentOff(double a, double b)
{
    return a == 0.0 ? std::nullopt : std::optional(100.0 * (b - a) / std::abs(a));
}

} // namespace tgc::desktop
