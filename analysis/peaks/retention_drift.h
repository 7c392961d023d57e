// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analysis/core/units.h"
#include "analysis/signal/theil_sen.h"

namespace tgc {

/// When a column that takes up water is to be baked out. None of these is from a standard, but for the resolution
/// (docs/care.md says why they were chosen).
struct RetentionLimits {
    double shrink = 0.05;          ///< of the retention time at the bake-out
    double resolution = 1.5;       ///< of nitrogen to oxygen: baseline separation (Ph. Eur. 2.2.46, USP <621>)
    double soonInjections = 30.0;  ///< a limit that is reached within so many is told of beforehand,
    Time soon = hours(72.0);       ///< or within this time
    double confidence = 0.95;      ///< of the trend's interval
};

/// What one run says of one target. Of one series: the same instrument, method and channel, since one bake-out.
struct RetentionPoint {
    double injections = 0.0; ///< into the column since the bake-out, this one included
    Time since{};            ///< the bake-out
    Time retention{};
    std::optional<double> resolution{}; ///< of the target to the one before it, where that matters
};

/// With fewer runs nothing is said: the medians of three would not withstand a wrong one.
inline constexpr std::size_t fewestForDrift = 6;

enum class DriftVerdict {
    NotEnoughRuns,
    InOrder,
    BakeOutSoon,
    BakeOutNow,
    LookElsewhere, ///< beyond a limit in a way that water does not explain
};
[[nodiscard]] std::string_view wordOf(DriftVerdict verdict); ///< "in order", "bake out now" ...

/// When a falling line reaches a limit.
struct Reach {
    double injections = 0.0; ///< from now on
    double earliest = 0.0;   ///< by the ends of the slope's interval
    double latest = 0.0;
    std::optional<Time> time{}; ///< empty: the line over time does not fall for sure
};

struct RetentionDrift {
    DriftVerdict verdict = DriftVerdict::NotEnoughRuns;
    std::size_t runs = 0;
    Time reference{}; ///< at the bake-out: median of the first runs (half of them, five at most)
    Time present{};   ///< median of as many last ones
    double change = 0.0; ///< present/reference - 1
    std::optional<RobustLine> perInjection; ///< s over injections
    std::optional<RobustLine> perDay;       ///< s over days
    std::optional<double> resolution;       ///< median of the last runs
    std::optional<double> resolutionAtFirst;
    std::optional<Reach> reach; ///< of whichever limit comes first; empty: nothing falls for sure
    std::string words;          ///< the numbers behind the verdict
};

/// Points in order of injection. Medians and the median of slopes: one outlier run changes nothing. A fall is believed
/// only where the whole interval of the slope lies below zero. Times that are not above zero tell nothing: they are not
/// since the injection.
[[nodiscard]] RetentionDrift retentionDrift(std::span<const RetentionPoint> points, const RetentionLimits &limits = {});

} // namespace tgc
