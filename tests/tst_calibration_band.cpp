// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>

#include "analysis/calibration/band.h"

using namespace tgc;

class TestCalibrationBand : public QObject {
    Q_OBJECT
private slots:
    /// Draper and Smith, 3rd ed., 1.4: u2 of the line at x0 is s2 (1/n + (x0 - mean)2 / Sxx), narrowest at the mean.
    void lineFollowsTheTextbook_data()
    {
        QTest::addColumn<double>("amount");
        for (const double x : {0.0, 1.0, 3.0, 7.5}) {
            QTest::addRow("%g", x) << x;
        }
    }
    void lineFollowsTheTextbook()
    {
        QFETCH(double, amount);
        const std::vector<double> x{1, 2, 3, 4, 5};
        const std::vector<double> y{2.1, 3.9, 6.2, 7.8, 10.1};
        std::vector<StandardPoint> points;
        for (std::size_t i = 0; i < x.size(); ++i) {
            StandardPoint p;
            p.level = std::to_string(i);
            p.amount = x[i];
            p.area = y[i];
            points.push_back(p);
        }
        const auto curve = calibrate(AmountUnit::InjectedNanomole, points);
        QVERIFY(curve.has_value());
        const double expected = curve->residualSd * std::sqrt(1.0 / 5.0 + (amount - 3.0) * (amount - 3.0) / 10.0);
        QVERIFY(std::abs(curveUncertaintyAt(*curve, amount) / expected - 1.0) < 1e-9);
        // t(0.975, 3) = 3.182446305 (NIST/SEMATECH e-Handbook, table 1.3.6.7.2: 3.182).
        QVERIFY(std::abs(curveBandAt(*curve, amount) / expected - 3.182446305) < 1e-6);
        // Draper and Smith 1.4: one more observation scatters by s2 besides.
        const double oneMore = std::hypot(expected, curve->residualSd);
        QVERIFY(std::abs(predictionBandAt(*curve, amount) / oneMore - 3.182446305) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(TestCalibrationBand)
#include "tst_calibration_band.moc"
