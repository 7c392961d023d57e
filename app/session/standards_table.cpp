// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/standards_table.h"

#include <algorithm>
#include <array>
#include <set>

#include "analysis/core/constants.h"
#include "analysis/quantification/stoichiometry.h"
#include "app/formats/table_row.h"
#include "app/session/area_of_row.h"
#include "app/session/plausible.h"
#include "app/session/table_numbers.h"

namespace tgc::session {

namespace {

using formats::TableRow;
using formats::TextTable;

/// The amount column of a table of standards and what its numbers mean.
struct AmountColumn {
    std::string_view name;
    AmountUnit unit = AmountUnit::InjectedNanomole;
    double fraction = 0.0; ///< 0: an amount; else the amount fraction that 1 stands for
    std::string_view shortUnit;
    double perUnit = 1.0; ///< of the curve's unit, that 1 of the column stands for
};

// Micrograms of Li that a mAh plates: M / F.
const std::array<AmountColumn, 7> amountColumns = {{
    {"amount_nmol", AmountUnit::InjectedNanomole, 0.0, "nmol"},
    {"fraction_ppm", AmountUnit::InjectedNanomole, 1e-6, "ppm"},
    {"fraction_percent", AmountUnit::InjectedNanomole, 1e-2, "percent"},
    {"vial_h2_umol", AmountUnit::VialMicromole, 0.0, "umol"},
    {"li_ug", AmountUnit::LithiumMicrogram, 0.0, "ug"},
    {"foil_mg", AmountUnit::LithiumMicrogram, 0.0, "mg", 1000.0},
    {"plated_mAh", AmountUnit::LithiumMicrogram, 0.0, "mAh",
     inMicrograms(massOf(lithium(), metalOfCharge(lithium(), milliampereHours(1.0))))},
}};

Result<AmountColumn> findAmountColumn(const TextTable &table)
{
    std::optional<AmountColumn> found;
    for (const AmountColumn &candidate : amountColumns) {
        if (!table.column(candidate.name)) {
            continue;
        }
        if (found) {
            return fail(ErrorCode::BadInput, table.origin + ": two amount columns, " + std::string(found->name) +
                                                 " and " + std::string(candidate.name) + ": keep one");
        }
        found = candidate;
    }
    if (found) {
        return *found;
    }
    for (const std::string &column : table.columns) {
        if (column.starts_with("amount_") || column.starts_with("fraction_")) {
            return fail(ErrorCode::BadInput, table.origin + ": column \"" + column +
                                                 "\" has a unit this program does not "
                                                 "know: use amount_nmol, fraction_ppm, fraction_percent, vial_h2_umol, "
                                                 "li_ug, foil_mg or plated_mAh");
        }
    }
    return fail(ErrorCode::BadInput, table.origin +
                                         ": no amount column: one of amount_nmol, fraction_ppm, "
                                         "fraction_percent, vial_h2_umol, li_ug, foil_mg, plated_mAh is needed");
}

/// Names a certificate's uncertainty may have: u_amount_<unit>, or u_ before the amount column's own name (for amounts
/// in nmol the same thing).
std::set<std::string> certificateColumns(const AmountColumn &amount)
{
    return {"u_amount_" + std::string(amount.shortUnit), "u_" + std::string(amount.name)};
}

/// nmol H2 that one unit of the fraction column is, in this row's injection: p V / (R T).
Result<double> nanomolesPerUnit(const TableRow &row, const AmountColumn &amount)
{
    const auto volume = row.number("injection_volume_mL");
    const auto pressure = row.number("pressure_kPa");
    const auto temperature = row.number("temperature_C");
    for (const auto *value : {&volume, &pressure, &temperature}) {
        if (!*value) {
            return fail(value->error());
        }
    }
    if (!(*volume > 0.0)) {
        return row.bad("injection_volume_mL", "must be above zero");
    }
    if (!(*pressure > 0.0)) {
        return row.bad("pressure_kPa", "must be above zero (absolute pressure)");
    }
    if (!(*temperature > -273.15)) {
        return row.bad("temperature_C", shortest(*temperature) + " is below absolute zero");
    }
    constexpr std::array<std::string_view, 3> columns = {"injection_volume_mL", "pressure_kPa", "temperature_C"};
    if (const auto ok = checkPlausible(row, columns); !ok) {
        return fail(ok.error());
    }
    const double gas_mol =
        *pressure * 1e3 * *volume / 1e6 / (constants::gasConstant_J_per_mol_K * inKelvin(celsius(*temperature)));
    return amount.fraction * gas_mol * 1e9;
}

Result<bool> usedOf(const TableRow &row)
{
    const auto text = row.text("used");
    if (text.empty() || text == "yes" || text == "1") {
        return true;
    }
    if (text == "no" || text == "0") {
        return false;
    }
    return row.bad("used", "\"" + std::string(text) + "\" is none of yes, no, 1, 0");
}

Result<StandardPoint> readStandard(const TableRow &row, const AmountColumn &amount, const TraceIntegrator &integrator,
                                   StandardsTable &table)
{
    StandardPoint point;
    point.level = row.text("level");
    point.replicate = row.text("replicate");
    point.reason = row.text("reason");
    point.certificate = row.text("certificate");
    point.expires = row.text("expires");
    point.injectedAt = row.text("injected_at");
    const auto used = usedOf(row);
    const auto value = row.number(amount.name);
    const auto sd = row.optionalNumber("sd");
    if (!used || !value || !sd) {
        return fail(!used ? used.error() : !value ? value.error() : sd.error());
    }
    point.used = *used;
    if (*value < 0.0) {
        return row.bad(amount.name, shortest(*value) + " is below zero");
    }
    double factor = amount.perUnit;
    if (amount.fraction > 0.0) {
        const auto perUnit = nanomolesPerUnit(row, amount);
        if (!perUnit) {
            return fail(perUnit.error());
        }
        factor = *perUnit;
        if (*value * amount.fraction > 1.0) {
            return row.bad(amount.name, shortest(*value) + " is more than the whole gas");
        }
    }
    point.amount = *value * factor;
    for (const std::string &column : certificateColumns(amount)) {
        const auto u = row.optionalNumber(column);
        if (!u) {
            return fail(u.error());
        }
        if (!*u) {
            continue;
        }
        if (**u < 0.0) {
            return row.bad(column, "a standard uncertainty cannot be below zero");
        }
        if (point.amountU > 0.0) {
            return row.bad(column, "the certificate's uncertainty is given twice: keep one of its columns");
        }
        point.amountU = **u * factor;
    }
    if (*sd && !(**sd > 0.0)) {
        return row.bad("sd", "a standard deviation must be above zero");
    }
    point.areaSd = *sd;
    auto area = areaOfRow(row, integrator);
    if (!area) {
        return fail(area.error());
    }
    point.area = area->area;
    table.warnings.insert(table.warnings.end(), area->warnings.begin(), area->warnings.end());
    for (const std::string &flag : area->flags) { // a curve has no flags of its own to carry it
        table.warnings.push_back(
            row.bad("trace", "the standard's peak is flagged " + flag + ": look at it, or leave it out (used = no)")
                .value()
                .message);
    }
    if (point.used) {
        if (area->source == Source::Simulated || table.source != Source::Simulated) {
            table.source = area->source;
        }
        if (!area->areaUnit.empty()) {
            if (!table.areaUnit.empty() && table.areaUnit != area->areaUnit) {
                return row.bad("trace", "its area is in " + area->areaUnit + ", that of the standards before in " +
                                            table.areaUnit + ": a curve has one detector");
            }
            table.areaUnit = area->areaUnit;
        }
    }
    return point;
}

bool isKnown(const std::string &column, const AmountColumn &amount)
{
    constexpr std::array<std::string_view, 18> known = {"level",
                                                        "replicate",
                                                        "area",
                                                        "trace",
                                                        "sd",
                                                        "used",
                                                        "source",
                                                        "notes",
                                                        "reason",
                                                        "certificate",
                                                        "expires",
                                                        "injected_at",
                                                        "injection_volume_mL",
                                                        "pressure_kPa",
                                                        "temperature_C",
                                                        "vial_volume_mL",
                                                        "solids_volume_mL",
                                                        "liquid_volume_mL"};
    const auto certificate = certificateColumns(amount);
    return column == amount.name || std::find(known.begin(), known.end(), column) != known.end() ||
           certificate.contains(column);
}

} // namespace

Result<StandardsTable> readStandards(const TextTable &table, const TraceIntegrator &integrator)
{
    const auto amount = findAmountColumn(table);
    if (!amount) {
        return fail(amount.error());
    }
    if (!table.column("area") && !table.column("trace")) {
        return fail(ErrorCode::BadInput, table.origin + ": column area is missing (or trace, to integrate files)");
    }
    StandardsTable result;
    result.unit = amount->unit;
    for (const std::string &column : table.columns) {
        if (!isKnown(column, *amount)) {
            result.warnings.push_back(table.origin + ": column \"" + column +
                                      "\" is not one this program knows: it is ignored");
        }
    }
    for (const TextTable::Row &cells : table.rows) {
        auto point = readStandard(TableRow(table, cells), *amount, integrator, result);
        if (!point) {
            return fail(point.error());
        }
        result.points.push_back(std::move(*point));
    }
    return result;
}

} // namespace tgc::session
