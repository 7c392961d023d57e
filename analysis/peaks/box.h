// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "analysis/peaks/bounds.h"

namespace tgc {

/// How steeply a cluster rises and falls as a whole: the largest changes between means over neighbouring sixths of its
/// half-height width, on its way up and on its way down, as shares of its height. A Gaussian's are 0.24 each, two fused
/// equal ones' 0.5 at most, and a front as sharp as you like falls slowly; a plateau between equal steps has 1 and 1,
/// between unequal ones (its baseline slants from one level to the other) 2 together.
struct Edges {
    double rise = 0.0;
    double fall = 0.0;
    double start = 0.0; ///< where it rises most steeply, s
    double end = 0.0;
    double chance = 0.0; ///< SD that noise gives such a share

    /// Steeper on both sides than any peak, and more so than noise explains: a plateau between two steps.
    [[nodiscard]] bool isBox() const;
};

inline constexpr double leastBoxEdge = 0.35; ///< each of them, and
inline constexpr double boxEdges = 1.3; ///< both together

/// Empty where the cluster does not stay above 0.7 of its height between its half-height points (peaks with valleys), and
/// where its members point both ways.
[[nodiscard]] std::optional<Edges> edgesOf(const Scene &scene, const Cluster &cluster, const Line &baseline);

} // namespace tgc
