// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <cmath>
#include <map>

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
