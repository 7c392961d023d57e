// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/evaluation_input.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/desktop/lab/missing.h"
#include "app/desktop/lab/sheet_records.h"
#include "app/session/checks_near.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Evaluation", text);
}

std::vector<int> checkRows(const SheetModel &standards)
{
    std::vector<int> rows = standards.allRows();
    std::erase_if(rows, [&](int row) { return !isCheckRow(standards, row); });
    return rows;
}

} // namespace

EvaluationInput evaluationInput(const SheetModel &samples, const SheetModel &standards)
{
    EvaluationInput input;
    std::vector<int> blanks;
    std::vector<int> foils;
    for (const SampleRows &sample : samplesIn(samples)) {
        const auto lacks = missingInputs(samples, sample);
        const auto blocking = std::find_if(lacks.begin(), lacks.end(), [](const MissingInput &m) { return m.blocks; });
        if (blocking != lacks.end()) {
            const QString name =
                sample.sampleId.isEmpty() ? say("row %1").arg(sample.rows.front() + 1) : sample.sampleId;
            input.waiting << say("%1: %2").arg(name, blocking->words);
            continue;
        }
        switch (sample.kind) {
        case SampleRows::Kind::Blank: blanks.insert(blanks.end(), sample.rows.begin(), sample.rows.end()); break;
        case SampleRows::Kind::Foil: foils.insert(foils.end(), sample.rows.begin(), sample.rows.end()); break;
        case SampleRows::Kind::Sample: {
            input.samples.push_back(samplesTable(samples, sample.rows));
            const auto times = session::injectionTimes(input.samples.back());
            input.injections.insert(input.injections.end(), times.begin(), times.end());
            break;
        }
        }
    }
    if (!blanks.empty()) {
        input.blanks = samplesTable(samples, blanks);
        const auto times = session::injectionTimes(*input.blanks);
        input.injections.insert(input.injections.end(), times.begin(), times.end());
    }
    if (!foils.empty()) {
        input.foils = samplesTable(samples, foils);
    }
    if (const auto checks = checkRows(standards); !checks.empty()) {
        input.checks = standardsTable(standards, checks);
    }
    return input;
}

} // namespace tgc::desktop
