// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/detection.h"
#include "app/report/cells.h"
#include "app/report/figures.h"
#include "app/report/paper.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"
#include "app/words/curve_words.h"
#include "app/words/flag_words.h"

namespace tgc::report {

namespace {

constexpr double figureHeight = mm(105.0);

QString limitText(const Result<double> &limit, const QString &unit)
{
    return limit ? QString::number(*limit, 'g', 3) + u' ' + unit : QStringLiteral("not determined");
}

QString usedInWords(const StandardPoint &standard)
{
    if (standard.used) {
        return QStringLiteral("yes");
    }
    return standard.reason.empty() ? QStringLiteral("no") : QStringLiteral("no: ") + qstr(standard.reason);
}

QString certificatesOf(const Calibration &curve)
{
    QStringList names;
    for (const CurvePoint &point : curve.points) {
        QString name = qstr(point.standard.certificate);
        if (!name.isEmpty() && !point.standard.expires.empty()) {
            name += QStringLiteral(" (to %1)").arg(qstr(point.standard.expires));
        }
        if (!name.isEmpty() && !names.contains(name)) {
            names << name;
        }
    }
    return names.join(QStringLiteral(", ")).toHtmlEscaped();
}

void addPoints(Blocks &blocks, const Calibration &curve)
{
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Level"), false, true},
                                                                  {QStringLiteral("Replicate")},
                                                                  {chemistry(words::amountTitle(curve)), true},
                                                                  {QStringLiteral("Area"), true},
                                                                  {QStringLiteral("Residual"), true},
                                                                  {QStringLiteral("Standardised"), true},
                                                                  {QStringLiteral("Leverage"), true},
                                                                  {QStringLiteral("Used")}});
    const auto figures = [](std::optional<double> value, int digits) {
        return value ? QString::number(*value, 'g', digits) : notKnown();
    };
    for (const CurvePoint &point : curve.points) {
        table->addRow(
            QStringList{qstr(point.standard.level), qstr(point.standard.replicate),
                        plusMinus(point.standard.amount,
                                  point.standard.amountU > 0.0 ? std::optional(point.standard.amountU) : std::nullopt),
                        figures(point.standard.area, 6), figures(point.residual, 3), figures(point.standardized, 3),
                        figures(point.leverage, 3), usedInWords(point.standard)});
    }
    blocks.push_back(std::move(table));
}

QString standingOf(const db::StoredCalibration &stored)
{
    QString text = QStringLiteral("Not approved by anybody.");
    if (stored.approval) {
        text = QStringLiteral("Approved %1 UTC by %2").arg(utcText(stored.approval->at_utc), qstr(stored.approval->by));
        text += stored.approval->note.empty() ? QStringLiteral(".")
                                              : QStringLiteral(": %1.").arg(qstr(stored.approval->note));
    }
    if (stored.withdrawn) {
        text += QStringLiteral(" Retired %1 UTC: %2.")
                    .arg(utcText(stored.withdrawn->at_utc), qstr(stored.withdrawn->reason));
    }
    return text.toHtmlEscaped();
}

} // namespace

void addCalibration(Blocks &blocks, const ReportedCurve &reported)
{
    const Calibration &curve = reported.curve;
    const QString unit = words::amountUnitOf(curve);
    addHeading(
        blocks,
        QStringLiteral("Calibration %1: %2").arg(reported.stored.id).arg(qstr(reported.stored.calibration.name)));
    blocks.push_back(std::make_unique<Figure>(
        figureHeight, [curve](QPainter &painter, QSizeF size) { drawCurve(painter, size, curve); }, mm(3.0)));
    for (const QString &sentence : words::curveSentences(curve)) {
        addText(blocks, chemistry(sentence));
    }
    addText(blocks,
            chemistry(QStringLiteral("<b>Critical value %1</b>: net H2 below it is reported as not detected (95 %). "
                                     "<b>Detection limit %2</b>: seen with 95 % certainty (one injection).")
                          .arg(curve.critical ? QString::number(*curve.critical, 'g', 3) + u' ' + unit
                                              : QStringLiteral("not determined"),
                               limitText(detectionAmount(curve), unit))));
    for (const std::string &flag : curve.flags) {
        addText(
            blocks,
            QStringLiteral("<b>%1</b>: %2").arg(qstr(flag).toHtmlEscaped(), words::flagInWords(flag).toHtmlEscaped()));
    }
    if (const QString certificates = certificatesOf(curve); !certificates.isEmpty()) {
        addText(blocks, QStringLiteral("Certificates of the standards: %1.").arg(certificates));
    }
    addPoints(blocks, curve);
    addNote(blocks, QStringLiteral("Saved %1 UTC; areas are %2. %3")
                        .arg(utcText(reported.stored.createdAt_utc), qstr(toString(curve.source)),
                             standingOf(reported.stored)));
}

} // namespace tgc::report
