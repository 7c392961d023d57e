// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "tests/shared_data.h"

/// One row of ../shared/data/checks/checks.csv (id, quantity, inputs as JSON, expected, tolerance, source ...).
struct CheckRow {
    QString quantity;
    QJsonObject inputs;
    double expected = 0.0;
    bool relative = true;
    double tolerance = 0.0;
    QString source;

    [[nodiscard]] bool accepts(double value) const
    {
        return std::abs(value - expected) <= (relative ? std::abs(expected) : 1.0) * tolerance;
    }
};

/// All rows by id; empty when the file is not there.
inline std::map<QString, CheckRow> checkRows()
{
    std::map<QString, CheckRow> rows;
    QFile file(QString::fromStdString((sharedData() / "checks" / "checks.csv").string()));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        return rows;
    }
    file.readLine(); // header
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        QStringList fields(QString{});
        bool quoted = false;
        for (qsizetype i = 0; i < line.size(); ++i) {
            if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
                fields.last() += '"';
                ++i;
            } else if (line[i] == '"') {
                quoted = !quoted;
            } else if (line[i] == ',' && !quoted) {
                fields << QString();
            } else {
                fields.last() += line[i];
            }
        }
        if (fields.size() < 6) {
            continue;
        }
        CheckRow row;
        row.quantity = fields[1];
        row.inputs = QJsonDocument::fromJson(fields[2].toUtf8()).object();
        row.expected = fields[3].toDouble();
        row.relative = fields[4].startsWith("rel");
        row.tolerance = fields[4].section(' ', 1).toDouble();
        row.source = fields[5];
        rows[fields[0]] = row;
    }
    return rows;
}

/// A test row for each check row whose id begins with one of `prefixes`, but for the quantities that begin with a key of
/// `leftOut` (key -> reason): a row that is neither computed nor left out for a reason fails.
inline void addCheckRows(const QStringList &prefixes, const std::map<QString, QString> &leftOut)
{
    QTest::addColumn<QString>("id");
    const auto isLeftOut = [&](const QString &quantity) {
        return std::any_of(leftOut.begin(), leftOut.end(),
                           [&](const auto &entry) { return quantity.startsWith(entry.first); });
    };
    for (const auto &[id, row] : checkRows()) {
        const bool ours = std::any_of(prefixes.begin(), prefixes.end(),
                                      [id = id](const QString &prefix) { return id.startsWith(prefix); });
        if (ours && !isLeftOut(row.quantity)) {
            QTest::newRow(qPrintable(id)) << id;
        }
    }
}

template <class ValueOf>
void compareWithRow(const CheckRow &row, const ValueOf &valueOf)
{
    const std::optional<double> value = valueOf(row);
    QVERIFY2(value, qPrintable("nothing computes " + row.quantity));
    QVERIFY2(row.accepts(*value),
             qPrintable(QStringLiteral("%1 is not %2").arg(*value, 0, 'g', 17).arg(row.expected, 0, 'g', 17)));
}
