// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/sample_records.h"

namespace tgc::db {

namespace {

constexpr InputColumn sampleInputs[] = {
    {"group", false},
    {"analyte", false},
    {"titrant", false},
    {"vial_volume_mL", true},
    {"solids_volume_mL", true},
    {"liquid_volume_mL", true},
    {"initial_pressure_kPa", true},
    {"initial_temperature_C", true},
    {"temperature_C", true},
    {"titrant_vapour_kPa", true},
    {"h2_solubility_mol_m3_Pa", true},
    {"charge_plated_mAh", true},
    {"charge_stripped_mAh", true},
    {"inactive_mAh", true},
    {"blank_group", false},
    {"electrode_area_cm2", true},
    {"cell_type", false},
    {"current_offset_uA", true},
    {"cycling_time_h", true},
    {"current_gain_rel", true},
    {"electrolyte", false},
    {"current_density_mA_cm2", true},
    {"areal_capacity_mAh_cm2", true},
    {"electrolyte_g_per_Ah", true},
    {"li_excess_um", true},
    {"cycles", false},
    {"morphology", false},
    {"sealed_at", false},
    {"dosed_at", false},
    {"notes", false},
};

constexpr InputColumn drawInputs[] = {
    {"sampling", false},
    {"injection_volume_mL", true},
    {"area", true},
    {"trace", false},
    {"headspace_pressure_kPa", true},
    {"ambient_pressure_kPa", true},
    {"syringe_temperature_C", true},
    {"discarded_volume_mL", true},
    {"injected_at", false},
};

} // namespace

std::span<const InputColumn> sampleColumns()
{
    return sampleInputs;
}

std::span<const InputColumn> drawColumns()
{
    return drawInputs;
}

std::string_view toString(SampleKind kind)
{
    switch (kind) {
    case SampleKind::Sample: return "sample";
    case SampleKind::Blank: return "blank";
    case SampleKind::Standard: return "standard";
    case SampleKind::Check: return "check";
    }
    return "sample";
}

std::optional<SampleKind> sampleKindFromString(std::string_view text)
{
    for (const SampleKind kind : {SampleKind::Sample, SampleKind::Blank, SampleKind::Standard, SampleKind::Check}) {
        if (toString(kind) == text) {
            return kind;
        }
    }
    return std::nullopt;
}

} // namespace tgc::db
