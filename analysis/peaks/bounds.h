// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/peaks/features.h"
#include "analysis/signal/line.h"
#include "analysis/signal/loudness.h"
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
    const Loudness &loudness;
};

/// Half-height widths of a larger peak before its apex, from where its own flank and bend do not make a hill.
inline constexpr double apartFromLarge = 1.3;

/// Walks from every feature to both sides until three successive blocks of 0.4 widths agree (with each other, or with
/// one straight line of small slope); features not parted by such a flat stretch make one cluster.
[[nodiscard]] std::vector<Cluster> findClusters(const Scene &scene, const std::vector<Feature> &features);

/// Adds to a cluster's members the maxima (on the members' side of the baseline) that a large neighbour's own bend hides
/// from the second derivative: those that rise by 5 noise, seen over an eighth of a width, above both valleys beside.
/// Before the first member, further than `apartFromLarge`, a fall of half as much parts them, if the rise alone would do
/// to see a bump. They are sought up to the anchors' ends; where one lies outside the bounds, these move out around it, at most to
/// `earliest` and `latest`.
void addHiddenMaxima(const Scene &scene, Cluster &cluster, double earliest, double latest);

/// Moves a cluster's start (direction -1) or end (+1) to where the signal comes to rest beyond `outermost`.
void moveBound(const Scene &scene, Cluster &cluster, const Feature &outermost, int direction, double limit);

/// Line through the means of the samples in the two anchors; `share` (0..1] of each anchor is used, next to the peak.
[[nodiscard]] Line baselineOf(const Scene &scene, const Cluster &cluster, double share = 1.0);

/// Where two neighbours of one cluster are parted: the lowest point between peaks of the same sign (the sharpest bend
/// where there is no low point, a shoulder), the crossing of the baseline between opposite ones.
[[nodiscard]] double valleyBetween(const Scene &scene, const Feature &left, const Feature &right, const Line &baseline);

/// How far a feature rises above (a dent: falls below) the baseline; negative where it lies on the other side.
[[nodiscard]] double heightOf(const Scene &scene, const Feature &feature, const Line &baseline);

/// Mean signal about t over an eighth of `width`.
[[nodiscard]] double smoothedAt(const Scene &scene, double t, double width);

} // namespace tgc
