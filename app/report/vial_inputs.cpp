// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/vial_inputs.h"

#include <algorithm>

#include "analysis/quantification/water.h"
#include "app/report/cells.h"
#include "app/words/flag_words.h"

namespace tgc::report {

namespace {

using Unit = std::pair<std::string_view, const char *>;

/// How column names end, and the unit that means; the longest first.
constexpr Unit units[] = {
    {"_mA_cm2", "mA/cm²"}, {"_mAh_cm2", "mAh/cm²"}, {"_g_per_Ah", "g/Ah"}, {"_mol_m3_Pa", "mol/(m³ Pa)"},
    {"_umol", "µmol"},     {"_mAh", "mAh"},         {"_kPa", "kPa"},       {"_cm2", "cm²"},
    {"_mL", "mL"},         {"_uA", "µA"},           {"_um", "µm"},         {"_C", "°C"},
    {"_h", "h"},
};

constexpr std::string_view leftOut[] = {"group", "blank_group", "notes", "source", "trace", "area", "kind"};
constexpr std::string_view first[] = {
    "vial_volume_mL", "liquid_volume_mL", "solids_volume_mL",  "initial_pressure_kPa", "initial_temperature_C",
    "temperature_C",  "cell_type",        "charge_plated_mAh", "charge_stripped_mAh",  "inactive_mAh"};

bool isIn(std::span<const std::string_view> list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

QString unitOf(std::string_view column)
{
    for (const auto &[end, unit] : units) {
        if (column.ends_with(end)) {
            return u' ' + QString::fromUtf8(unit);
        }
    }
    return {};
}

QString nameOfInput(std::string_view column)
{
    QString words = words::inputInWords(column);
    if (words != qstr(column)) {
        return words;
    }
    std::string_view bare = column;
    for (const auto &[end, unit] : units) {
        if (bare.ends_with(end)) {
            bare.remove_suffix(end.size());
            break;
        }
    }
    QString name = qstr(bare).replace(u'_', u' ');
    return name.isEmpty() ? name : name.front().toUpper() + name.mid(1);
}

InputLine lineOf(const ReportedSample &sample, const std::string &column, const std::string &value)
{
    const std::string u = sample.value("u_" + column);
    return {nameOfInput(column),
            qstr(value) + (u.empty() ? QString() : QStringLiteral(" ± ") + qstr(u)) + unitOf(column)};
}

} // namespace

std::vector<InputLine> inputLines(const ReportedSample &sample)
{
    std::vector<InputLine> lines;
    for (const std::string_view column : first) {
        if (const std::string value = sample.value(column); !value.empty()) {
            lines.push_back(lineOf(sample, std::string(column), value));
        }
    }
    for (const auto &[column, value] : sample.entry.record.values) {
        if (!value.empty() && !column.starts_with("u_") && !isIn(leftOut, column) && !isIn(first, column)) {
            lines.push_back(lineOf(sample, column, value));
        }
    }
    return lines;
}

std::optional<ClosedVial> closedVialOf(const ReportedSample &sample)
{
    const auto vial = sample.number("vial_volume_mL");
    const auto liquid = sample.number("liquid_volume_mL");
    const auto temperature = sample.number("temperature_C");
    if (!vial || !liquid || !temperature) {
        return std::nullopt;
    }
    ClosedVial closed;
    closed.vial = milliliters(*vial);
    closed.liquid = milliliters(*liquid);
    closed.solids = milliliters(sample.number("solids_volume_mL").value_or(0.0));
    closed.temperature = celsius(*temperature);
    closed.initialTemperature = celsius(sample.number("initial_temperature_C").value_or(*temperature));
    closed.initialPressure = kilopascals(sample.number("initial_pressure_kPa").value_or(101.325));
    const auto vapour = sample.number("titrant_vapour_kPa");
    closed.vapour = vapour ? kilopascals(*vapour) : waterVapourPressure(closed.temperature);
    const auto solubility = sample.number("h2_solubility_mol_m3_Pa");
    closed.solubility = solubility ? molesPerCubicMeterPascal(*solubility) : hydrogenSolubility(closed.temperature);
    return closed.vial > closed.liquid + closed.solids ? std::optional(closed) : std::nullopt;
}

} // namespace tgc::report
