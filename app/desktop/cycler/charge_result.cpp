// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/cycler/charge_result.h"

#include <QCoreApplication>
#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/desktop/lab/columns_in_words.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"
#include "app/session/charge_columns.h"
#include "app/words/assumptions.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ChargeResult", text);
}

/// The sample as one row of a table: of each column the first cell in which something stands.
formats::TextTable oneRow(const SheetModel &sheet, const SampleRows &sample)
{
    formats::TextTable all = sheet.table(sample.rows, say("Samples table"));
    formats::TextTable one{all.origin, all.columns, {}, all.separator, {}};
    formats::TextTable::Row row{all.rows.empty() ? 1 : all.rows.front().line,
                                std::vector<std::string>(all.columns.size())};
    for (const auto &each : all.rows) {
        for (std::size_t c = 0; c < each.cells.size(); ++c) {
            row.cells[c] = row.cells[c].empty() ? each.cells[c] : row.cells[c];
        }
    }
    one.rows.push_back(std::move(row));
    return one;
}

QString first(const QString &sentence)
{
    return sentence.isEmpty() ? sentence : sentence.left(1).toUpper() + sentence.mid(1);
}

QString sentence(const QString &words)
{
    return words.endsWith(u'.') ? first(words) : first(words) + u'.';
}

/// Whether the last strip reached its cut-off, and what it did instead.
QString cutoffInWords(const session::CyclerReading &reading, const session::CyclerCharges &charges)
{
    if (!reading.cutoff_V) {
        return say("Stripped to cut-off: not said; type the cut-off voltage to know.");
    }
    const QString cutoff = valueText(*reading.cutoff_V);
    if (!charges.strippedToCutoff) {
        return say("Stripped to cut-off: not known, there is no voltage in this file.");
    }
    if (*charges.strippedToCutoff) {
        return say("Stripped to cut-off: yes, the last strip ended at %1 V.")
            .arg(valueText(charges.cell.lastVoltage_V));
    }
    return charges.cell.endsPlated ? say("Stripped to cut-off: no, the last half cycle plates.")
                                   : say("Stripped to cut-off: no, the last strip ended at %1 V and not at %2 V: metal "
                                         "found may be active.")
                                         .arg(valueText(charges.cell.lastVoltage_V), cutoff);
}

/// The doubt, with the field of the window that may settle it.
QString doubtInWords(const VoltageDoubt &doubt)
{
    const QString words = sentence(qstr(doubt.words));
    switch (doubt.remedy) {
    case VoltageDoubt::Remedy::PlatingOrSign:
        return words + say(" Check \"Plating is\", and the sign of the current in the file.");
    case VoltageDoubt::Remedy::PlatingOrCellType: return words + say(" Check \"Plating is\", or say the cell type.");
    case VoltageDoubt::Remedy::CellType: break;
    }
    return words + say(" Choose another cell type.");
}

Result<ChargeBalance> balanceWith(const SheetModel &sheet, const SampleRows &sample,
                                  const session::CyclerCharges &charges)
{
    formats::TextTable table = oneRow(sheet, sample);
    for (const auto &[name, text] : session::chargeColumns(charges)) {
        if (const auto at = table.column(name)) {
            table.rows.front().cells[*at] = text;
        } else {
            table.columns.push_back(name);
            table.rows.front().cells.push_back(text);
        }
    }
    ChargeRecord record;
    const formats::TableRow row(table, table.rows.front());
    if (const auto read = session::readCharges(row, record); !read) {
        return fail(read.error());
    }
    const auto inactive = inactiveCharge(record);
    if (!inactive) {
        return fail(inactive.error());
    }
    return ChargeBalance{inactive->value_or(InactiveCharge{}), record.accuracyGiven, balanceInWords(record)};
}

} // namespace

