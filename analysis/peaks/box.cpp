// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/box.h"

#include <algorithm>
#include <cmath>

namespace tgc {

bool Edges::isBox() const
{
    constexpr double sure = 3.0; ///< SD above what fused peaks have
    return std::min(rise, fall) >= leastBoxEdge && rise + fall >= boxEdges &&
           rise + fall >= 1.0 + sure * std::sqrt(2.0) * chance;
}

std::optional<Edges> edgesOf(const Scene &scene, const Cluster &cluster, const Line &baseline)
{
    const int sign = cluster.members.front().sign;
    if (std::any_of(cluster.members.begin(), cluster.members.end(), [&](const Feature &f) { return f.sign != sign; })) {
        return std::nullopt;
    }
    const Level &seen = scene.pyramid.finerThan((cluster.end - cluster.start) / 32.0);
    const std::size_t first = seen.nearest(cluster.start);
    const std::size_t last = seen.nearest(cluster.end);
    const auto heightAt = [&](std::size_t i) {
        return sign * (seen.values[i] - baseline.at(seen.timeAt(static_cast<double>(i))));
    };
    double height = 0.0;
    for (std::size_t i = first; i <= last; ++i) {
        height = std::max(height, heightAt(i));
    }
    std::size_t from = first;
    std::size_t to = last;
    while (from < last && heightAt(from) < 0.5 * height) {
        ++from;
    }
    while (to > from && heightAt(to) < 0.5 * height) {
        --to;
    }
    double sum = 0.0;
    for (std::size_t i = from; i <= to; ++i) {
        sum += heightAt(i);
    }
    height = std::min(height, 1.1 * sum / static_cast<double>(to - from + 1)); // noise tops a plateau
    const double width = static_cast<double>(to - from + 1) * seen.step;
    const double piece = width / 6.0;
    if (!(height > 0.0) || to < from + 6) {
        return std::nullopt;
    }
    const double noise = scene.noise.difference(piece);
    for (std::size_t i = from + 1; i + 1 <= to; ++i) {
        if (heightAt(i) < 0.7 * height - 4.0 * scene.noise.difference(seen.step) && i > from + 1 && i + 2 < to) {
            return std::nullopt;
        }
    }
    const Level &level = scene.pyramid.finerThan(piece / 4.0);
    Edges edges;
    edges.chance = noise / height;
    for (double t = seen.timeAt(static_cast<double>(from)) - piece; t <= seen.timeAt(static_cast<double>(to)) + piece;
         t += level.step) {
        const double before = level.mean(t - piece + 0.5 * level.step, t - 0.5 * level.step);
        const double after = level.mean(t + 0.5 * level.step, t + piece - 0.5 * level.step);
        const double change = sign * (after - before) / height;
        if (change > edges.rise) {
            edges.rise = change;
            edges.start = t;
        }
        if (-change > edges.fall) {
            edges.fall = -change;
            edges.end = t;
        }
    }
    return edges;
}

} // namespace tgc
