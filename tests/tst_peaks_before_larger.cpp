// SPDX-License-Identifier: GPL-3.0-or-later
// A small peak before a much larger one: H2 before O2 on a molecular sieve.
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <QTest>

#include "analysis/peaks/integrate.h"
#include "tests/bells.h"

using namespace tgc;

class TestPeaksBeforeLarger : public QObject {
    Q_OBJECT
private slots:
    /// H2 of S/N 10 before an O2 90 to 200 times as high, whose bend and flank are all that the second derivative sees there.
    void findsASmallPeakBeforeAMuchLargerOne_data()
    {
        QTest::addColumn<double>("apart_s");
        QTest::addColumn<double>("times");
        QTest::newRow("O2 90 times as high, 8.6 s later") << 8.6 << 90.0;
        QTest::newRow("O2 200 times as high, 9.2 s later") << 9.2 << 200.0;
        QTest::newRow("O2 200 times as high, 9.9 s later") << 9.9 << 200.0;
    }
    void findsASmallPeakBeforeAMuchLargerOne()
    {
        QFETCH(double, apart_s);
        QFETCH(double, times);
        const Bell h2{60.0, 10.0, 1.57};
        const std::vector<Bell> bells = {h2, {60.0 + apart_s, 10.0 * times, 1.9}, {85.0, 40.0 * times, 2.5}};
        int found = 0;
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const auto peaks = integrateClassic(bellTrace(bells, 1.0, 0.0, seed)).peaks;
            found += std::any_of(peaks.begin(), peaks.end(),
                                 [](const Peak &p) { return std::abs(inSeconds(p.apex) - 60.0) < 1.5; })
                         ? 1
                         : 0;
        }
        QVERIFY2(found >= 19, qPrintable(QString::number(found)));
    }
};

QTEST_APPLESS_MAIN(TestPeaksBeforeLarger)
#include "tst_peaks_before_larger.moc"