Result<UsableCharges> usableCharges(const std::vector<HalfCycle> &halves, const session::CyclerReading &reading,
                                    const SheetModel &sheet, const SampleRows &sample)
{
    if (halves.empty()) {
        return fail(ErrorCode::BadInput, say("No current flows in this file, so it has no charges.").toStdString());
    }
    auto counted = session::countedHalves(halves, reading);
    if (counted.refused) {
        return fail(ErrorCode::BadInput, doubtInWords(*counted.doubt).toStdString());
    }
    auto charges = session::cyclerCharges(counted, reading);
    auto balance = balanceWith(sheet, sample, charges);
    if (!balance) {
        return fail(balance.error());
    }
    return UsableCharges{std::move(counted), std::move(charges), std::move(*balance)};
}

QString chargesInNumbers(const UsableCharges &usable)
{
    const auto &[counted, charges, balance] = usable;
    const auto line = [](const QString &name, const QString &number, const QString &more = {}) {
        return QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2</td><td>&nbsp;mAh%3</td></tr>")
            .arg(name, number,
                 more.isEmpty() ? more : QStringLiteral("&nbsp;&nbsp;<i>") + more + QStringLiteral("</i>"));
    };
    const auto counter = [](const std::optional<Charge> &charge) {
        return charge ? say("counter %1").arg(valueText(inMilliampereHours(*charge))) : QString();
    };
    const double u = inMilliampereHours(balance.inactive.u());
    const double inactive = inMilliampereHours(balance.inactive.value);
    QString text = QStringLiteral("<table cellpadding='2'>");
    text +=
        line(say("Plated"), valueText(inMilliampereHours(charges.cell.plated)), counter(charges.cell.counterPlated));
    text += line(say("Stripped"), valueText(inMilliampereHours(charges.cell.stripped)),
                 counter(charges.cell.counterStripped));
    text += line(say("<b>Inactive</b>"),
                 QStringLiteral("<b>%1</b>").arg(u > 0.0 ? valueText(inactive, u) : valueText(inactive)),
                 u > 0.0 ? QStringLiteral("± ") + uncertaintyText(u) : say("± not known"));
    text += QStringLiteral("</table>");
    return text + say("<p>%1 of %2 half cycles, %3 h under current</p>")
                      .arg(counted.counted.size())
                      .arg(counted.counted.size() + counted.leftOut.size())
                      .arg(valueText(inHours(charges.cell.flowing)));
}

QStringList chargesInWords(const UsableCharges &usable, const session::CyclerReading &reading)
{
    const auto &[counted, charges, balance] = usable;
    QStringList all;
    if (counted.doubt) {
        all << doubtInWords(*counted.doubt);
    }
    all << cutoffInWords(reading, charges);
    if (charges.cell.endsPlated) {
        all << sentence(qstr(session::endsPlatedSentence));
    }
    const auto disagreeing = std::count_if(counted.counted.begin(), counted.counted.end(),
                                           [](const HalfCycle &half) { return !half.notes.empty(); });
    if (disagreeing > 0) {
        all << say("%1 counted half cycles deserve a look: the table's last column says why.").arg(disagreeing);
    }
    if (!counted.leftOut.empty()) {
        const CellCharges left = cellCharges(counted.leftOut, reading.plating);
        all << say("Not counted: half cycles %1 (%2 mAh plated, %3 mAh stripped). What ran on the same foil belongs to "
                   "the balance unless there is a reason.")
                   .arg(qstr(session::inRuns(counted.leftOutNumbers)), valueText(inMilliampereHours(left.plated)),
                        valueText(inMilliampereHours(left.stripped)));
    }
    if (!balance.words.means.empty()) {
        all << say("Case %1: %2").arg(qstr(balance.words.letter), sentence(qstr(balance.words.means)));
    }
    for (const std::string &note : balance.words.notes) {
        all << columnsInWords(words::judgementInWords(say("Not given"), note));
    }
    if (charges.cellType == CellType::Foil) {
        all << say("The foil's own charge is added from \"Li foil\" when the sample is evaluated.");
    }
    return all;
}

} // namespace tgc::desktop
