// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sheet/column.h"

#include <QCoreApplication>

#include "analysis/core/decimal.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("SheetColumn", text);
}

/// "Vial volume\n(mL)" and "vial volume mL" are the same header.
QString folded(const QString &header)
{
    QString text = header.toLower();
    for (const QChar c : {QLatin1Char('('), QLatin1Char(')'), QLatin1Char('['), QLatin1Char(']'), QLatin1Char('_'),
                          QLatin1Char('\n'), QLatin1Char('/')}) {
        text.replace(c, QLatin1Char(' '));
    }
    return text.simplified();
}

QString number(double value)
{
    return qstr(shortest(value));
}

} // namespace

int columnNamed(const SheetColumns &columns, const QString &header)
{
    const QString wanted = folded(header);
    if (wanted.isEmpty()) {
        return -1;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const SheetColumn &c = columns[i];
        if (wanted == folded(c.name) || wanted == folded(c.label) || wanted == folded(c.label + u' ' + c.unit)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

QString cellProblem(const SheetColumn &column, const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        return {};
    }
    if (column.kind == SheetColumn::Kind::Choice && !column.choices.contains(trimmed)) {
        return say("%1: \"%2\" is not known here; choose %3.")
            .arg(column.label, trimmed, column.choices.join(say(" or ")));
    }
    if (column.kind != SheetColumn::Kind::Number) {
        return {};
    }
    const auto read = parseDecimal(trimmed.toStdString());
    if (!read) {
        return say("%1: %2.").arg(column.label, qstr(read.error().message));
    }
    if (column.above && !(read->value > *column.above)) {
        return say("%1: %2 %3 cannot be; it must be above %4.")
            .arg(column.label, qstr(read->canonical), column.unit, number(*column.above));
    }
    if (column.atLeast && read->value < *column.atLeast) {
        return say("%1: %2 %3 cannot be; it must be at least %4.")
            .arg(column.label, qstr(read->canonical), column.unit, number(*column.atLeast));
    }
    return {};
}

QString understood(const SheetColumn &column, const QString &text)
{
    if (column.kind == SheetColumn::Kind::Number) {
        if (const auto read = parseDecimal(text.toStdString())) {
            return qstr(read->canonical);
        }
    }
    return text.trimmed();
}

} // namespace tgc::desktop
