// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/core/units.h"

namespace tgc {

/// A closed vial after the titrant went in without venting (tgc-method.md 2.4), before any gas is drawn.
struct ClosedVial {
    Volume vial{};
    Volume solids{};
    Volume liquid{};
    Pressure initialPressure{};       ///< of the inert gas when the vial was sealed
    Temperature initialTemperature{}; ///< then
    Temperature temperature{};        ///< now
    Pressure vapour{};                ///< of the titrant, at `temperature`
    HenrySolubility solubility{};     ///< of H2 in the titrant
};

/// V_g = V_vial - V_solids - V_liquid.
[[nodiscard]] Volume freeVolume(const ClosedVial &vial);

/// k = n_dissolved / n_gas = H R T V_L / V_g.
[[nodiscard]] double dissolvedRatio(const ClosedVial &vial);

/// Partial pressures when the vial holds `hydrogen` in all (gas and dissolved). P = inert + vapour + hydrogen.
struct VialPressures {
    Pressure inert{};
    Pressure vapour{};
    Pressure hydrogen{};
    [[nodiscard]] Pressure total() const { return inert + vapour + hydrogen; }
};
[[nodiscard]] VialPressures vialPressures(const ClosedVial &vial, Amount hydrogen);

/// H2 in a syringe of volume `syringe` closed at vial pressure: n_gas V_s / (V_g + V_s).
[[nodiscard]] Amount lockedDraw(const ClosedVial &vial, Amount hydrogen, Volume syringe);

/// H2 injected when the syringe is opened to ambient pressure first: y P_amb V_s / (R T_s).
[[nodiscard]] Amount equalisedInjection(const ClosedVial &vial, Amount hydrogen, Volume syringe, Pressure ambient,
                                        Temperature syringeTemperature);

} // namespace tgc
