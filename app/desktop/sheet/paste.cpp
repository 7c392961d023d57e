// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sheet/paste.h"

#include <algorithm>

#include "analysis/core/decimal.h"

namespace tgc::desktop {

namespace {

/// Rows of cells; a quoted cell may hold separators, line ends and doubled quotes.
std::vector<QStringList> split(const QString &text, QChar separator)
{
    std::vector<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    const auto endRow = [&] {
        row.append(cell);
        cell.clear();
        rows.push_back(std::exchange(row, {}));
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c == u'"' && i + 1 < text.size() && text[i + 1] == u'"') {
                cell += c;
                ++i;
            } else if (c == u'"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == u'"' && cell.isEmpty()) {
            quoted = true;
        } else if (c == separator) {
            row.append(std::exchange(cell, {}));
        } else if (c == u'\n') {
            endRow();
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !row.isEmpty()) {
        endRow();
    }
    return rows;
}

bool isOneNumberALine(const QString &text)
{
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    return std::all_of(lines.begin(), lines.end(),
                       [](const QString &line) { return parseDecimal(line.toStdString()).has_value(); });
}

QChar separatorOf(const QString &text)
{
    for (const QChar c : {u'\t', u';'}) {
        if (text.contains(c)) {
            return c;
        }
    }
    return isOneNumberALine(text) ? QChar(u'\t') : QChar(u',');
}

} // namespace

PastedBlock readPaste(const QString &text, const SheetColumns &columns)
{
    PastedBlock block;
    block.rows = split(text, separatorOf(text));
    while (!block.rows.empty() && block.rows.back().join(QString()).trimmed().isEmpty()) {
        block.rows.pop_back();
    }
    if (block.rows.empty()) {
        return block;
    }
    std::vector<int> named;
    QStringList unknown;
    int filled = 0;
    for (const QString &cell : block.rows.front()) {
        named.push_back(columnNamed(columns, cell));
        if (!cell.trimmed().isEmpty()) {
            ++filled;
            if (named.back() < 0) {
                unknown.append(cell.simplified());
            }
        }
    }
    const auto known = filled - unknown.size();
    if (known > 0 && known * 2 >= filled) {
        block.columns = std::move(named);
        block.unknown = std::move(unknown);
        block.rows.erase(block.rows.begin());
    }
    return block;
}

} // namespace tgc::desktop
