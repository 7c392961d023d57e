// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/checks_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "app/formats/table_row.h"
#include "app/session/certificates.h"

namespace tgc::session {

namespace {

using formats::TableRow;
using formats::TextTable;

/// Places of the rows that are used, in order of time.
std::vector<std::size_t> inOrderOfTime(const ChecksTable &checks)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < checks.standards.points.size(); ++i) {
        if (checks.standards.points[i].used) {
            places.push_back(i);
        }
    }
    if (std::all_of(places.begin(), places.end(), [&](std::size_t i) { return checks.injectedAt[i].has_value(); })) {
        std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
            return checks.injectedAt[a]->since1970 < checks.injectedAt[b]->since1970;
        });
    }
    return places;
}

/// A check of the morning and one of the evening are no replicates: only those that are numbered as such are, and a
/// number that comes again begins another set.
std::vector<StandardPoint> inSets(std::vector<StandardPoint> checks)
{
    std::map<std::string, std::set<std::string>> numbers;
    std::map<std::string, int> sets;
    for (std::size_t i = 0; i < checks.size(); ++i) {
        const std::string level = checks[i].level;
        if (!checks[i].replicate.empty()) {
            if (!numbers[level].insert(checks[i].replicate).second) {
                ++sets[level];
                numbers[level] = {checks[i].replicate};
            }
            checks[i].level += " set " + std::to_string(sets[level]);
        } else {
            checks[i].level = "row " + std::to_string(i);
        }
    }
    return checks;
}

Result<void> checkQuantity(const TextTable &table, const StandardsTable &checks, const Calibration &curve)
{
    if (checks.unit != curve.unit) {
        return fail(ErrorCode::BadInput, table.origin + ": its amounts are in " + std::string(toString(checks.unit)) +
                                             ", the calibration's in " + std::string(toString(curve.unit)) +
                                             ": both must be the same quantity");
    }
    if (!checks.areaUnit.empty() && !curve.areaUnit.empty() && checks.areaUnit != curve.areaUnit) {
        return fail(ErrorCode::BadInput, table.origin + ": its areas are in " + checks.areaUnit +
                                             ", the calibration's in " + curve.areaUnit);
    }
    return {};
}

} // namespace

std::string percentText(double part)
{
    std::array<char, 400> digits{}; // any double
    const auto end = std::to_chars(digits.begin(), digits.end(), 100.0 * part, std::chars_format::fixed, 1).ptr;
    return std::string(digits.begin(), end) + " %";
}

Result<ChecksTable> readChecks(const TextTable &table, const Calibration &curve, const TraceIntegrator &integrator,
                               const CheckOptions &options)
{
    auto standards = readStandards(table, integrator);
    if (!standards) {
        return fail(standards.error());
    }
    if (auto ok = checkQuantity(table, *standards, curve); !ok) {
        return fail(ok.error());
    }
    ChecksTable checks;
    checks.standards = std::move(*standards);
    for (const TextTable::Row &cells : table.rows) {
        const TableRow row(table, cells);
        checks.injectedAt.push_back(injectedAt(row, checks.standards.warnings));
        checks.lines.push_back(row.line());
    }
    const auto certificates = checkCertificates(table, checks.standards);
    if (!certificates) {
        return fail(certificates.error());
    }
    checks.standards.warnings.insert(checks.standards.warnings.end(), certificates->warnings.begin(),
                                     certificates->warnings.end());
    checks.replicates = replicateScatter(inSets(checks.standards.points), options.rsdLimit);
    const auto places = inOrderOfTime(checks);
    std::vector<StandardPoint> used;
    for (const std::size_t i : places) {
        used.push_back(checks.standards.points[i]);
    }
    auto results = checkStandards(curve, used, options);
    if (!results) {
        return fail(results.error().code, table.origin + ": " + results.error().message);
    }
    checks.results.resize(checks.standards.points.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        auto &result = checks.results[places[i]];
        result = std::move((*results)[i]);
        const auto &scatter = checks.replicates[places[i]];
        if (scatter && !scatter->passed) {
            result->verdict = CheckVerdict::Failed;
        }
    }
    if (const auto response = meanResponse(curve, checks.standards.points)) {
        const double u = std::hypot(response->areaU, response->certificateU);
        const double value = *responseBy(*response, curve.coefficients); // the curve gave it an amount before
        checks.recovery = Estimate<double>{value, value * u};
    }
    return checks;
}

std::string whyFailed(const ChecksTable &checks, std::size_t i, const CheckOptions &options)
{
    const auto &result = checks.results[i];
    std::string why;
    const auto add = [&why](const std::string &words) { why += (why.empty() ? "" : ", ") + words; };
    if (std::abs(result->recovery - 1.0) > options.recoveryLimit) {
        add("recovery " + percentText(result->recovery) + " (100 % -+ " + percentText(options.recoveryLimit) +
            " is the limit)");
    }
    if (std::abs(result->drift.value_or(0.0)) > options.driftLimit) {
        add("drift " + percentText(*result->drift) + " since the check before (limit " +
            percentText(options.driftLimit) + ")");
    }
    for (const ControlRule rule : result->rules) {
        if (rejects(rule)) {
            add("control rule " + std::string(toString(rule)));
        }
    }
    if (const auto &scatter = checks.replicates[i]; scatter && !scatter->passed) {
        add("its " + std::to_string(scatter->count) + " replicates scatter by " + percentText(scatter->rsd) +
            " (limit " + percentText(options.rsdLimit) + ")");
    }
    return why;
}

std::vector<std::string> failuresOf(const ChecksTable &checks, const std::string &origin, const CheckOptions &options)
{
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < checks.results.size(); ++i) {
        if (checks.results[i] && checks.results[i]->verdict == CheckVerdict::Failed) {
            sentences.push_back(origin + ":" + std::to_string(checks.lines[i]) +
                                ": check standard failed: " + whyFailed(checks, i, options));
        }
    }
    return sentences;
}

} // namespace tgc::session
