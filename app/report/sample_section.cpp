// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/report/cells.h"
#include "app/report/draws_table.h"
#include "app/report/figures.h"
#include "app/report/paper.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"
#include "app/report/vial_inputs.h"

namespace tgc::report {

namespace {

constexpr double chromatogramHeight = mm(40.0);
constexpr std::size_t pairsInARow = 2;

/// Name and value beside each other, two pairs a row.
void addPairs(Blocks &blocks, const std::vector<InputLine> &lines)
{
    const double half = textWidth / static_cast<double>(2 * pairsInARow);
    auto table =
        std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Vial and cell"), false, false, half},
                                                         {QStringLiteral("as recorded"), false, true, 0.7 * half},
                                                         {QString(), false, false, half},
                                                         {QString(), false, true, 0.7 * half}});
    const std::size_t rows = (lines.size() + pairsInARow - 1) / pairsInARow;
    for (std::size_t row = 0; row < rows; ++row) {
        QStringList cells;
        for (std::size_t i = row; i < lines.size(); i += rows) {
            cells << lines[i].name << lines[i].value;
        }
        while (cells.size() < static_cast<qsizetype>(2 * pairsInARow)) {
            cells << QString();
        }
        table->addRow(cells);
    }
    blocks.push_back(std::move(table));
}

/// What follows from the volumes and the gas law.
void addComputed(Blocks &blocks, const ReportedSample &sample)
{
    const auto vial = closedVialOf(sample);
    if (!vial) {
        return;
    }
    QString text = QStringLiteral("Free gas volume %1 mL").arg(inMilliliters(freeVolume(*vial)), 0, 'f', 3);
    const auto h2 = sample.result ? sample.result->number("h2_vial_umol") : std::nullopt;
    if (h2) {
        const VialPressures pressures = vialPressures(*vial, micromoles(*h2));
        text += QStringLiteral("; pressure before the first draw %1 kPa (inert gas %2, vapour %3, H2 %4), by the gas "
                               "law; %5 % of the H2 is dissolved")
                    .arg(inKilopascals(pressures.total()), 0, 'f', 2)
                    .arg(inKilopascals(pressures.inert), 0, 'f', 2)
                    .arg(inKilopascals(pressures.vapour), 0, 'f', 2)
                    .arg(inKilopascals(pressures.hydrogen), 0, 'g', 3)
                    .arg(100.0 * dissolvedRatio(*vial) / (1.0 + dissolvedRatio(*vial)), 0, 'g', 2);
    }
    addText(blocks, chemistry(text + u'.'));
}

void addHydrogen(Blocks &blocks, const StoredBreakdown &result)
{
    std::vector<TableColumn> columns{{chemistry(QStringLiteral("H2 injected, first draw<br>nmol")), true},
                                     {chemistry(QStringLiteral("H2 in the vial<br>µmol")), true},
                                     {chemistry(QStringLiteral("H2 of the blank<br>µmol")), true},
                                     {chemistry(QStringLiteral("H2 net<br>µmol")), true}};
    const auto u = result.number("u_h2_net_umol");
    const auto text = [&](const char *column, double scale) {
        const auto value = result.number(column);
        return value ? valueText(*value, u && scale > 0.0 ? std::optional(scale * *u) : std::nullopt) : notKnown();
    };
    QStringList row{text("h2_injected_nmol", 0.0), text("h2_vial_umol", 1.0), text("h2_blank_umol", 1.0),
                    plusMinus(result, "h2_net_umol")};
    if (result.number("lih_umol")) {
        columns.push_back({QStringLiteral("LiH<br>µmol"), true});
        row << plusMinus(result, "lih_umol");
    }
    columns.push_back({QStringLiteral("Degrees of freedom<br>of the metal's u"), true});
    row << (result.number("dof") ? QString::number(*result.number("dof"), 'g', 4) : QStringLiteral("without limit"));
    auto table = std::make_unique<Table>(columns);
    table->addRow(row);
    blocks.push_back(std::move(table));
}

QString drawCaption(const ReportedSample &sample, std::size_t draw)
{
    const ReportedRun &run = *sample.draws[draw].run;
    return QStringLiteral("%1, draw %2: run %3")
        .arg(qstr(sample.name()))
        .arg(draw + 1)
        .arg(qstr(db::runName(run.details.summary.id)));
}

} // namespace

