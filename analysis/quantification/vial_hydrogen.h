// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/core/error.h"
#include "analysis/quantification/breakdown.h"
#include "analysis/quantification/reaction.h"
#include "analysis/quantification/vial_record.h"

namespace tgc {

/// The inputs of a vial whose uncertainty is common to all its draws. Named after their columns.
inline constexpr std::array<std::string_view, 15> vialInputNames = {
    "vial_volume_mL",        "solids_volume_mL",    "liquid_volume_mL",     "initial_pressure_kPa",
    "initial_temperature_C", "temperature_C",       "titrant_vapour_kPa",   "h2_solubility_mol_m3_Pa",
    "injection_volume_mL",   "discarded_volume_mL", "ambient_pressure_kPa", "headspace_pressure_kPa",
    "syringe_temperature_C", "check_area",          "check_certificate",
};
/// The one of them that rests on the scatter of the curve.
inline constexpr std::string_view checkAreaInput = "check_area";
/// Deviations of those inputs from their values, in units of their standard uncertainties.
using VialDeviations = std::array<double, vialInputNames.size()>;

/// Brings each draw's area back to the hydrogen of the untouched vial (tgc-method.md 2.4): total H2 in mol, one value a
/// draw, into `out`. Areas, coefficients and deviations are the caller's, so that the same few lines serve the value,
/// its derivatives and Monte Carlo trials. NotDetermined when an area has no amount on the curve.
[[nodiscard]] Result<void> hydrogenOfDraws(const VialRecord &vial, const Calibration &curve,
                                           std::span<const double> coefficients, const VialDeviations &z,
                                           std::span<const double> areas, std::span<double> out);

/// Hydrogen of a vial, all draws combined, with first-order contributions to its uncertainty.
struct VialHydrogen {
    Amount value{};
    VialDeviations inputU_mol{}; ///< signed: d value / d deviation
    std::vector<double> perCoefficient; ///< d value (mol) / d coefficient
    double areaU_mol = 0.0; ///< of the areas, widened by the Birge ratio where draws disagree
    bool areaFromScatter = false; ///< that u comes from the curve's scatter, so it has the curve's dof
    std::vector<double> weights; ///< of the draws, summing to 1
    std::vector<double> drawAreaU; ///< standard uncertainty of each area, already widened
    std::vector<Amount> draws; ///< each draw's own value
    std::optional<Amount> injected; ///< of the first draw; empty for matched sampling
    std::optional<AppliedCorrection> correction; ///< by check standards, of the first draw
    double perCurveUnit_mol = 0.0; ///< |d value / d amount on the curve| of the first draw
    std::optional<ReactionProgress> reaction; ///< where a draw says how long after the dose it was taken
    /// out-of-range, heterogeneous-draws, draw-trend, reaction-unfinished, titrant-as-water, drift-corrected,
    /// recovery-applied, peak flags
    std::vector<std::string> flags;
    Source source = Source::Typed;
};

/// BadInput names the column that is missing, impossible (no free volume) or does not go with the calibration.
[[nodiscard]] Result<VialHydrogen> hydrogenInVial(const VialRecord &vial, const Calibration &curve);

} // namespace tgc
