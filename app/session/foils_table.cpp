// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/foils_table.h"

#include <array>
#include <cmath>
#include <map>

#include "analysis/calibration/statistics.h"
#include "analysis/quantification/stoichiometry.h"
#include "app/formats/table_row.h"
#include "app/session/checks_table.h"
#include "app/session/sample_columns.h"
#include "app/session/table_numbers.h"

namespace tgc::session {

namespace {

using formats::TableRow;
using formats::TextTable;

struct KnownColumn {
    std::string name;
    Mass one{}; ///< mass of Li that 1 stands for
};

const std::array<KnownColumn, 3> &knownColumns()
{
    static const std::array<KnownColumn, 3> columns = {{
        {"li_ug", micrograms(1.0)},
        {"plated_mAh", massOf(lithium(), metalOfCharge(lithium(), milliampereHours(1.0)))},
        {"foil_mg", micrograms(1000.0)},
    }};
    return columns;
}

/// Those of the table; the first that is filled tells a vial's mass. foil_mg comes last: it may stand beside another, as
/// what was in the cell.
std::vector<const KnownColumn *> knownColumnsOf(const TextTable &table)
{
    std::vector<const KnownColumn *> columns;
    for (const KnownColumn &column : knownColumns()) {
        if (table.column(column.name)) {
            columns.push_back(&column);
        }
    }
    return columns;
}

/// The table of vials without what is known of them, where that is no column of samples.
TextTable vialsOnly(const TextTable &foils)
{
    TextTable table = foils;
    for (const KnownColumn &known : knownColumns()) {
        for (const std::string &name : {known.name, "u_" + known.name}) {
            if (const auto place = table.column(name); place && !isSampleColumn(name)) {
                table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(*place));
                for (auto &row : table.rows) {
                    row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(*place));
                }
            }
        }
    }
    return table;
}

/// Of each vial, from the first of its rows that says it.
Result<std::map<std::string, Estimate<Mass>>> knownMasses(const TextTable &foils)
{
    const auto columns = knownColumnsOf(foils);
    std::map<std::string, Estimate<Mass>> masses;
    for (const TextTable::Row &cells : foils.rows) {
        const TableRow row(foils, cells);
        const std::string id(row.text("sample_id"));
        for (const KnownColumn *column : columns) {
            const auto known = typedNumber(row, column->name);
            if (!known) {
                return fail(known.error());
            }
            if (*known && !((*known)->value > 0.0)) {
                return row.bad(column->name, "must be above zero");
            }
            if (*known) {
                masses.try_emplace(id, Estimate<Mass>{(*known)->value * column->one, (*known)->u * column->one});
                break;
            }
        }
        if (!masses.contains(id)) {
            return row.bad(columns.front()->name, "is empty: the mass of Li in the vial is what the check is about");
        }
    }
    return masses;
}

/// Share of variance of Li metal that rests on the calibration.
double calibrationShare(const Breakdown &row)
{
    double share = 0.0;
    for (const auto &[input, part] : row.li0Budget) {
        share += input == "calibration" || input == "certificate" ? part : 0.0;
    }
    return share;
}

} // namespace

bool isFoilsTable(const TextTable &table)
{
    return table.column("sampling") && !knownColumnsOf(table).empty();
}

Result<FoilChecks> checkFoils(const TextTable &foils, const std::optional<TextTable> &blanks, const Calibration &curve,
                              const EvaluationOptions &options, const TraceIntegrator &integrator, double recoveryLimit)
{
    const auto evaluated = evaluate(vialsOnly(foils), blanks, curve, options, integrator);
    if (!evaluated) {
        return fail(evaluated.error());
    }
    const auto masses = knownMasses(foils);
    if (!masses) {
        return fail(masses.error());
    }
    FoilChecks checks;
    checks.warnings = evaluated->warnings;
    std::vector<double> recoveries;
    double weighing = 0.0, alone = 0.0;
    for (const Breakdown &row : evaluated->rows) {
        FoilResult &foil = checks.foils.emplace_back();
        foil.sampleId = row.sampleId;
        foil.known = masses->at(row.sampleId);
        foil.found = row.li0Mass;
        const double knownU = double(foil.known.u / foil.known.value);
        const double foundU = double(foil.found.u / foil.known.value);
        foil.recovery.value = double(foil.found.value / foil.known.value);
        foil.recovery.u = std::hypot(foundU, foil.recovery.value * knownU);
        foil.source = row.source;
        foil.flags = row.flags;
        const bool failed = std::abs(foil.recovery.value - 1.0) > recoveryLimit;
        foil.verdict = failed ? CheckVerdict::Failed : CheckVerdict::Passed;
        if (failed) {
            checks.failures.push_back(foils.origin + ": foil " + row.sampleId + " failed: recovery " +
                                      percentText(foil.recovery.value) + " (100 % -+ " + percentText(recoveryLimit) +
                                      " is the limit)");
        }
        recoveries.push_back(foil.recovery.value);
        weighing += foil.recovery.value * knownU / static_cast<double>(evaluated->rows.size());
        alone = foundU * std::sqrt(std::max(0.0, 1.0 - calibrationShare(row)));
    }
    const auto n = static_cast<double>(recoveries.size());
    checks.recovery.value = mean(recoveries);
    checks.recovery.u = std::hypot(recoveries.size() > 1 ? sampleSd(recoveries) / std::sqrt(n) : alone, weighing);
    return checks;
}

} // namespace tgc::session
