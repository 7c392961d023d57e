// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace tgc::session {

/// Numbers that belong to the vial: rows of one sample agree in them, or leave them empty after the first.
inline constexpr std::array<std::string_view, 27> vialNumberColumns = {
    "vial_volume_mL",
    "solids_volume_mL",
    "liquid_volume_mL",
    "initial_pressure_kPa",
    "initial_temperature_C",
    "temperature_C",
    "titrant_vapour_kPa",
    "h2_solubility_mol_m3_Pa",
    "charge_plated_mAh",
    "charge_stripped_mAh",
    "inactive_mAh",
    "current_offset_uA",
    "cycling_time_h",
    "current_gain_rel",
    "electrode_area_cm2",
    "current_density_mA_cm2",
    "areal_capacity_mAh_cm2",
    "electrolyte_g_per_Ah",
    "li_excess_um",
    "lih_umol",
    "pressure_rating_kPa",
    "li_upper_mAh",
    "foil_mg",
    "current_range_mA",
    "current_accuracy_percent_fs",
    "reaction_s",    // of the vial's day (docs/day.md): no result rests on it
    "draws_planned", // likewise
};

/// Words that belong to the vial or its cell.
inline constexpr std::array<std::string_view, 13> vialTextColumns = {
    "sample_id",  "group",  "blank_group", "analyte",  "titrant",    "cell_type",         "electrolyte",
    "morphology", "cycles", "sealed_at",   "dosed_at", "vial_parts", "stripped_to_cutoff"};

/// Numbers of one draw.
inline constexpr std::array<std::string_view, 7> drawNumberColumns = {
    "injection_volume_mL", "area",   "ambient_pressure_kPa", "syringe_temperature_C", "headspace_pressure_kPa",
    "discarded_volume_mL", "area_n2"};

inline constexpr std::array<std::string_view, 5> drawTextColumns = {"sampling", "trace", "source", "injected_at",
                                                                    "notes"};

/// True for a column of SAMPLES.csv or BLANKS.csv, or the `u_` of one that holds numbers.
[[nodiscard]] bool isSampleColumn(std::string_view name);

/// True for the `u_` of a column that is a bound or a mark and has no use for one.
[[nodiscard]] bool hasNoUncertainty(std::string_view name);

/// True for what may differ from draw to draw, and its `u_`.
[[nodiscard]] bool isDrawColumn(std::string_view name);

} // namespace tgc::session
