// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/curve_job.h"

#include <QStringList>
#include <algorithm>
#include <numeric>

#include "app/desktop/shell/text.h"
#include "app/formats/table_row.h"
#include "app/session/standards_table.h"

namespace tgc::desktop {

namespace {

std::vector<StandardPoint> standardsOf(const Calibration &curve)
{
    std::vector<StandardPoint> standards;
    for (const CurvePoint &point : curve.points) {
        standards.push_back(point.standard);
    }
    return standards;
}

void takeCurve(const CurveRequest &request, CurveOutcome &out)
{
    if (request.saved) {
        out.curve = request.saved;
        const CalibrationOptions options{out.curve->model, out.curve->origin, out.curve->weights, out.curve->fromMeans};
        out.models = compareModels(out.curve->unit, standardsOf(*out.curve), options);
        return;
    }
    auto curve = session::calibrateStandards(request.standards, request.options, request.areas);
    if (curve) {
        out.curve = std::move(curve->curve);
        for (const std::string &warning : curve->warnings) {
            out.warnings << qstr(warning);
        }
    } else {
        out.reason = qstr(curve.error().message);
    }
    // The other models may do where the chosen one does not.
    if (const auto standards = session::readStandards(request.standards, request.areas)) {
        out.models = compareModels(standards->unit, standards->points, request.options);
    }
}

/// Rows in order of `injected_at`; as they stand where one has none. ISO times sort as text.
std::vector<std::size_t> inOrderOfTime(const formats::TextTable &table)
{
    std::vector<std::size_t> order(table.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto column = table.column("injected_at");
    const auto at = [&](std::size_t row) { return column ? table.rows[row].cells[*column] : std::string(); };
    if (std::none_of(order.begin(), order.end(), [&](std::size_t row) { return at(row).empty(); })) {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return at(a) < at(b); });
    }
    return order;
}

void takeChecks(const CurveRequest &request, CurveOutcome &out)
{
    if (request.checks.rows.empty() || !out.curve) {
        return;
    }
    formats::TextTable table = request.checks;
    table.rows.clear();
    for (const std::size_t row : inOrderOfTime(request.checks)) {
        table.rows.push_back(request.checks.rows[row]);
    }
    const auto checks = session::readStandards(table, request.areas, {"injected_at"});
    if (!checks) {
        out.checksReason = qstr(checks.error().message);
        return;
    }
    if (checks->unit != out.curve->unit) {
        out.checksReason = qstr("the check standards are in " + std::string(toString(checks->unit)) +
                                ", the curve is in " + std::string(toString(out.curve->unit)));
        return;
    }
    const auto results = checkStandards(*out.curve, checks->points);
    if (!results) {
        out.checksReason = qstr(results.error().message);
        return;
    }
    for (std::size_t i = 0; i < results->size(); ++i) {
        const StandardPoint &point = checks->points[i];
        const std::string at(formats::TableRow(table, table.rows[i]).text("injected_at"));
        out.checks.push_back({qstr(point.replicate.empty() ? point.level : point.level + ", " + point.replicate),
                              qstr(at), (*results)[i]});
    }
}

} // namespace

CurveOutcome evaluateCurve(const CurveRequest &request)
{
    CurveOutcome out;
    if (request.saved || !request.standards.rows.empty()) {
        takeCurve(request, out);
    }
    takeChecks(request, out);
    return out;
}

} // namespace tgc::desktop
