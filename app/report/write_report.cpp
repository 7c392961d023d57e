// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/write_report.h"

#include <QDateTime>
#include <QTimeZone>

#include "app/formats/atomic_file.h"
#include "app/report/cells.h"
#include "app/report/pdf.h"
#include "app/report/sections.h"

namespace tgc::report {

namespace {

constexpr const char *program = "TGC Workbench " TGC_VERSION;

QString bandOf(const Content &content)
{
    if (!content.anySimulated()) {
        return {};
    }
    return content.allSimulated() ? QStringLiteral("SIMULATED DATA: no number in this report is a measurement")
                                  : QStringLiteral("SIMULATED DATA among the inputs: not a measurement as a whole");
}

Blocks blocksOf(const Content &content, const Printing &printing)
{
    Blocks blocks;
    addTitlePage(blocks, content, printing);
    if (!content.samples.empty()) {
        addBreakdown(blocks, content);
        addReplicates(blocks, content);
        addGroupComparison(blocks, content);
        addFlags(blocks, content);
    }
    if (content.run) {
        addRun(blocks, content);
    }
    if (!content.samples.empty()) {
        addAssumptions(blocks, content);
    }
    addMethod(blocks, content);
    for (const ReportedCurve &curve : content.curves) {
        addCalibration(blocks, curve);
    }
    for (const ReportedSample &sample : content.samples) {
        addSample(blocks, content, sample);
    }
    addBlanks(blocks, content);
    addProvenance(blocks, content);
    return blocks;
}

Result<void> write(const Content &content, const std::filesystem::path &out, const ReportOptions &options)
{
    const auto at = options.at.value_or(std::chrono::system_clock::now());
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    const QDateTime printed = QDateTime::fromMSecsSinceEpoch(since, QTimeZone::utc());
    const Printing printing{QLatin1String(program), printed.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")),
                            qstr(options.person)};
    const Blocks blocks = blocksOf(content, printing);
    PageFrame frame;
    frame.title = QStringLiteral("TGC report: %1").arg(qstr(content.subject));
    frame.printedAt = QStringLiteral("printed %1").arg(printing.at_utc);
    frame.band = bandOf(content);
    frame.footer = QStringLiteral("%1, store %2")
                       .arg(printing.program, qstr(std::filesystem::path(content.storeFile).filename().string()));
    frame.pdfDate = printed.toString(QStringLiteral("yyyyMMddHHmmss"));
    const auto pdf = pdfOf(blocks, frame);
    return pdf ? formats::writeFile(out, std::string_view(pdf->constData(), static_cast<std::size_t>(pdf->size())))
               : fail(pdf.error());
}

} // namespace

Result<void> writeGroupReport(const db::Store &store, const std::optional<std::string> &group,
                              const std::filesystem::path &out, const ReportOptions &options)
{
    const auto content = readGroup(store, group);
    return content ? write(*content, out, options) : fail(content.error());
}

Result<void> writeRunReport(const db::Store &store, db::RecordId run, const std::filesystem::path &out,
                            const ReportOptions &options)
{
    const auto content = readRun(store, run);
    return content ? write(*content, out, options) : fail(content.error());
}

} // namespace tgc::report
