// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/sheet_records.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "app/desktop/lab/missing.h"
#include "app/desktop/shell/text.h"
#include "app/session/sample_records.h"
#include "db/run_records.h"

namespace tgc::desktop {

namespace {

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

/// The table without `kind`, which is no column of an input file: it decides which table a row belongs to.
formats::TextTable withoutKind(formats::TextTable table)
{
    if (const auto kind = table.column("kind")) {
        table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(*kind));
        for (auto &row : table.rows) {
            row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(*kind));
        }
    }
    return table;
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
    for (const SampleRows &sample : samplesIn(sheet)) {
        if (sample.sampleId.isEmpty()) {
            out.notStored << say("Row %1 is not saved yet: it has no sample name.").arg(sample.rows.front() + 1);
            continue;
        }
        if (const QString wrong = firstProblem(sheet, sample.rows); !wrong.isEmpty()) {
            out.notStored << wrong;
            continue;
        }
        const db::SampleKind kind = sample.kind == SampleRows::Kind::Blank  ? db::SampleKind::Blank
                                    : sample.kind == SampleRows::Kind::Foil ? db::SampleKind::Check
                                                                            : db::SampleKind::Sample;
        take(out, session::sampleRecords(samplesTable(sheet, sample.rows), kind));
    }
    return out;
}

bool isCheckRow(const SheetModel &standards, int row)
{
    return standards.cell(row, QStringLiteral("kind")) == QLatin1String("check");
}

formats::TextTable samplesTable(const SheetModel &sheet, const std::vector<int> &rows)
{
    return withoutKind(sheet.table(rows, say("Samples table")));
}

formats::TextTable standardsTable(const SheetModel &sheet, const std::vector<int> &rows)
{
    return withoutKind(sheet.table(rows, say("Standards table")));
}

SheetRecords recordsOfStandards(const SheetModel &sheet)
{
    SheetRecords out;
    std::vector<int> standards;
    std::vector<int> checks;
    for (const int row : sheet.allRows()) {
        if (sheet.cell(row, QStringLiteral("level")).trimmed().isEmpty()) {
            out.notStored << say("Row %1 is not saved yet: it has no level.").arg(row + 1);
        } else if (const QString wrong = firstProblem(sheet, {row}); !wrong.isEmpty()) {
            out.notStored << wrong;
        } else {
            (isCheckRow(sheet, row) ? checks : standards).push_back(row);
        }
    }
    for (const auto &[rows, kind] :
         {std::pair(standards, db::SampleKind::Standard), std::pair(checks, db::SampleKind::Check)}) {
        if (!rows.empty()) {
            take(out, session::standardRecords(standardsTable(sheet, rows), Source::Typed, kind));
        }
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
            const bool ofGas = session::isGas(sample);
            if (ofGas) { // stored under "standard LEVEL"
                const std::string prefix = session::levelPrefix(sample.kind);
                put("level", sample.sampleId.substr(std::min(sample.sampleId.size(), prefix.size())));
            }
            put("kind", sample.kind == db::SampleKind::Blank   ? "blank"
                        : sample.kind != db::SampleKind::Check ? ""
                        : ofGas                                ? "check"
                                                               : "foil");
            if (draw == 0 || ofGas) {
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
