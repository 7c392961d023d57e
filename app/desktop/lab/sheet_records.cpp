// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/sheet_records.h"

#include <QCoreApplication>
#include <algorithm>
#include <string_view>

#include "app/desktop/lab/missing.h"
#include "app/desktop/shell/text.h"
#include "app/session/sample_records.h"
#include "db/run_records.h"

namespace tgc::desktop {

namespace {

constexpr std::string_view standardPrefix = "standard "; ///< session::standardRecords names levels so

QString say(const char *text)
{
    return QCoreApplication::translate("SheetRecords", text);
}

/// The first cell among these rows that cannot be; empty when all can.
QString firstProblem(const SheetModel &sheet, const std::vector<int> &rows)
{
    for (const int row : rows) {
        for (int column = 0; column < sheet.columnCount(); ++column) {
            if (const QString wrong = sheet.problem(row, column); !wrong.isEmpty()) {
                return say("Row %1 is not saved yet. %2").arg(row + 1).arg(wrong);
            }
        }
    }
    return {};
}

void take(SheetRecords &out, Result<std::vector<db::Sample>> records)
{
    if (!records) {
        out.notStored << say("Not saved yet: %1").arg(qstr(records.error().message));
        return;
    }
    out.records.insert(out.records.end(), records->begin(), records->end());
}

} // namespace

SheetRecords recordsOfSamples(const SheetModel &sheet)
{
    SheetRecords out;
    const std::size_t kindColumn = static_cast<std::size_t>(sheet.column(QStringLiteral("kind")));
    for (const SampleRows &sample : samplesIn(sheet)) {
        if (sample.sampleId.isEmpty()) {
            out.notStored << say("Row %1 is not saved yet: it has no sample name.").arg(sample.rows.front() + 1);
            continue;
        }
        if (const QString wrong = firstProblem(sheet, sample.rows); !wrong.isEmpty()) {
            out.notStored << wrong;
            continue;
        }
        formats::TextTable table = sheet.table(sample.rows, say("Samples table"));
        // `kind` is not a column of SAMPLES.csv; it decides which of the two tables a row belongs to.
        if (const auto kind = table.column(sheet.columns()[kindColumn].name.toStdString())) {
            table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(*kind));
            for (auto &row : table.rows) {
                row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(*kind));
            }
        }
        take(out, session::sampleRecords(table, sample.blank ? db::SampleKind::Blank : db::SampleKind::Sample));
    }
    return out;
}

SheetRecords recordsOfStandards(const SheetModel &sheet)
{
    SheetRecords out;
    std::vector<int> rows;
    for (const int row : sheet.allRows()) {
        if (sheet.cell(row, QStringLiteral("level")).trimmed().isEmpty()) {
            out.notStored << say("Row %1 is not saved yet: it has no level.").arg(row + 1);
        } else if (const QString wrong = firstProblem(sheet, {row}); !wrong.isEmpty()) {
            out.notStored << wrong;
        } else {
            rows.push_back(row);
        }
    }
    if (!rows.empty()) {
        take(out, session::standardRecords(sheet.table(rows, say("Standards table"))));
    }
    return out;
}

std::vector<SheetModel::Row> rowsOf(const SheetModel &sheet, const std::vector<db::Entry<db::Sample>> &samples)
{
    std::vector<SheetModel::Row> rows;
    for (const auto &entry : samples) {
        const db::Sample &sample = entry.record;
        const std::size_t draws = std::max<std::size_t>(sample.draws.size(), 1);
        for (std::size_t draw = 0; draw < draws; ++draw) {
            SheetModel::Row row(sheet.columnCount(), QString());
            const auto put = [&](const std::string &column, const std::string &text) {
                if (const int at = sheet.column(qstr(column)); at >= 0) {
                    row[at] = qstr(text);
                }
            };
            put("sample_id", sample.sampleId);
            if (sample.kind == db::SampleKind::Standard) { // stored under "standard LEVEL"
                put("level", sample.sampleId.substr(std::min(sample.sampleId.size(), standardPrefix.size())));
            }
            put("kind", sample.kind == db::SampleKind::Blank ? "blank" : "");
            if (draw == 0 || sample.kind == db::SampleKind::Standard) {
                for (const auto &[column, text] : sample.values) {
                    put(column, text);
                }
            }
            if (draw < sample.draws.size()) {
                for (const auto &[column, text] : sample.draws[draw].values) {
                    put(column, text);
                }
                if (sample.draws[draw].runId && row[sheet.column(QStringLiteral("trace"))].isEmpty() &&
                    row[sheet.column(QStringLiteral("area"))].isEmpty()) {
                    put("trace", db::runName(*sample.draws[draw].runId));
                }
            }
            if (sample.source == Source::Simulated) {
                put("source", "simulated");
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

} // namespace tgc::desktop
