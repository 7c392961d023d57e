// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cmath>

#include "analysis/peaks/integrate.h"

using namespace tgc;

/// Where a digitiser says that it was at the end of its range, its word counts whatever the shape: noise about the end of
/// the range makes no flat top.
class TestSaturation : public QObject {
    Q_OBJECT

    /// Two Gaussians of height 1000 and SD 2 s at 40 s and 80 s, ten samples a second, with a ripple of half a unit.
    static Chromatogram trace(std::vector<Stretch> saturated)
    {
        std::vector<double> values;
        for (int i = 0; i < 1200; ++i) {
            const auto bell = [t = 0.1 * i](double at) {
                return 1000.0 * std::exp(-0.5 * std::pow((t - at) / 2.0, 2));
            };
            values.push_back(bell(40.0) + bell(80.0) + 0.5 * std::sin(1.7 * i * i));
        }
        return Chromatogram::uniform(seconds(0.0), seconds(0.1), std::move(values), "uV")
            .value()
            .withSaturation(std::move(saturated))
            .value();
    }
    static bool isFlagged(const Peak &peak)
    {
        return std::find(peak.flags.begin(), peak.flags.end(), "saturated") != peak.flags.end();
    }

private slots:
    void flagsThePeakThatReachesIntoIt()
    {
        const auto result = integrateClassic(trace({{79.5, 80.5}}));
        QCOMPARE(result.peaks.size(), std::size_t(2));
        QVERIFY(!isFlagged(result.peaks[0]));
        QVERIFY(isFlagged(result.peaks[1]));
    }
    void oneSampleIsEnough()
    {
        QVERIFY(isFlagged(integrateClassic(trace({{40.0, 40.0}})).peaks[0]));
        QVERIFY(!isFlagged(integrateClassic(trace({{5.0, 5.0}})).peaks[0]));
        QVERIFY(!isFlagged(integrateClassic(trace({})).peaks[0]));
    }
    void flagsGivenBoundsAlike()
    {
        const std::vector<GivenBounds> bounds = {{seconds(30.0), seconds(50.0), {}, {}, {}},
                                                 {seconds(70.0), seconds(90.0), {}, {}, {}}};
        const auto result = integrateBounds(trace({{40.0, 40.1}}), bounds);
        QVERIFY(result.has_value());
        QVERIFY(isFlagged(result->peaks[0]));
        QVERIFY(!isFlagged(result->peaks[1]));
    }
    void refusesWhatIsNoStretch()
    {
        QVERIFY(!trace({}).withSaturation({{2.0, 1.0}}).has_value());
        QVERIFY(!trace({}).withSaturation({{std::nan(""), 1.0}}).has_value());
        QVERIFY(!trace({}).withSaturation({{0.0, HUGE_VAL}}).has_value());
    }
};

QTEST_GUILESS_MAIN(TestSaturation)
#include "tst_saturation.moc"
