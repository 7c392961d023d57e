// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <vector>

namespace tgc::test {

using CsvRow = QMap<QString, QString>;

/// A CSV that the program wrote (RFC 4180), a map a row by the names in its first line.
inline std::vector<CsvRow> csvRows(const QByteArray &csv)
{
    std::vector<QStringList> lines{{QString()}};
    bool quoted = false;
    const QString text = QString::fromUtf8(csv);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
            lines.back().back() += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            lines.back() << QString();
        } else if (c == '\n' && !quoted) {
            lines.push_back({QString()});
        } else {
            lines.back().back() += c;
        }
    }
    std::vector<CsvRow> rows;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].size() != lines.front().size()) {
            continue; // behind the last line end
        }
        CsvRow row;
        for (qsizetype column = 0; column < lines[i].size(); ++column) {
            row[lines.front()[column]] = lines[i][column];
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace tgc::test
