// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/vial_rows.h"

#include <map>

#include "app/formats/table_row.h"
#include "app/session/area_of_row.h"
#include "app/session/metals.h"
#include "app/session/sample_columns.h"
#include "app/session/table_numbers.h"

namespace tgc::session {

namespace {

using formats::TableRow;
using formats::TextTable;

/// Reads one quantity into its place; stops at the first error.
class Reader {
public:
    explicit Reader(const TableRow &row) : m_row(row) {}

    template <class Q, class Maker>
    void into(std::optional<Estimate<Q>> &place, const std::string &column, Maker make)
    {
        if (m_error) {
            return;
        }
        auto read = typedQuantity(m_row, column, make);
        if (!read) {
            m_error = read.error();
        } else if (*read) {
            place = **read;
        }
    }
    /// A quantity with a default: its uncertainty may be given alone.
    template <class Q, class Maker>
    void into(Estimate<Q> &place, const std::string &column, Maker make, double fallback)
    {
        if (m_error) {
            return;
        }
        const auto read = typedNumber(m_row, column, Sign::NotNegative, fallback);
        if (!read) {
            m_error = read.error();
        } else if (*read) {
            place = Estimate<Q>{make((*read)->value), make((*read)->u)};
        }
    }
    void into(std::optional<TemperatureEstimate> &place, const std::string &column,
              std::optional<double> fallback = std::nullopt)
    {
        if (m_error) {
            return;
        }
        const auto read = typedNumber(m_row, column, Sign::Any, fallback);
        if (!read) {
            m_error = read.error();
        } else if (*read) {
            place = TemperatureEstimate{celsius((*read)->value), kelvinDifference((*read)->u)};
        }
    }
    void into(std::optional<TypedNumber> &place, const std::string &column, Sign sign)
    {
        if (m_error) {
            return;
        }
        auto read = typedNumber(m_row, column, sign);
        if (!read) {
            m_error = read.error();
        } else {
            place = *read;
        }
    }
    [[nodiscard]] Result<void> result() const { return m_error ? Result<void>(fail(*m_error)) : Result<void>{}; }

private:
    const TableRow &m_row;
    std::optional<Error> m_error;
};

Result<void> readCharges(const TableRow &row, ChargeRecord &charges)
{
    Reader read(row);
    std::optional<TypedNumber> offset, time, gain;
    const auto inactive = row.optionalNumber("inactive_mAh");
    const auto inactiveU = row.optionalNumber("u_inactive_mAh"); // stands alone beside plated and stripped too
    if (!inactive || !inactiveU) {
        return fail(!inactive ? inactive.error() : inactiveU.error());
    }
    if (inactiveU->value_or(0.0) < 0.0) {
        return row.bad("u_inactive_mAh", "a standard uncertainty cannot be below zero");
    }
    read.into(charges.plated, "charge_plated_mAh", milliampereHours);
    read.into(charges.stripped, "charge_stripped_mAh", milliampereHours);
    read.into(offset, "current_offset_uA", Sign::Any);
    read.into(time, "cycling_time_h", Sign::NotNegative);
    read.into(gain, "current_gain_rel", Sign::Any);
    if (auto ok = read.result(); !ok) {
        return ok;
    }
    if (charges.plated.has_value() != charges.stripped.has_value()) {
        return row.bad(charges.plated ? "charge_stripped_mAh" : "charge_plated_mAh",
                       "is empty: plated and stripped charge go together (or give inactive_mAh alone)");
    }
    if (*inactive) {
        charges.inactive = milliampereHours(**inactive);
    }
    if (*inactiveU) {
        if (!*inactive && !charges.plated) {
            return row.bad("u_inactive_mAh", "an uncertainty without a value: give inactive_mAh, or both charges");
        }
        charges.inactiveU = milliampereHours(**inactiveU);
    }
    if (offset && !time) {
        return row.bad("cycling_time_h", "is empty: the current's offset adds up over the plating and stripping time");
    }
    if (offset) {
        charges.offsetU = microamperes(std::abs(offset->value));
        charges.cyclingTime = hours(time->value);
    }
    charges.gainU = gain ? std::abs(gain->value) : 0.0;
    const std::string cell(row.text("cell_type"));
    if (cell == "Li||Li") {
        return row.bad("cell_type", "a symmetric Li||Li cell's charge does not tell one electrode's loss: SEI by "
                                    "difference is refused");
    }
    if (!cell.empty()) {
        charges.cellType = cellTypeFromString(cell);
        if (!charges.cellType) {
            return row.bad("cell_type",
                           "\"" + cell + "\" is none of Li||Cu, reservoir, anode-free, foil, Li||Li, host");
        }
    }
    return {};
}

std::string namesOf(const std::vector<Analyte> &metals)
{
    std::string names;
    for (const Analyte &metal : metals) {
        names += (names.empty() ? "" : ", ") + metal.name;
    }
    return names;
}

Result<VialRecord> readVial(const TableRow &row, const std::vector<Analyte> &metals)
{
    VialRecord vial;
    const auto id = row.requiredText("sample_id");
    if (!id) {
        return fail(id.error());
    }
    vial.sampleId = *id;
    vial.group = row.text("group");
    vial.blankGroup = row.text("blank_group");
    if (const std::string name(row.text("analyte")); !name.empty()) {
        const auto analyte = metalByName(metals, name);
        if (!analyte) {
            return row.bad("analyte", "\"" + name + "\" is none of " + namesOf(metals) +
                                          "; another one can be given in a file of metals");
        }
        vial.analyte = *analyte;
    }
    const std::string_view titrant = row.text("titrant");
    vial.titrant = titrant.empty() || titrant == "Water" || titrant == "H2O" ? "water" : titrant;
    Reader read(row);
    read.into(vial.vialVolume, "vial_volume_mL", milliliters);
    read.into(vial.solidsVolume, "solids_volume_mL", milliliters, 0.0);
    read.into(vial.liquidVolume, "liquid_volume_mL", milliliters);
    read.into(vial.initialPressure, "initial_pressure_kPa", kilopascals, 101.325);
    read.into(vial.temperature, "temperature_C");
    read.into(vial.initialTemperature, "initial_temperature_C",
              vial.temperature ? std::optional(inCelsius(vial.temperature->value)) : std::nullopt);
    read.into(vial.titrantVapour, "titrant_vapour_kPa", kilopascals);
    read.into(vial.solubility, "h2_solubility_mol_m3_Pa", molesPerCubicMeterPascal);
    read.into(vial.lithiumHydride, "lih_umol", micromoles);
    if (auto ok = read.result(); !ok) {
        return fail(ok.error());
    }
    if (vial.lithiumHydride && vial.analyte.name != "Li") {
        return row.bad("lih_umol", "only samples of Li hold LiH");
    }
    if (auto ok = readCharges(row, vial.charges); !ok) {
        return fail(ok.error());
    }
    return vial;
}

Result<DrawRecord> readDraw(const TableRow &row, const TraceIntegrator &integrator, std::vector<std::string> &warnings)
{
    DrawRecord draw;
    const auto sampling = row.requiredText("sampling");
    if (!sampling) {
        return fail(sampling.error());
    }
    bool known = false;
    for (const Sampling s : {Sampling::Locked, Sampling::Equalised, Sampling::Matched}) {
        if (toString(s) == *sampling) {
            draw.sampling = s;
            known = true;
        }
    }
    if (!known) {
        return row.bad("sampling", "\"" + *sampling + "\" is none of locked, equalised, matched");
    }
    auto area = areaOfRow(row, integrator);
    if (!area) {
        return fail(area.error());
    }
    draw.area = area->area;
    draw.source = area->source;
    draw.flags = std::move(area->flags);
    warnings.insert(warnings.end(), area->warnings.begin(), area->warnings.end());
    const auto areaU = row.optionalNumber("u_area");
    if (!areaU) {
        return fail(areaU.error());
    }
    if (areaU->value_or(0.0) < 0.0) {
        return row.bad("u_area", "a standard uncertainty cannot be below zero");
    }
    draw.areaU = *areaU;
    Reader read(row);
    read.into(draw.injectionVolume, "injection_volume_mL", milliliters);
    read.into(draw.discardedVolume, "discarded_volume_mL", milliliters, 0.0);
    read.into(draw.ambientPressure, "ambient_pressure_kPa", kilopascals);
    read.into(draw.headspacePressure, "headspace_pressure_kPa", kilopascals);
    read.into(draw.syringeTemperature, "syringe_temperature_C");
    if (auto ok = read.result(); !ok) {
        return fail(ok.error());
    }
    return draw;
}

/// A later draw's row repeats what the first said of the vial, or leaves it empty.
Result<void> checkAgrees(const TableRow &first, const TableRow &later, const std::string &sampleId)
{
    const auto contradiction = [&](const std::string &column) {
        return later.bad(column, "\"" + std::string(later.text(column)) + "\" contradicts \"" +
                                     std::string(first.text(column)) + "\" in line " + std::to_string(first.line()) +
                                     ": draws of sample " + sampleId +
                                     " come from one vial; correct one, or leave it " + "empty after the first row");
    };
    for (const std::string_view name : vialTextColumns) {
        if (!later.text(name).empty() && later.text(name) != first.text(name)) {
            return contradiction(std::string(name));
        }
    }
    for (const std::string_view name : vialNumberColumns) {
        for (const std::string &column : {std::string(name), "u_" + std::string(name)}) {
            const auto a = first.optionalNumber(column);
            const auto b = later.optionalNumber(column);
            if (!a || !b) {
                return fail(!a ? a.error() : b.error());
            }
            if (*b && *a != *b) {
                return contradiction(column);
            }
        }
    }
    return {};
}

} // namespace

std::vector<std::string> unknownColumns(const TextTable &table)
{
    std::vector<std::string> warnings;
    for (const std::string &column : table.columns) {
        if (!isSampleColumn(column)) {
            warnings.push_back(table.origin + ": column \"" + column +
                               "\" is not one this program knows: it is ignored");
        }
    }
    return warnings;
}

Result<std::vector<VialRow>> vialsOf(const TextTable &table, const TraceIntegrator &integrator,
                                     const std::vector<Analyte> &metals)
{
    if (auto ok = formats::requireColumns(table, {"sample_id", "sampling"}); !ok) {
        return fail(ok.error());
    }
    if (table.rows.empty()) {
        return fail(ErrorCode::BadInput, table.origin + ": the table has no rows under its header");
    }
    std::vector<VialRow> vials;
    std::vector<const TextTable::Row *> firstRows;
    std::map<std::string, std::size_t> places;
    for (const TextTable::Row &cells : table.rows) {
        const TableRow row(table, cells);
        const auto id = row.requiredText("sample_id");
        if (!id) {
            return fail(id.error());
        }
        const auto [place, isNew] = places.try_emplace(*id, vials.size());
        if (isNew) {
            auto vial = readVial(row, metals);
            if (!vial) {
                return fail(vial.error());
            }
            vials.push_back({std::move(*vial), row.line(), {}, {}});
            firstRows.push_back(&cells);
        } else {
            const TableRow first(table, *firstRows[place->second]);
            if (auto ok = checkAgrees(first, row, *id); !ok) {
                return fail(ok.error());
            }
        }
        auto draw = readDraw(row, integrator, vials[place->second].warnings);
        if (!draw) {
            return fail(draw.error());
        }
        VialRow &vial = vials[place->second];
        vial.record.draws.push_back(std::move(*draw));
        vial.injectedAt.push_back(injectedAt(row, vial.warnings));
    }
    return vials;
}

} // namespace tgc::session