void addChromatogram(Blocks &blocks, const ReportedRun &run, const QString &caption)
{
    QString text = QStringLiteral("<b>%1</b>").arg(caption.toHtmlEscaped());
    if (!run.channel.empty()) {
        text += QStringLiteral(", channel %1").arg(qstr(run.channel).toHtmlEscaped());
    }
    if (const db::PeakRecord *peak = run.wanted()) {
        text += QStringLiteral(": %1 at %2 s, area %3 %4, %5 to %6 s, code %7, %8")
                    .arg(qstr(*peak->name).toHtmlEscaped())
                    .arg(peak->apex_s, 0, 'f', 2)
                    .arg(plusMinus(peak->area, peak->areaU), qstr(peak->areaUnit).toHtmlEscaped())
                    .arg(peak->start_s, 0, 'f', 2)
                    .arg(peak->end_s, 0, 'f', 2)
                    .arg(qstr(peak->code), qstr(peak->rule));
        for (const std::string &flag : peak->flags) {
            text += QStringLiteral("; <b>%1</b>").arg(qstr(flag).toHtmlEscaped());
        }
    } else if (run.integration) {
        text += run.targets.empty() ? QStringLiteral(": no window for H2 is set, so no peak is named")
                                    : QStringLiteral(": no peak in the window of H2");
    } else {
        text += QStringLiteral(": not integrated");
    }
    if (!run.trace) {
        text += QStringLiteral(". The file has no signal.");
    }
    blocks.push_back(
        std::make_unique<Paragraph>(chemistry(text), Paragraph::Style{8.0, false, mm(3.5), run.trace.has_value()}));
    if (run.trace) {
        // The content outlives its blocks.
        blocks.push_back(std::make_unique<Figure>(
            chromatogramHeight, [&run](QPainter &painter, QSizeF size) { drawChromatogram(painter, size, run); },
            mm(1.5)));
    }
}

void addSample(Blocks &blocks, const Content &content, const ReportedSample &sample)
{
    const bool drawn = std::any_of(sample.draws.begin(), sample.draws.end(), [](const auto &draw) { return draw.run; });
    addHeading(blocks, QStringLiteral("Sample %1").arg(nameOf(sample)),
               drawn); // with its chromatograms it fills a page
    addPairs(blocks, inputLines(sample));
    addComputed(blocks, sample);
    addDraws(blocks, {&sample, 1},
             sample.result ? content.curve(sample.result->stored().result.calibrationId) : nullptr);
    if (sample.result) {
        addHydrogen(blocks, *sample.result);
        if (const auto flags = sample.result->flags(); !flags.empty()) {
            addText(blocks, QStringLiteral("Flags, told in words after the breakdown: <b>%1</b>")
                                .arg(joined(flags).toHtmlEscaped()));
        }
    } else {
        addText(blocks, QStringLiteral("No result is saved for this sample."));
    }
    if (const std::string notes = sample.value("notes"); !notes.empty()) {
        addText(blocks, QStringLiteral("Notes: %1").arg(qstr(notes).toHtmlEscaped()));
    }
    for (std::size_t i = 0; i < sample.draws.size(); ++i) {
        if (sample.draws[i].run) {
            addChromatogram(blocks, *sample.draws[i].run, drawCaption(sample, i));
        }
    }
    if (sample.result) {
        addBudget(blocks, sample);
    }
}

void addBlanks(Blocks &blocks, const Content &content)
{
    if (content.blanks.empty()) {
        return;
    }
    addHeading(blocks, QStringLiteral("Blanks"));
    addText(blocks, QStringLiteral("The blanks of these samples' blank groups, as they stand in the store."));
    const ReportedCurve *curve = content.curves.empty() ? nullptr : &content.curves.front();
    addDraws(blocks, content.blanks, curve);
    for (const ReportedSample &blank : content.blanks) {
        for (std::size_t i = 0; i < blank.draws.size(); ++i) {
            if (blank.draws[i].run) {
                addChromatogram(blocks, *blank.draws[i].run, drawCaption(blank, i));
            }
        }
    }
}

} // namespace tgc::report
