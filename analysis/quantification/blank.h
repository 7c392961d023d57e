// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/core/units.h"
#include "analysis/quantification/air_marker.h"
#include "analysis/quantification/vial_hydrogen.h"

namespace tgc {

/// The blanks of one group, averaged in moles of H2 in the vial (free volumes may differ, so never in areas).
struct BlankMean {
    int count = 0;
    Amount value{};
    std::vector<double> perCoefficient; ///< d value (mol) / d coefficient of the calibration they share with the sample
    double ownU_mol = 0.0; ///< N >= 2: s_b sqrt(1 + 1/N); N = 1: the one blank's own u, calibration apart
    std::optional<double> dof; ///< N - 1; empty for one blank
    double scatterU_mol = 0.0; ///< of one blank's own u: what rests on the curve's scatter and has its dof
    std::vector<NitrogenReading> nitrogen; ///< of all their injections that have one
    Source source = Source::Typed; ///< Simulated when one of them is
    std::optional<Amount> critical; ///< L_C = t(0.95, N-1) s_b sqrt(1 + 1/N) (Currie)
    std::optional<Amount> limitOfQuantification; ///< 10 s_b
};

/// A blank stands for the samples of its `blank_group`; without one for all, and all stand for a sample without.
[[nodiscard]] bool isBlankOf(std::string_view group, const VialRecord &blank);

/// Blanks whose group is `group` or empty; all of them when `group` is empty. Empty when there is none.
[[nodiscard]] std::optional<BlankMean> blankFor(std::string_view group, std::span<const VialRecord> records,
                                                std::span<const VialHydrogen> hydrogen);

} // namespace tgc
