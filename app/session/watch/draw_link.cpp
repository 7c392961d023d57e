// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/draw_link.h"

#include "analysis/core/decimal.h"
#include "app/session/day/check_step.h"
#include "app/session/sample_records.h"
#include "app/session/vial_step_records.h"

namespace tgc::watch {

namespace {

bool holds(const db::InputValues &values, const std::string &column)
{
    const auto found = values.find(column);
    return found != values.end() && !found->second.empty();
}

/// Rows before it and the row itself, as the first one says gas is drawn here.
void makeRows(db::Sample &sample, std::size_t row, LinkOutcome &outcome)
{
    while (sample.draws.size() <= row) {
        db::Draw draw;
        if (!sample.draws.empty()) {
            for (const std::string &column : columnsOfEveryDraw()) {
                if (holds(sample.draws.front().values, column)) {
                    draw.values[column] = sample.draws.front().values[column];
                    outcome.remarks = {"sampling and volume are taken to be those of the first draw"};
                }
            }
        }
        sample.draws.push_back(std::move(draw));
    }
}

} // namespace

const std::vector<std::string> &columnsOfEveryDraw()
{
    static const std::vector<std::string> columns{"sampling", "injection_volume_mL", "u_injection_volume_mL"};
    return columns;
}

DrawLink drawLink(const Expected &expected, const Taken &taken, const FileFacts &facts)
{
    DrawLink link{expected.sampleId, static_cast<std::size_t>(expected.injection - 1), {}, taken.run};
    if (!taken.vendorsArea) {
        link.cells["trace"] = db::runName(taken.run);
    } else if (taken.area) {
        link.cells["area"] = shortest(*taken.area);
        link.cells["source"] = "imported";
    }
    if (facts.acquired && facts.at) {
        link.cells["injected_at"] = session::utcText(*facts.at);
    }
    if (const std::size_t blank = expected.drawn.find(' '); blank != std::string::npos) {
        if (const auto mL = day::volume_mL(expected.drawn.substr(0, blank), expected.drawn.substr(blank + 1))) {
            link.cells["injection_volume_mL"] = shortest(*mL);
        }
    }
    return link;
}

Result<LinkOutcome> linkDraw(db::Store &store, const DrawLink &link)
{
    auto samples = store.samples({.sampleId = link.sampleId});
    if (!samples) {
        return fail(samples.error());
    }
    LinkOutcome outcome;
    if (samples->empty()) {
        return outcome;
    }
    db::Sample sample = std::move(samples->front().record);
    const bool addsRow = sample.draws.size() <= link.row;
    makeRows(sample, link.row, outcome);
    db::Draw &draw = sample.draws[link.row];
    if (draw.runId || holds(draw.values, "trace") || holds(draw.values, "area")) {
        return fail(ErrorCode::BadInput, link.sampleId + ": row " + std::to_string(link.row + 1) +
                                             " of its table has an area already; the run is stored as " +
                                             db::runName(link.run) + ": put it into its row in Samples");
    }
    for (const auto &[column, text] : link.cells) {
        const bool stated = holds(draw.values, column) && !(addsRow && column == "injection_volume_mL");
        if (!stated) {
            draw.values[column] = text;
        }
    }
    draw.runId = link.run;
    const auto saved = store.saveSample(sample, "chromatogram " + db::runName(link.run) + " from a watched folder");
    if (!saved) {
        return fail(saved.error());
    }
    outcome.linked = true;
    return outcome;
}

} // namespace tgc::watch
