// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/peaks/features.h"
#include "analysis/signal/line.h"
#include "analysis/signal/noise.h"
#include "analysis/signal/pyramid.h"

namespace tgc {

/// Peaks that do not come down to a common baseline between each other, and the baseline they share.
struct Cluster {
    std::vector<Feature> members; ///< in order of time
    double start = 0.0;           ///< where the signal leaves the baseline, s
    double end = 0.0;
    double anchorBefore = 0.0;    ///< the baseline is the line through the means of [anchorBefore, start] ...
    double anchorAfter = 0.0;     ///< ... and [end, anchorAfter]
    bool cutBefore = false;       ///< the trace begins before the signal is flat
    bool cutAfter = false;
    bool splitBefore = false;     ///< parted from its neighbour at a valley that reaches below their baseline
    bool splitAfter = false;
};

/// The signal as the bounds are sought in it.
struct Scene {
    const Pyramid &pyramid;
    const NoiseProfile &noise;
};

/// Walks from every feature to both sides until three successive blocks of 0.4 widths agree (with each other, or with
/// one straight line of small slope); features not parted by such a flat stretch make one cluster.
[[nodiscard]] std::vector<Cluster> findClusters(const Scene &scene, const std::vector<Feature> &features);

/// Line through the means of the samples in the two anchors; `share` (0..1] of each anchor is used, next to the peak.
[[nodiscard]] Line baselineOf(const Scene &scene, const Cluster &cluster, double share = 1.0);

/// Where two neighbours of one cluster are parted: the lowest point between peaks of the same sign (the sharpest bend
/// where there is no low point, a shoulder), the crossing of the baseline between opposite ones.
[[nodiscard]] double valleyBetween(const Scene &scene, const Feature &left, const Feature &right, const Line &baseline);

/// Mean signal about t over an eighth of `width`.
[[nodiscard]] double smoothedAt(const Scene &scene, double t, double width);

} // namespace tgc
