// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <cmath>

/// Chromatograms as another program would export them: one Gaussian H2 peak at 60 s, sigma 2 s, on a flat baseline.
namespace tgc::test {

/// Its area is height * 2 * sqrt(2 pi).
inline QByteArray exportedTrace(double height_uV, const QByteArray &sample = {}, const QByteArray &acquired = {})
{
    QByteArray text;
    if (!sample.isEmpty()) {
        text += "# sample: " + sample + '\n';
    }
    if (!acquired.isEmpty()) {
        text += "# acquired: " + acquired + '\n';
    }
    text += "# points: 601\ntime_s,signal_uV\n";
    for (int i = 0; i <= 600; ++i) {
        const double t = 0.2 * i;
        // A detector's noise, so that there is a level to compare with: an even ripple of 0.1.
        const double ripple = 0.1 * ((i * 7919) % 13 - 6) / 6.0;
        text +=
            QByteArray::number(t, 'g', 6) + ',' +
            QByteArray::number(100.0 + ripple + height_uV * std::exp(-0.5 * std::pow((t - 60.0) / 2.0, 2.0)), 'g', 12) +
            '\n';
    }
    return text;
}

inline void exportTo(const QString &file, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    QFile out(file);
    QVERIFY2(out.open(QIODevice::WriteOnly), qPrintable(file));
    QCOMPARE(out.write(text), static_cast<qint64>(text.size()));
}

} // namespace tgc::test
