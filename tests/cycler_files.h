// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QIODevice>
#include <QMap>
#include <QTest>

inline void writeText(const QString &file, const QByteArray &text)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text);
}

/// Three cycles of 1 mAh plated at -0.04 V and 0.5, 0.75, 0.9 mAh stripped up to 1 V: 3 and 2.15 mAh.
inline QByteArray threeCycles(const QByteArray &heading)
{
    QByteArray text = heading + '\n';
    double time_s = 0.0;
    const double strips_h[] = {0.5, 0.75, 0.9};
    for (int cycle = 1; cycle <= 3; ++cycle) {
        const auto step = [&](int number, double current_mA, double hours, double from_V, double to_V) {
            for (int i = 0; i <= 10; ++i) {
                text += QByteArray::number(time_s + 360.0 * hours * i) + ',' + QByteArray::number(current_mA) + ',' +
                        QByteArray::number(from_V + (to_V - from_V) * i / 10.0) + ',' + QByteArray::number(cycle) +
                        ',' + QByteArray::number(number) + '\n';
            }
            time_s += 3600.0 * hours;
        };
        step(2 * cycle - 1, -1.0, 1.0, -0.04, -0.04);
        step(2 * cycle, 1.0, strips_h[cycle - 1], 0.04, 1.0);
    }
    return text;
}

/// The first row of a CSV without quotes, by its header.
inline QMap<QString, QString> firstRow(const QByteArray &csv)
{
    const QStringList lines = QString::fromUtf8(csv).split(u'\n');
    QMap<QString, QString> row;
    const QStringList names = lines.value(0).split(u',');
    const QStringList cells = lines.value(1).split(u',');
    for (qsizetype i = 0; i < names.size(); ++i) {
        row[names[i]] = cells.value(i);
    }
    return row;
}
