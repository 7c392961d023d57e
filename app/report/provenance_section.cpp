// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "app/report/cells.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"

namespace tgc::report {

namespace {

struct ProvenRun {
    const ReportedRun *run;
    QString of;
};

std::map<db::RecordId, ProvenRun> runsIn(const Content &content)
{
    std::map<db::RecordId, ProvenRun> runs;
    const auto add = [&](const ReportedRun &run, const QString &of) {
        runs.try_emplace(run.details.summary.id, ProvenRun{&run, of});
    };
    for (const auto *samples : {&content.samples, &content.blanks}) {
        for (const ReportedSample &sample : *samples) {
            for (const ReportedDraw &draw : sample.draws) {
                if (draw.run) {
                    add(*draw.run, qstr(sample.name()));
                }
            }
        }
    }
    if (content.run) {
        add(*content.run, qstr(content.run->details.summary.sampleId.value_or("")));
    }
    return runs;
}

void addResults(Blocks &blocks, const Content &content)
{
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Sample"), false, true},
                                                                  {QStringLiteral("Result<br>version"), true},
                                                                  {QStringLiteral("Saved (UTC)")},
                                                                  {QStringLiteral("By")},
                                                                  {QStringLiteral("Program"), false, true},
                                                                  {QStringLiteral("Calibration"), false, true},
                                                                  {QStringLiteral("Interval")},
                                                                  {QStringLiteral("Runs"), false, true},
                                                                  {QStringLiteral("Data")}});
    for (const ReportedSample &sample : content.samples) {
        if (!sample.result) {
            continue;
        }
        const db::StoredResult &stored = sample.result->stored();
        const ReportedCurve *curve = content.curve(stored.result.calibrationId);
        QStringList runs;
        for (const ReportedDraw &draw : sample.draws) {
            runs << (draw.run ? qstr(db::runName(draw.run->details.summary.id)) : QStringLiteral("typed"));
        }
        table->addRow(QStringList{
            qstr(sample.name()), QString::number(stored.version), utcText(stored.createdAt_utc), qstr(stored.createdBy),
            qstr(stored.program),
            curve != nullptr ? QStringLiteral("%1 (%2)").arg(curve->stored.id).arg(qstr(curve->stored.calibration.name))
                             : notKnown(),
            confidenceText(sample.result->confidence()), runs.join(QStringLiteral(", ")),
            qstr(toString(stored.result.source))});
    }
    if (!table->empty()) {
        blocks.push_back(std::move(table));
    }
}

/// Who approved what; of the others that nobody did. Where no result is approved there is nothing to tell.
void addApprovals(Blocks &blocks, const Content &content)
{
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Result"), false, true},
                                                                  {QStringLiteral("Version"), true},
                                                                  {QStringLiteral("Approved by"), false, true},
                                                                  {QStringLiteral("On (UTC)")},
                                                                  {QStringLiteral("Statement"), false, true}});
    bool any = false;
    const auto add = [&](const QString &name, const db::StoredResult &stored) {
        const auto found = std::find_if(content.approvals.begin(), content.approvals.end(),
                                        [&](const auto &each) { return each.resultId == stored.id; });
        if (found == content.approvals.end()) {
            table->addRow(QStringList{name, QString::number(stored.version), QStringLiteral("not approved"), notKnown(),
                                      QString()});
            return;
        }
        any = true;
        const QString own = found->ownWork == db::OwnWork::Yes        ? QStringLiteral(" (own work)")
                            : found->ownWork == db::OwnWork::NotKnown ? QStringLiteral(" (perhaps own work)")
                                                                      : QString();
        table->addRow(QStringList{name, QString::number(stored.version), qstr(found->reviewer) + own,
                                  utcText(found->at_utc), qstr(found->statement)});
    };
    for (const ReportedSample &sample : content.samples) {
        if (sample.result) {
            add(qstr(sample.name()), sample.result->stored());
        }
    }
    if (content.run && content.run->integration) {
        add(qstr(db::runName(content.run->details.summary.id)), *content.run->integration);
    }
    if (any) {
        blocks.push_back(std::move(table));
    }
}

} // namespace

void addProvenance(Blocks &blocks, const Content &content)
{
    addHeading(blocks, QStringLiteral("Where the numbers come from"));
    addResults(blocks, content);
    addApprovals(blocks, content);
    const auto runs = runsIn(content);
    if (!runs.empty()) {
        auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Run")},
                                                                      {QStringLiteral("Of")},
                                                                      {QStringLiteral("File"), false, true},
                                                                      {QStringLiteral("SHA-256")},
                                                                      {QStringLiteral("Acquired")},
                                                                      {QStringLiteral("Integration<br>result"), true},
                                                                      {QStringLiteral("Data")}});
        for (const auto &[id, proven] : runs) {
            const db::RunSummary &summary = proven.run->details.summary;
            const auto &integration = proven.run->integration;
            table->addRow(QStringList{
                qstr(db::runName(id)), proven.of, qstr(summary.fileName), shortHash(proven.run->details.contentHash),
                summary.startedUtc ? utcText(*summary.startedUtc) : qstr(summary.acquiredAt.value_or("--")),
                integration ? QString::number(integration->version) : notKnown(), qstr(toString(summary.source))});
        }
        blocks.push_back(std::move(table));
    }
    addNote(blocks, QStringLiteral("Audit trail of the store %1: %2 entries, the last with the chain value<br>%3")
                        .arg(qstr(content.trail.storeId))
                        .arg(content.trail.entries)
                        .arg(qstr(content.trail.chain)));
    addNote(blocks, QStringLiteral(
                        "Results are as they were saved; nothing was computed anew for them. Vials, charges and "
                        "areas are as they stand in the store now. SHA-256: the first 12 digits of the raw file's."));
}

} // namespace tgc::report
