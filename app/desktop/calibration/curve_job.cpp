// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/curve_job.h"

#include <QStringList>
#include <algorithm>
#include <numeric>

#include "app/desktop/shell/text.h"
#include "app/session/certificates.h"
#include "app/session/checks_table.h"
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

void takeExpired(const formats::TextTable &table, const session::StandardsTable &standards, CurveOutcome &out)
{
    if (const auto found = session::checkCertificates(table, standards)) {
        for (const auto &[line, words] : found->expired) {
            out.expired.push_back({static_cast<int>(line) - 1, qstr(words)});
        }
    }
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
        takeExpired(request.standards, *standards, out);
    }
}

/// Rows in order of time; as they stand where one has none.
std::vector<std::size_t> inOrderOfTime(const session::ChecksTable &checks)
{
    std::vector<std::size_t> order(checks.results.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (std::all_of(checks.injectedAt.begin(), checks.injectedAt.end(),
                    [](const auto &at) { return at.has_value(); })) {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return checks.injectedAt[a]->since1970 < checks.injectedAt[b]->since1970;
        });
    }
    return order;
}

void takeChecks(const CurveRequest &request, CurveOutcome &out)
{
    if (request.checks.rows.empty() || !out.curve) {
        return;
    }
    const auto checks = session::readChecks(request.checks, *out.curve, request.areas, CheckOptions{});
    if (!checks) {
        out.checksReason = qstr(checks.error().message);
        return;
    }
    takeExpired(request.checks, checks->standards, out);
    out.recovery = checks->recovery;
    for (const std::size_t row : inOrderOfTime(*checks)) {
        if (!checks->results[row]) {
            continue; // not used
        }
        const StandardPoint &point = checks->standards.points[row];
        out.checks.push_back({qstr(point.replicate.empty() ? point.level : point.level + ", " + point.replicate),
                              qstr(point.injectedAt), *checks->results[row], checks->replicates[row]});
    }
}

void takeFoils(const CurveRequest &request, CurveOutcome &out)
{
    if (!request.foils || !out.curve) {
        return;
    }
    auto foils = session::checkFoils(*request.foils, request.blanks, *out.curve, {}, request.areas,
                                     CheckOptions{}.recoveryLimit);
    if (foils) {
        out.foils = std::move(*foils);
    } else {
        out.foilsReason = qstr(foils.error().message);
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
    takeFoils(request, out);
    return out;
}

} // namespace tgc::desktop
