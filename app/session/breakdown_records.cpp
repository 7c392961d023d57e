// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/breakdown_records.h"

#include "app/formats/breakdown_json.h"
#include "app/formats/calibration_json.h"
#include "app/formats/json_object.h"

namespace tgc::session {

namespace {

/// The check standards as they were written, with what was done with them.
std::string checksJson(const BatchChecks &checks)
{
    std::vector<std::string> rows;
    for (const auto &row : checks.table.rows) {
        formats::JsonObject object;
        for (std::size_t i = 0; i < checks.table.columns.size(); ++i) {
            object.text(checks.table.columns[i], row.cells[i]);
        }
        rows.push_back(object.str());
    }
    using Correct = BatchChecks::Correct;
    formats::JsonObject made;
    made.text("correct", checks.correct == Correct::Drift      ? "drift"
                         : checks.correct == Correct::Recovery ? "recovery"
                                                               : "nothing")
        .number("recovery_limit", checks.limits.recoveryLimit)
        .number("drift_limit", checks.limits.driftLimit)
        .number("rsd_limit", checks.limits.rsdLimit);
    if (checks.farthest) {
        made.number("farthest_h", inHours(*checks.farthest));
    }
    if (!checks.otherInjections.empty()) {
        std::vector<std::string> others;
        for (const WrittenTime &at : checks.otherInjections) {
            others.push_back(formats::jsonNumber(inSeconds(at.since1970)));
        }
        made.raw("other_injections_s", formats::jsonArray(others));
    }
    return made.raw("rows", formats::jsonArray(rows)).str();
}

} // namespace

std::string breakdownInputs(const EvaluationOptions &options, std::span<const std::string> targets)
{
    formats::JsonObject inputs;
    inputs.number("confidence", options.confidence)
        .number("monte_carlo", options.monteCarloTrials)
        .number("seed", static_cast<double>(options.seed))
        .raw("targets", formats::jsonTexts(targets));
    if (options.recovery) {
        inputs.number("recovery", options.recovery->value).number("u_recovery", options.recovery->u);
    }
    if (options.checks) {
        inputs.raw("checks", checksJson(*options.checks));
    }
    return inputs.str();
}

Result<std::vector<db::SavedResult>> storeBreakdowns(db::Store &store, std::span<const Breakdown> rows,
                                                     db::RecordId calibration, std::span<const std::string> inputs)
{
    std::vector<db::NewResult> results;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Breakdown &row = rows[i];
        db::SampleFilter named;
        named.sampleId = row.sampleId;
        const auto sample = store.samples(named);
        if (!sample) {
            return fail(sample.error());
        }
        if (sample->empty()) {
            return fail(ErrorCode::Store, "sample " + row.sampleId + " is not in the store");
        }
        db::NewResult result;
        result.kind = "breakdown";
        result.sampleId = sample->front().id;
        result.calibrationId = calibration;
        result.algorithmName = "tgc-breakdown";
        result.algorithmVersion = TGC_VERSION;
        result.inputsJson = inputs.size() == 1 ? inputs.front() : inputs[i];
        result.outputsJson = formats::breakdownJson(row);
        result.source = row.source;
        results.push_back(std::move(result));
    }
    std::vector<db::SavedResult> versions;
    for (const db::NewResult &result : results) {
        const auto saved = store.saveResult(result);
        if (!saved) {
            return fail(saved.error());
        }
        versions.push_back(*saved);
    }
    return versions;
}

Result<db::RecordId> storeCalibration(db::Store &store, const std::string &name, const Calibration &curve)
{
    return store.saveCalibration(
        {name, std::string(toString(curve.unit)), formats::calibrationToJson(curve), curve.source, std::nullopt});
}

} // namespace tgc::session
