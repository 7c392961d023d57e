// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/quantify_sample.h"

#include <algorithm>

#include "app/formats/calibration_json.h"
#include "app/session/breakdown_records.h"
#include "app/session/evaluate.h"
#include "app/session/sample_records.h"
#include "app/session/stored_areas.h"

namespace tgc::watch {

namespace {

bool isMeasured(const db::Draw &draw)
{
    return draw.runId || draw.values.contains("area") || draw.values.contains("trace");
}

/// The rows that were measured, as SAMPLES.csv would have them.
formats::TextTable tableOf(const std::vector<db::Sample> &samples, const std::string &origin)
{
    formats::TextTable table;
    table.origin = origin;
    table.columns = {"sample_id"};
    const auto cellAt = [&table](formats::TextTable::Row &row, const std::string &column, const std::string &text) {
        auto at = table.column(column);
        if (!at) {
            at = table.columns.size();
            table.columns.push_back(column);
        }
        row.cells.resize(std::max(row.cells.size(), *at + 1));
        row.cells[*at] = text;
    };
    for (const db::Sample &sample : samples) {
        bool first = true;
        for (const db::Draw &draw : sample.draws) {
            if (!isMeasured(draw)) {
                continue;
            }
            formats::TextTable::Row row;
            row.line = table.rows.size() + 1;
            cellAt(row, "sample_id", sample.sampleId);
            for (const auto &[column, text] : sample.values) {
                if (first) {
                    cellAt(row, column, text);
                }
            }
            for (const auto &[column, text] : draw.values) {
                cellAt(row, column, text);
            }
            if (draw.runId && !draw.values.contains("area")) {
                cellAt(row, "trace", db::runName(*draw.runId));
            }
            table.rows.push_back(std::move(row));
            first = false;
        }
    }
    for (auto &row : table.rows) {
        row.cells.resize(table.columns.size());
    }
    return table;
}

struct Curve {
    Calibration curve;
    db::RecordId id = 0;
};

Result<Curve> curveInUse(const db::Store &store)
{
    const auto all = store.calibrations(); // newest first, none that is retired
    if (!all) {
        return fail(all.error());
    }
    if (all->empty()) {
        return fail(ErrorCode::Missing, "no calibration in the store: save one in Calibration (Ctrl+2), or with "
                                        "tgc quantify --store");
    }
    auto chosen = std::find_if(all->begin(), all->end(), [](const auto &each) { return each.approval.has_value(); });
    if (chosen == all->end()) {
        chosen = all->begin();
    }
    auto curve = formats::calibrationFromJson(chosen->calibration.json, chosen->calibration.name);
    return curve ? Result<Curve>(Curve{std::move(*curve), chosen->id}) : fail(curve.error());
}

Result<std::vector<db::Sample>> blanksOf(const db::Store &store)
{
    const auto entries = store.samples({.kind = db::SampleKind::Blank});
    if (!entries) {
        return fail(entries.error());
    }
    std::vector<db::Sample> blanks;
    for (const auto &entry : *entries) {
        if (std::any_of(entry.record.draws.begin(), entry.record.draws.end(), isMeasured)) {
            blanks.push_back(entry.record);
        }
    }
    return blanks;
}

Result<Quantified> quantified(const db::Store &store, const db::Sample &sample)
{
    const auto curve = curveInUse(store);
    if (!curve) {
        return fail(curve.error());
    }
    const auto blanks = blanksOf(store);
    if (!blanks) {
        return fail(blanks.error());
    }
    const formats::TextTable samples = tableOf({sample}, "sample " + sample.sampleId);
    std::optional<formats::TextTable> blankTable;
    if (!blanks->empty()) {
        blankTable = tableOf(*blanks, "blanks");
    }
    const session::EvaluationOptions options;
    auto done = session::evaluate(samples, blankTable, curve->curve, options, session::storedAreas(store.file()));
    if (!done) {
        return fail(done.error());
    }
    Quantified result;
    result.breakdown = std::move(done->rows.front());
    result.calibration = curve->id;
    result.inputs = session::breakdownInputs(options);
    return result;
}

} // namespace

Quantified quantifySample(const db::Store &store, const std::string &sampleId)
{
    Quantified nothing;
    const auto entries = store.samples({.sampleId = sampleId});
    if (!entries) {
        nothing.missing = "not quantified: " + entries.error().message;
        return nothing;
    }
    if (entries->empty()) {
        nothing.missing = "not quantified: the store has no sample " + sampleId +
                          "; type it in Samples or import it (tgc import --samples)";
        return nothing;
    }
    const db::Sample &sample = entries->front().record;
    if (sample.kind != db::SampleKind::Sample) {
        return nothing;
    }
    auto done = quantified(store, sample);
    if (!done) {
        nothing.missing = "not quantified: " + done.error().message;
        return nothing;
    }
    return std::move(*done);
}

} // namespace tgc::watch
