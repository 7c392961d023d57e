// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/evaluation.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/desktop/lab/missing.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Evaluation", text);
}

formats::TextTable tableOf(const SheetModel &sheet, const std::vector<int> &rows, const QString &origin)
{
    formats::TextTable table = sheet.table(rows, origin);
    // `kind` says which table a row belongs to; SAMPLES.csv and BLANKS.csv have no such column.
    if (const auto kind = table.column("kind")) {
        table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(*kind));
        for (auto &row : table.rows) {
            row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(*kind));
        }
    }
    return table;
}

} // namespace

EvaluationInput evaluationInput(const SheetModel &sheet)
{
    EvaluationInput input;
    std::vector<int> blankRows;
    for (const SampleRows &sample : samplesIn(sheet)) {
        const auto lacks = missingInputs(sheet, sample);
        const auto blocking = std::find_if(lacks.begin(), lacks.end(), [](const MissingInput &m) { return m.blocks; });
        if (blocking != lacks.end()) {
            const QString name =
                sample.sampleId.isEmpty() ? say("row %1").arg(sample.rows.front() + 1) : sample.sampleId;
            input.waiting << say("%1: %2").arg(name, blocking->words);
        } else if (sample.blank) {
            blankRows.insert(blankRows.end(), sample.rows.begin(), sample.rows.end());
        } else {
            input.samples.push_back(tableOf(sheet, sample.rows, say("Samples table")));
        }
    }
    if (!blankRows.empty()) {
        input.blanks = tableOf(sheet, blankRows, say("Samples table"));
    }
    return input;
}

std::optional<EvaluationOutcome> evaluateAll(const EvaluationInput &input, const Calibration &curve,
                                             const session::EvaluationOptions &options,
                                             const session::TraceIntegrator &areas,
                                             const std::function<bool(int done)> &goOn)
{
    EvaluationOutcome out;
    for (std::size_t i = 0; i < input.samples.size(); ++i) {
        if (!goOn(static_cast<int>(i))) {
            return std::nullopt;
        }
        auto watched = options; // a million trials of one sample take longer than a moment
        bool stopped = false;
        watched.trialRunner = session::onAllCores([&] { return !(stopped = !goOn(static_cast<int>(i))); });
        auto done = session::evaluate(input.samples[i], input.blanks, curve, watched, areas);
        if (stopped) {
            return std::nullopt;
        }
        if (!done) {
            out.problems << qstr(done.error().message);
            continue;
        }
        out.rows.insert(out.rows.end(), done->rows.begin(), done->rows.end());
        for (const std::string &warning : done->warnings) {
            out.problems << qstr(warning);
        }
    }
    out.problems.removeDuplicates();
    return out;
}

} // namespace tgc::desktop
