// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/vial_rows.h"

#include <functional>
#include <map>

#include "app/formats/table_row.h"
#include "app/session/area_of_row.h"
#include "app/session/charge_columns.h"
#include "app/session/metals.h"
#include "app/session/plausible.h"
#include "app/session/row_reader.h"
#include "app/session/sample_columns.h"

namespace tgc::session {

namespace {

using formats::TableRow;
using formats::TextTable;

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
    RowReader read(row);
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
    read.into(vial.pressureRating, "pressure_rating_kPa", kilopascals);
    read.into(vial.mostMetal, "li_upper_mAh", milliampereHours);
    std::optional<TypedNumber> foil;
    read.into(foil, "foil_mg", Sign::NotNegative);
    if (auto ok = read.result(); !ok) {
        return fail(ok.error());
    }
    if (auto ok = checkPlausible(row, vialNumberColumns); !ok) {
        return fail(ok.error());
    }
    if (vial.lithiumHydride && vial.analyte.name != "Li") {
        return row.bad("lih_umol", "only samples of Li hold LiH");
    }
    if (auto ok = readCharges(row, vial.charges); !ok) {
        return fail(ok.error());
    }
    if (foil) {
        const auto charge = [&](double mg) {
            return chargeOf(vial.analyte, micrograms(1e3 * mg) / vial.analyte.molarMass);
        };
        vial.charges.foil = Estimate<Charge>{charge(foil->value), charge(foil->u)};
    }
    return vial;
}

/// How long after the dose of `first` this draw was injected. Times that cannot be read or compared leave the reaction
/// unjudged, and say so: no number rests on them.
std::optional<Time> sinceDose(const TableRow &first, const TableRow &row, std::vector<std::string> &warnings)
{
    const std::string_view dosed = first.text("dosed_at");
    const std::string_view injected = row.text("injected_at");
    if (dosed.empty() || injected.empty()) {
        return std::nullopt;
    }
    const auto from = writtenTime(dosed);
    const auto to = writtenTime(injected);
    const auto moment = [](const std::optional<WrittenTime> &time) { return time && !time->dateOnly; };
    if (moment(from) && moment(to) && from->zoned == to->zoned) {
        return to->since1970 - from->since1970;
    }
    const bool unreadable = !moment(from) || !moment(to);
    warnings.push_back(row.bad(moment(from) ? "injected_at" : "dosed_at",
                               unreadable ? "\"" + std::string(moment(from) ? injected : dosed) +
                                                "\" is not read as a time, so the reaction is not judged: write it as "
                                                "2026-05-04T09:00"
                                          : "one of dosed_at and injected_at names its time zone and the other does "
                                            "not, so the reaction is not judged")
                           .value()
                           .message);
    return std::nullopt;
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
    const auto nitrogen = row.optionalNumber("area_n2");
    if (!nitrogen) {
        return fail(nitrogen.error());
    }
    draw.nitrogenArea = *nitrogen ? *nitrogen : area->nitrogenArea;
    const auto areaU = row.optionalNumber("u_area");
    if (!areaU) {
        return fail(areaU.error());
    }
    if (areaU->value_or(0.0) < 0.0) {
        return row.bad("u_area", "a standard uncertainty cannot be below zero");
    }
    draw.areaU = *areaU;
    RowReader read(row);
    read.into(draw.injectionVolume, "injection_volume_mL", milliliters);
    read.into(draw.discardedVolume, "discarded_volume_mL", milliliters, 0.0);
    read.into(draw.ambientPressure, "ambient_pressure_kPa", kilopascals);
    read.into(draw.headspacePressure, "headspace_pressure_kPa", kilopascals);
    read.into(draw.syringeTemperature, "syringe_temperature_C");
    if (auto ok = read.result(); !ok) {
        return fail(ok.error());
    }
    if (auto ok = checkPlausible(row, drawNumberColumns); !ok) {
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
            warnings.push_back(table.origin + ": column \"" + column + "\" " +
                               (hasNoUncertainty(column) ? "is ignored: what it belongs to is a bound or a mark, and "
                                                           "counts as it stands"
                                                         : "is not one this program knows: it is ignored"));
        }
    }
    return warnings;
}

namespace {

/// What a row adds to its vial beyond what the vial's first row said.
using ReadRow = std::function<Result<void>(VialRow &vial, const TableRow &first, const TableRow &row)>;

Result<std::vector<VialRow>> readVials(const TextTable &table, const std::vector<Analyte> &metals, const ReadRow &read)
{
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
            vials.push_back({std::move(*vial), row.line(), {}, std::string(row.text("vial_parts")), {}});
            firstRows.push_back(&cells);
        }
        const TableRow first(table, *firstRows[place->second]);
        if (!isNew) {
            if (auto ok = checkAgrees(first, row, *id); !ok) {
                return fail(ok.error());
            }
        }
        if (auto ok = read(vials[place->second], first, row); !ok) {
            return fail(ok.error());
        }
    }
    return vials;
}

} // namespace

Result<std::vector<VialRow>> vialsOf(const TextTable &table, const TraceIntegrator &integrator,
                                     const std::vector<Analyte> &metals)
{
    if (auto ok = formats::requireColumns(table, {"sample_id", "sampling"}); !ok) {
        return fail(ok.error());
    }
    return readVials(table, metals, [&](VialRow &vial, const TableRow &first, const TableRow &row) -> Result<void> {
        if (auto ok = checkHalfCycles(first, vial.record.charges); !ok) {
            return ok;
        }
        auto draw = readDraw(row, integrator, vial.warnings);
        if (!draw) {
            return fail(draw.error());
        }
        draw->sinceDose = sinceDose(first, row, vial.warnings);
        vial.record.draws.push_back(std::move(*draw));
        vial.injectedAt.push_back(injectedAt(row, vial.warnings));
        return {};
    });
}

Result<std::vector<VialRow>> vialsBeforeDrawing(const TextTable &table, const std::vector<Analyte> &metals)
{
    if (auto ok = formats::requireColumns(table, {"sample_id"}); !ok) {
        return fail(ok.error());
    }
    return readVials(table, metals, [](VialRow &, const TableRow &, const TableRow &) -> Result<void> { return {}; });
}

} // namespace tgc::session
