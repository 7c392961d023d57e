// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/cells.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"
#include "app/words/curve_words.h"

namespace tgc::report {

namespace {

void addPeaks(Blocks &blocks, const ReportedRun &run)
{
    if (run.peaks.empty()) {
        return;
    }
    auto table = std::make_unique<Table>(std::vector<TableColumn>{
        {QStringLiteral("Peak")},
        {QStringLiteral("Apex<br>s"), true},
        {QStringLiteral("Start<br>s"), true},
        {QStringLiteral("End<br>s"), true},
        {QStringLiteral("Area<br>%1").arg(qstr(run.peaks.front().areaUnit).toHtmlEscaped()), true},
        {QStringLiteral("Height"), true},
        {QStringLiteral("Width at half<br>s"), true},
        {QStringLiteral("Tailing"), true},
        {QStringLiteral("Resolution"), true},
        {QStringLiteral("S/N"), true},
        {QStringLiteral("Code")},
        {QStringLiteral("Flags"), false, true}});
    const auto figures = [](std::optional<double> value) {
        return value ? QString::number(*value, 'g', 4) : notKnown();
    };
    for (const db::PeakRecord &peak : run.peaks) {
        table->addRow(QStringList{peak.name ? qstr(*peak.name) : notKnown(), QString::number(peak.apex_s, 'f', 2),
                                  QString::number(peak.start_s, 'f', 2), QString::number(peak.end_s, 'f', 2),
                                  plusMinus(peak.area, peak.areaU), QString::number(peak.height, 'g', 5),
                                  figures(peak.widthHalf_s), figures(peak.tailing), figures(peak.resolution),
                                  figures(peak.signalToNoise), qstr(peak.code) + u' ' + qstr(peak.rule),
                                  joined(peak.flags)});
    }
    blocks.push_back(std::move(table));
}

void addAmount(Blocks &blocks, const Content &content)
{
    const db::PeakRecord *peak = content.run->wanted();
    if (!content.samples.empty() || content.curves.empty() || peak == nullptr) {
        return;
    }
    const ReportedCurve &latest = content.curves.front();
    const auto amount = amountOf(latest.curve, peak->area);
    addText(blocks,
            amount
                ? chemistry(
                      QStringLiteral("By the latest calibration in the store (%1, %2) the area is <b>%3 %4</b>%5.")
                          .arg(latest.stored.id)
                          .arg(qstr(latest.stored.calibration.name).toHtmlEscaped(),
                               plusMinus(amount->amount, amount->u), words::amountUnitOf(latest.curve),
                               amount->outOfRange ? QStringLiteral(", outside the range of the standards") : QString()))
                : qstr(amount.error().message).toHtmlEscaped());
}

} // namespace

void addRun(Blocks &blocks, const Content &content)
{
    const ReportedRun &run = *content.run;
    const db::RunSummary &summary = run.details.summary;
    addHeading(blocks, QStringLiteral("Run %1").arg(qstr(db::runName(summary.id))));
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("This run")}, {{}, false, true}});
    const auto row = [&](const char *name, const QString &value) {
        if (!value.isEmpty()) {
            table->addRow(QStringList{QString::fromUtf8(name), value});
        }
    };
    row("Kind", qstr(summary.kind) + QStringLiteral(", ") + qstr(summary.status));
    row("Sample", qstr(summary.sampleId.value_or("")));
    row("Group", qstr(summary.group.value_or("")));
    row("Started", summary.startedUtc ? utcText(*summary.startedUtc) + QStringLiteral(" UTC")
                                      : qstr(summary.acquiredAt.value_or("")));
    row("Ended", summary.endedUtc ? utcText(*summary.endedUtc) + QStringLiteral(" UTC") : QString());
    row("File", qstr(summary.fileName));
    row("Warnings", joined(run.details.warnings));
    if (run.details.withdrawn) {
        row("Withdrawn",
            qstr(run.details.withdrawn->at_utc) + QStringLiteral(": ") + qstr(run.details.withdrawn->reason));
    }
    for (const db::RunMark &mark : run.details.marks) {
        if (mark.kind == "gap" && mark.at_s) {
            row("Gap", QStringLiteral("%1 s to %2: %3")
                           .arg(*mark.at_s, 0, 'f', 2)
                           .arg(mark.until_s ? QString::number(*mark.until_s, 'f', 2) + QStringLiteral(" s")
                                             : QStringLiteral("the end"),
                                qstr(mark.text)));
        }
    }
    blocks.push_back(std::move(table));
    addChromatogram(blocks, run, QStringLiteral("Run %1").arg(qstr(db::runName(summary.id))));
    addPeaks(blocks, run);
    addAmount(blocks, content);
    if (content.samples.empty() && summary.kind == "sample") {
        addText(blocks, QStringLiteral("No breakdown is saved for the sample of this run."));
    }
}

} // namespace tgc::report
