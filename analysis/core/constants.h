// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/core/units.h"

/// The one table of physical constants. SI 2019 values are exact; A_r(Li) is the IUPAC conventional value
/// (Prohaska et al. 2022: interval [6.938, 6.997], conventional 6.94; the interval's midpoint is wrong for reagent Li).
namespace tgc::constants {

inline constexpr double elementaryCharge_C = 1.602176634e-19;
inline constexpr double avogadro_per_mol = 6.02214076e23;
inline constexpr double boltzmann_J_per_K = 1.380649e-23;
inline constexpr double faraday_C_per_mol = avogadro_per_mol * elementaryCharge_C;
inline constexpr double gasConstant_J_per_mol_K = avogadro_per_mol * boltzmann_J_per_K;
inline constexpr double standardAtmosphere_Pa = 101325.0;
inline constexpr double molarMassLithium_g_per_mol = 6.94;
inline constexpr double molarMassWater_g_per_mol = 18.01528;

/// Printed with every result; rises when any value above changes.
inline constexpr const char *tableVersion = "SI-2019, IUPAC-2021";

} // namespace tgc::constants
