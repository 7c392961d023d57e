// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/units.h"

namespace tgc {

/// What is known of a closed vial before water is dosed into it. Nothing has a default but the temperature at which it
/// was sealed: what is missing keeps the dose from being given.
struct DoseQuestion {
    std::optional<Volume> dose;                    ///< about to be given
    std::optional<Volume> vial;                    ///< inner volume, septum seated
    std::optional<Volume> solids;                  ///< foil, separator ...
    std::optional<Volume> liquid;                  ///< in it already
    std::optional<Pressure> initialPressure;       ///< absolute, of the inert gas when the vial was sealed
    std::optional<Temperature> initialTemperature; ///< then; empty: `temperature`
    std::optional<Temperature> temperature;        ///< the hottest the vial will be
    std::optional<Pressure> rating;                ///< what the vial is made for, gauge
    std::optional<Charge> lithium;                 ///< upper bound: foil and plated charge together
    std::optional<Pressure> vapour; ///< of a titrant other than water, at `temperature`; the larger of both counts
    std::string doseName = "dose_mL"; ///< what the asker calls them, for the sentence
    std::string lithiumName = "li_upper_mAh";
};

struct DoseSafetyOptions {
    double usableRating = 0.8; ///< share of the rating that the worst case may reach
    /// Outside air, to which a gauge pressure refers: the least there is where laboratories stand (2000 m above the sea).
    Pressure ambient = kilopascals(79.5);
    double leastFreeShare = 0.1; ///< of the vial's volume that stays gas after the dose
    /// The most H2 that one vial may give: 500 umol, the hydrogen of 26.8 mAh, 12 mL of gas.
    Amount mostHydrogen = micromoles(500.0);
};

/// Whether the dose may be given. `worst`, `worstGauge`, `limit` and `hydrogen` are there when nothing was missing and
/// every input was possible.
struct DoseSafety {
    bool safe = false;
    std::vector<std::string> missing; ///< names of what is missing, as columns: "li_upper_mAh"
    std::optional<Pressure> worst; ///< absolute
    std::optional<Pressure> worstGauge;
    std::optional<Pressure> limit; ///< gauge
    std::optional<Amount> hydrogen;
    std::string reason; ///< the numbers that decided
    std::string sentence; ///< verdict and reason
};

/// The worst pressure of a closed vial after the dose (tgc-method.md 2.4, S7):
///   P = P_0 (T/T_0) (V_vial - V_sol) / V_g + p_sat(T) + n R T / V_g,   V_g = V_vial - V_sol - V_liquid - V_dose,
/// where T is the hotter of the two temperatures, n = Q / (2 F) the hydrogen of all lithium, and none of it dissolves. It
/// is compared with a share of the vial's rating, the room that is left, and the most hydrogen that is allowed. The heat
/// of the reaction is not in it (docs/bench.md).
[[nodiscard]] DoseSafety doseSafety(const DoseQuestion &question, const DoseSafetyOptions &options = {});

} // namespace tgc
