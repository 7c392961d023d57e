// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "analysis/quantification/breakdown.h"
#include "app/desktop/inactive/sample_facts.h"

namespace tgc::desktop {

/// In what Li metal and SEI Li+ are told.
enum class SplitUnit { Charge, Amount, Mass, PerArea, Share, EfficiencyLoss };

/// A value with its standard uncertainty (k = 1), where that is known.
struct Measure {
    double value = 0.0;
    std::optional<double> u;
};

/// Both parts of a sample's inactive metal; empty where what the unit needs was not given.
struct Split {
    std::optional<Measure> metal;
    std::optional<Measure> sei;
};

/// Per area: u^2 = (u_Q/A)^2 + (Q u_A/A^2)^2. Points of efficiency: u = 100 u_Q/Q_plated (tgc-method 2.7, 2.9).
[[nodiscard]] Split splitIn(SplitUnit unit, const Breakdown &row, const SampleFacts &facts);

[[nodiscard]] QString unitName(SplitUnit unit);  ///< "mAh/cm²"
[[nodiscard]] QString axisTitle(SplitUnit unit); ///< "inactive charge (mAh/cm²)"

/// What groups are compared in.
struct ComparedValue {
    QString title; ///< "Li metal"
    QString unit;  ///< "mAh"
    std::optional<Measure> (*of)(const Breakdown &row, const SampleFacts &facts);
};
[[nodiscard]] const std::vector<ComparedValue> &comparedValues();

} // namespace tgc::desktop
