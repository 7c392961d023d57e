// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/core/units.h"

namespace tgc {

/// Saturation pressure of pure water, Wagner and Pruss 1993 (IAPWS SR1-86): valid 273.16 K to 647.096 K.
[[nodiscard]] Pressure waterVapourPressure(Temperature temperature);

/// Density of air-free water at 1 atm, Kell 1975 (J. Chem. Eng. Data 20, 97): valid 0 to 150 degC.
[[nodiscard]] Density waterDensity(Temperature temperature);

/// Henry solubility H_s^cp of hydrogen in water: IAPWS G7-04 (273.15 K to 636 K, rms 0.05 in ln k_H) with Kell's water
/// density, H = rho / (M k_H). Salt lowers it (Sechenov), so it is an upper bound in LiOH.
[[nodiscard]] HenrySolubility hydrogenSolubility(Temperature temperature);

} // namespace tgc
