// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "analysis/calibration/levels.h"
#include "analysis/core/decimal.h"
#include "app/formats/table_row.h"
#include "app/session/certificates.h"
#include "app/session/evaluate.h"
#include "app/session/standards_table.h"

namespace tgc::session {

namespace {

using formats::TableRow;
using formats::TextTable;

/// Volumes of matched standards: all three, the same in every row, or none.
Result<std::optional<MatchedVialVolumes>> matchedVolumes(const TextTable &table)
{
    std::optional<MatchedVialVolumes> result;
    for (const TextTable::Row &cells : table.rows) {
        const TableRow row(table, cells);
        const auto vial = row.optionalNumber("vial_volume_mL");
        const auto solids = row.optionalNumber("solids_volume_mL");
        const auto liquid = row.optionalNumber("liquid_volume_mL");
        for (const auto *value : {&vial, &solids, &liquid}) {
            if (!*value) {
                return fail(value->error());
            }
        }
        if (!*vial) {
            continue;
        }
        if (!*liquid) {
            return row.bad("liquid_volume_mL", "is empty: the free volume of matched standards follows from it");
        }
        const MatchedVialVolumes here{milliliters(**vial), milliliters(solids->value_or(0.0)), milliliters(**liquid)};
        if (!(inMilliliters(here.vial - here.solids - here.liquid) > 0.0)) {
            return row.bad("vial_volume_mL", "no free volume is left after solids and liquid");
        }
        if (result && (result->vial != here.vial || result->solids != here.solids || result->liquid != here.liquid)) {
            return row.bad("vial_volume_mL", "matched standards share one vial volume, solids and liquid: this row "
                                             "differs from the first");
        }
        result = here;
    }
    return result;
}

/// What a curve that can be fitted should still not be used for, or not without knowing.
void appendCautions(const std::string &origin, const std::vector<StandardPoint> &points, const Calibration &curve,
                    std::vector<std::string> &warnings)
{
    if (const auto turn = turningPoint(curve)) {
        warnings.push_back(origin + ": the quadratic turns at " + shortest(*turn) + " " +
                           std::string(toString(curve.unit)) + ", between zero and its highest standard, where two " +
                           "amounts have one area: nothing can be read off this curve; use a linear model or fewer "
                           "levels");
    }
    const auto levels = groupLevels(points);
    const auto [fewest, most] = std::minmax_element(
        levels.begin(), levels.end(), [](const auto &a, const auto &b) { return a.members.size() < b.members.size(); });
    if (curve.fromMeans && fewest->members.size() != most->members.size()) {
        warnings.push_back(origin + ": the levels have from " + std::to_string(fewest->members.size()) + " to " +
                           std::to_string(most->members.size()) +
                           " injections and each mean counts the same: --from points weighs them by their number");
    }
}

} // namespace

Result<StandardsCurve> calibrateStandards(const TextTable &standards, const CalibrationOptions &options,
                                          const TraceIntegrator &integrator)
{
    auto table = readStandards(standards, integrator);
    if (!table) {
        return fail(table.error());
    }
    auto curve = calibrate(table->unit, table->points, options);
    if (!curve) {
        return fail(curve.error().code, standards.origin + ": " + curve.error().message);
    }
    auto certificates = checkCertificates(standards, *table);
    if (!certificates) {
        return fail(certificates.error());
    }
    curve->flags.insert(curve->flags.end(), certificates->flags.begin(), certificates->flags.end());
    appendCautions(standards.origin, table->points, *curve, table->warnings);
    table->warnings.insert(table->warnings.end(), certificates->warnings.begin(), certificates->warnings.end());
    curve->source = table->source;
    curve->areaUnit = table->areaUnit;
    if (table->unit != AmountUnit::InjectedNanomole) {
        const auto volumes = matchedVolumes(standards);
        if (!volumes) {
            return fail(volumes.error());
        }
        curve->matchedVolumes = *volumes;
    }
    return StandardsCurve{std::move(*curve), std::move(table->warnings)};
}

} // namespace tgc::session
