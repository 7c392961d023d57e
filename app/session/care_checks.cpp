// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/care_checks.h"

#include <algorithm>
#include <set>

#include "analysis/core/decimal.h"
#include "app/formats/calibration_json.h"
#include "app/session/checks_table.h"
#include "app/session/run_records.h"
#include "app/session/sample_records.h"
#include "app/session/vial_step_records.h"

namespace tgc::session {

namespace {

/// A stored injection of a check standard.
struct StoredCheck {
    db::InputValues cells;
    std::optional<db::RecordId> run;
    WrittenTime at;
};

/// Those injected after `since`, in order of time. Those without a time cannot be placed, and are counted.
Result<std::vector<StoredCheck>> checksSince(const db::Store &store, Time since, std::size_t &timeless)
{
    const auto samples = store.samples({.kind = db::SampleKind::Check});
    if (!samples) {
        return fail(samples.error());
    }
    std::vector<StoredCheck> checks;
    for (const db::Entry<db::Sample> &entry : *samples) {
        if (!isGas(entry.record)) {
            continue;
        }
        for (const db::Draw &draw : entry.record.draws) {
            const auto typed = draw.values.find("injected_at");
            const auto at = typed == draw.values.end() ? std::nullopt : writtenTime(typed->second);
            if (!at || at->dateOnly) {
                ++timeless;
                continue;
            }
            if (at->since1970 > since) {
                StoredCheck &check = checks.emplace_back(StoredCheck{draw.values, draw.runId, *at});
                check.cells["level"] = entry.record.sampleId.substr(levelPrefix(entry.record.kind).size());
            }
        }
    }
    std::stable_sort(checks.begin(), checks.end(),
                     [](const auto &a, const auto &b) { return a.at.since1970 < b.at.since1970; });
    return checks;
}

/// The area of the run's H2, where no area was typed.
void takeArea(const db::Store &store, StoredCheck &check)
{
    if (!check.run || check.cells.contains("area")) {
        return;
    }
    const auto integration = latestIntegration(store, *check.run);
    if (!integration || !*integration) {
        return;
    }
    const auto &peaks = (*integration)->result.peaks;
    const auto isH2 = [](const db::PeakRecord &peak) { return peak.name == "H2"; };
    if (std::count_if(peaks.begin(), peaks.end(), isH2) == 1) {
        check.cells.erase("trace");
        check.cells["area"] = shortest(std::find_if(peaks.begin(), peaks.end(), isH2)->area);
    }
}

formats::TextTable tableOf(const std::vector<StoredCheck> &checks)
{
    std::set<std::string> names;
    for (const StoredCheck &check : checks) {
        for (const auto &[name, cell] : check.cells) {
            names.insert(name);
        }
    }
    formats::TextTable table;
    table.origin = "stored check standards";
    table.columns.assign(names.begin(), names.end());
    for (const StoredCheck &check : checks) {
        auto &row = table.rows.emplace_back();
        row.line = table.rows.size();
        for (const std::string &name : table.columns) {
            const auto cell = check.cells.find(name);
            row.cells.push_back(cell == check.cells.end() ? std::string() : cell->second);
        }
    }
    return table;
}

void judge(care::CareRow &row, const ChecksTable &checks)
{
    std::size_t used = 0, failed = 0;
    const CheckResult *newest = nullptr;
    for (const auto &result : checks.results) {
        if (result) {
            ++used;
            failed += result->verdict == CheckVerdict::Failed ? 1 : 0;
            newest = &*result;
        }
    }
    row.count = static_cast<double>(used);
    if (newest == nullptr) {
        row.verdict = care::Verdict::NotRecorded;
        row.words = "no check standard is used";
        return;
    }
    row.words = "recovery of the newest " + percentText(newest->recovery);
    if (checks.recovery) {
        row.words += ", mean " + percentText(checks.recovery->value);
    }
    if (newest->drift) {
        row.words += ", " + percentText(*newest->drift) + " since the one before";
    }
    std::string rules;
    for (const ControlRule rule : newest->rules) {
        rules += (rules.empty() ? ", breaks rule " : ", ") + std::string(toString(rule));
    }
    row.words += rules;
    row.verdict = newest->verdict == CheckVerdict::Failed    ? care::Verdict::Due
                  : newest->verdict == CheckVerdict::Warning ? care::Verdict::Soon
                                                             : care::Verdict::InOrder;
    if (row.verdict == care::Verdict::Due) {
        row.words += ": it failed; inject another one, then calibrate again";
    } else if (failed > 0) {
        row.words += "; " + std::to_string(failed) + " before it failed";
    }
    if (used < fewestForLimits) {
        row.words += " (the control rules hold from " + std::to_string(fewestForLimits) + " on)";
    }
}

} // namespace

Result<std::optional<care::CareRow>> checkRow(const db::Store &store)
{
    const auto calibrations = store.calibrations();
    if (!calibrations) {
        return fail(calibrations.error());
    }
    if (calibrations->empty()) {
        return std::optional<care::CareRow>();
    }
    const db::StoredCalibration &latest = calibrations->front();
    const auto curve = formats::calibrationFromJson(latest.calibration.json, "calibration " + latest.calibration.name);
    const auto made = writtenTime(latest.createdAt_utc);
    care::CareRow row;
    row.subject = "check-standard";
    row.todo = "Inject another check standard";
    row.since = zonedMoment(latest.createdAt_utc);
    row.unit = "checks";
    if (!curve || !made) {
        row.verdict = care::Verdict::NotRecorded;
        row.words = curve ? "it is not known when the calibration was saved" : curve.error().message;
        return std::optional(row);
    }
    std::size_t timeless = 0;
    auto checks = checksSince(store, made->since1970, timeless);
    if (!checks) {
        return fail(checks.error());
    }
    row.count = static_cast<double>(checks->size());
    if (checks->empty()) {
        row.verdict = care::Verdict::NotRecorded;
        row.words = "none since calibration " + latest.calibration.name;
    } else {
        for (StoredCheck &check : *checks) {
            takeArea(store, check);
        }
        if (const auto read = readChecks(tableOf(*checks), *curve, {}, {})) {
            judge(row, *read);
        } else {
            row.verdict = care::Verdict::NotRecorded;
            row.words = "cannot be judged: " + read.error().message;
        }
    }
    if (timeless > 0) {
        row.words += "; " + std::to_string(timeless) + " without a time of injection are left out";
    }
    return std::optional(row);
}

} // namespace tgc::session
