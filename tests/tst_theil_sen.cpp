// SPDX-License-Identifier: GPL-3.0-or-later
// The robust line and its interval, against Sen's own example.
#include <QTest>

#include <cmath>
#include <numeric>
#include <vector>

#include "analysis/signal/theil_sen.h"

using namespace tgc;

class TestTheilSen : public QObject {
    Q_OBJECT

    const std::vector<double> m_x{1, 2, 3, 4, 10, 12, 18};
    const std::vector<double> m_y{9, 15, 19, 20, 45, 55, 78};

private slots:
    void sensExample()
    {
        // Sen (1968): slope 4, interval of confidence 0.93 from 26/7 = 3.71 to 35/8 = 4.38. Median y - 4 median x = 4.
        const auto line = theilSen(m_x, m_y, 0.93);
        QVERIFY(line.has_value());
        QCOMPARE(line->slope, 4.0);
        QCOMPARE(line->low, 26.0 / 7.0);
        QCOMPARE(line->high, 35.0 / 8.0);
        QCOMPARE(line->intercept, 4.0);
        QCOMPARE(line->at(10.0), 44.0);
    }
    void theOrderOfThePointsDoesNotMatter()
    {
        const std::vector<double> x(m_x.rbegin(), m_x.rend()), y(m_y.rbegin(), m_y.rend());
        QCOMPARE(theilSen(x, y)->slope, theilSen(m_x, m_y)->slope);
        QCOMPARE(theilSen(x, y)->low, theilSen(m_x, m_y)->low);
    }
    void scalesWithItsAxes()
    {
        std::vector<double> x = m_x, y = m_y;
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = 2.0 * x[i] + 7.0;
            y[i] = -3.0 * y[i] + 1.0;
        }
        const auto line = theilSen(x, y), first = theilSen(m_x, m_y);
        QVERIFY(std::abs(line->slope + 1.5 * first->slope) < 1e-12);
        QVERIFY(std::abs(line->low + 1.5 * first->high) < 1e-12); // turned over, the ends change places
    }
    void aWrongPointInFiveChangesNothing()
    {
        std::vector<double> x(20), y(20);
        std::iota(x.begin(), x.end(), 1.0);
        for (std::size_t i = 0; i < x.size(); ++i) {
            y[i] = 52.0 - 0.01 * x[i];
        }
        for (const std::size_t wrong : {0U, 7U, 13U, 19U}) {
            y[wrong] += 30.0;
        }
        QVERIFY(std::abs(theilSen(x, y)->slope + 0.01) < 1e-12);
    }
    void equalValuesGiveNoSlope()
    {
        const std::vector<double> x{1, 2, 3, 4, 5}, y(5, 52.0);
        const auto line = theilSen(x, y);
        QCOMPARE(line->slope, 0.0);
        QCOMPARE(line->low, 0.0);
        QCOMPARE(line->high, 0.0);
    }
    void ofManyPointsSomeAreTaken()
    {
        std::vector<double> x(20000), y(20000);
        std::iota(x.begin(), x.end(), 0.0);
        for (std::size_t i = 0; i < x.size(); ++i) {
            y[i] = 3.0 - 2e-4 * x[i] + 0.1 * std::sin(1.7 * x[i]);
        }
        const auto line = theilSen(x, y);
        QVERIFY(std::abs(line->slope + 2e-4) < 2e-6);
        QVERIFY(line->low < line->slope && line->slope < line->high);
    }
    void nothingIsSaidOfTooLittle()
    {
        QVERIFY(!theilSen(std::vector<double>{1, 2}, std::vector<double>{1, 2}));
        QVERIFY(!theilSen(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3}));
        QVERIFY(!theilSen(std::vector<double>{1, 2, 3}, std::vector<double>{1, 2}));
        QVERIFY(!theilSen(m_x, m_y, 1.0));
    }
};

QTEST_APPLESS_MAIN(TestTheilSen)
#include "tst_theil_sen.moc"
