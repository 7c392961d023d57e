// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <limits>
#include <random>

#include "analysis/peaks/integrate.h"
#include "analysis/peaks/measure.h"
#include "tests/bells.h"

using namespace tgc;

namespace {

constexpr double dt = 0.1;

/// Gaussians on offset 100 and drift 0.01/s with seeded white noise.
std::vector<double> signalOf(const std::vector<Bell> &bells, double noise, std::size_t n = 1800)
{
    std::mt19937_64 engine(5);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<double> y(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double t = static_cast<double>(i) * dt;
        y[i] = 100.0 + 0.01 * t + noise * normal(engine);
        for (const Bell &bell : bells) {
            y[i] += bell.at(t);
        }
    }
    return y;
}

Chromatogram traceOf(std::vector<double> values, double start = 0.0, double interval = dt)
{
    return Chromatogram::uniform(seconds(start), seconds(interval), std::move(values), "counts").value();
}

double area(const Peak &peak)
{
    return inDetectorUnitSeconds(peak.area);
}

bool has(const Peak &peak, const char *flag)
{
    return std::find(peak.flags.begin(), peak.flags.end(), flag) != peak.flags.end();
}

const Bell standardBell{60.0, 1000.0, 1.5};

} // namespace

class TestPeaks : public QObject {
    Q_OBJECT
private slots:
    void findsAndMeasuresOneGaussian()
    {
        const auto result = integrateClassic(traceOf(signalOf({standardBell}, 1.0)));
        QCOMPARE(result.peaks.size(), std::size_t(1));
        const Peak &peak = result.peaks[0];
        // Widths and plates: Gaussian algebra (W50 = 2.354820 sigma), USP <621> formulas.
        QVERIFY(std::abs(inSeconds(peak.apex) - 60.0) < 0.01);
        QVERIFY(std::abs(area(peak) / standardBell.area() - 1.0) < 0.002);
        QVERIFY(std::abs(area(peak) - standardBell.area()) < 3.0 * inDetectorUnitSeconds(peak.areaU));
        QVERIFY(std::abs(inSeconds(*peak.widthHalf) / (2.354820045 * 1.5) - 1.0) < 0.01);
        QVERIFY(std::abs(*peak.tailing - 1.0) < 0.05);
        QVERIFY(std::abs(*peak.plates / (5.54 * std::pow(60.0 / (2.354820045 * 1.5), 2)) - 1.0) < 0.02);
        QCOMPARE(peak.code, std::string("BB"));
        QVERIFY(peak.flags.empty());
        QVERIFY(std::abs(inDetectorUnits(*result.noise) - 1.0) < 0.1);
        QVERIFY(std::abs(60.0 * inDetectorUnitsPerSecond(*result.drift) - 0.6) < 0.15);
        QCOMPARE(result.rate_Hz.value(), 10.0);
    }
    /// Scale y, shift t, reverse t, offset y: what must follow, follows.
    void obeysTheIdentities()
    {
        const auto y = signalOf({standardBell, {90.0, 300.0, 1.5}}, 1.0);
        const auto plain = integrateClassic(traceOf(y));
        QCOMPARE(plain.peaks.size(), std::size_t(2));
        auto scaled = y;
        auto raised = y;
        auto reversed = y;
        for (std::size_t i = 0; i < y.size(); ++i) {
            scaled[i] = 4.0 * y[i];
            raised[i] = y[i] + 65536.0;
        }
        std::reverse(reversed.begin(), reversed.end());
        const auto s = integrateClassic(traceOf(scaled));
        const auto r = integrateClassic(traceOf(raised));
        const auto shifted = integrateClassic(traceOf(y, 1024.0));
        const auto back = integrateClassic(traceOf(reversed));
        QCOMPARE(s.peaks.size(), std::size_t(2));
        QCOMPARE(r.peaks.size(), std::size_t(2));
        QCOMPARE(shifted.peaks.size(), std::size_t(2));
        QCOMPARE(back.peaks.size(), std::size_t(2));
        for (std::size_t i = 0; i < 2; ++i) {
            const double own = area(plain.peaks[i]);
            QVERIFY(std::abs(area(s.peaks[i]) / (4.0 * own) - 1.0) < 1e-9);
            QVERIFY(std::abs(area(r.peaks[i]) / own - 1.0) < 1e-6);
            QVERIFY(std::abs(area(shifted.peaks[i]) / own - 1.0) < 0.002); // a bound may fall one point further
            QVERIFY(std::abs(inSeconds(shifted.peaks[i].apex) - inSeconds(plain.peaks[i].apex) - 1024.0) < 1e-4);
            QVERIFY(std::abs(area(back.peaks[1 - i]) / own - 1.0) < 0.01);
        }
    }
    void sameInputGivesTheSameBits()
    {
        const auto trace = traceOf(signalOf({standardBell}, 1.0));
        const auto a = integrateClassic(trace);
        const auto b = integrateClassic(trace);
        QCOMPARE(area(a.peaks.at(0)), area(b.peaks.at(0)));
        QCOMPARE(a.noise.value(), b.noise.value());
    }
    /// analysis.md 3.3: a drop line between equal Gaussians at Rs 1 has no bias; the areas of both add up.
    void partsFusedPeaksByADropLine()
    {
        const Bell first{60.0, 1000.0, 1.5};
        const Bell second{66.0, 1000.0, 1.5}; // Rs = 4 sigma / 4 sigma = 1
        const auto result = integrateClassic(traceOf(signalOf({first, second}, 0.5)));
        QCOMPARE(result.peaks.size(), std::size_t(2));
        QCOMPARE(result.peaks[0].code, std::string("BV"));
        QCOMPARE(result.peaks[1].code, std::string("VB"));
        QVERIFY(result.peaks[0].rule == BoundRule::Drop);
        QCOMPARE(inSeconds(result.peaks[0].end), inSeconds(result.peaks[1].start));
        QVERIFY(std::abs(area(result.peaks[0]) / first.area() - 1.0) < 0.03);
        QVERIFY(std::abs((area(result.peaks[0]) + area(result.peaks[1])) / (2.0 * first.area()) - 1.0) < 0.002);
        QVERIFY(std::abs(*result.peaks[1].resolution - 1.0) < 0.05);
    }
    /// Two like peaks are parted halfway, whatever lies between the samples: the valley's time, Gaussian algebra.
    void partsLikePeaksHalfway()
    {
        for (const double shift : {0.0, 0.013, 0.037, 0.061}) {
            const Bell first{60.0 + shift, 1e4, 1.5};
            const Bell second{first.apex + 4.8, 1e4, 1.5}; // resolution 0.8
            const auto result = integrateClassic(traceOf(signalOf({first, second}, 1e-3)));
            QCOMPARE(result.peaks.size(), std::size_t(2));
            const double valley = inSeconds(result.peaks[0].end);
            QVERIFY2(std::abs(valley - (first.apex + 2.4)) < 2e-4, std::to_string(valley - first.apex).c_str());
        }
    }
    void reportsNegativePeaksWithTheirSign()
    {
        auto result = integrateClassic(traceOf(signalOf({{60.0, -500.0, 1.5}}, 1.0)),
                                       {std::nullopt, {{"H2", seconds(60.0), seconds(5.0)}}});
        QCOMPARE(result.peaks.size(), std::size_t(1));
        QVERIFY(area(result.peaks[0]) < 0.0 && inDetectorUnits(result.peaks[0].height) < 0.0);
        QVERIFY(has(result.peaks[0], "negative"));
        QVERIFY(!result.peaks[0].name.has_value());
        QVERIFY(!result.warnings.empty());
    }
    /// H2 in helium: an N-shaped response is flagged and not named.
    void flagsShapesThatCannotBeQuantified()
    {
        const auto result = integrateClassic(traceOf(signalOf({{60.0, 800.0, 1.2}, {63.5, -600.0, 1.2}}, 1.0)),
                                             {std::nullopt, {{"H2", seconds(60.0), seconds(5.0)}}});
        QVERIFY(result.peaks.size() >= 2);
        QVERIFY(has(result.peaks[0], "shape-mismatch"));
        for (const Peak &peak : result.peaks) {
            QVERIFY(!peak.name.has_value());
        }
        QVERIFY(!result.warnings.empty());
    }
    void namesTheTarget()
    {
        const auto trace = traceOf(signalOf({{50.0, 200.0, 1.2}, {62.0, 3000.0, 1.5}}, 1.0));
        auto result = integrateClassic(trace, {std::nullopt, {{"H2", seconds(50.5), seconds(3.0)}}});
        QCOMPARE(result.peaks.size(), std::size_t(2));
        QCOMPARE(result.peaks[0].name.value(), std::string("H2"));
        QVERIFY(!result.peaks[1].name.has_value());
        result = integrateClassic(trace, {std::nullopt, {{"H2", seconds(30.0), seconds(3.0)}}});
        QVERIFY(!result.warnings.empty());
    }
    /// A dent (H2 in helium) beside a large peak, whose wide foot covers it: found at any height, with its sign and area.
    void findsADentBesideALargePeak()
    {
        for (const double height : {30.0, 100.0, 300.0, 1000.0}) {
            for (const double sigma : {0.8, 1.5, 3.0}) {
                const Bell dent{60.0, -height, sigma};
                const auto result = integrateClassic(traceOf(signalOf({dent, {82.0, 800.0, 2.0}}, 1.0)));
                const auto found = std::find_if(result.peaks.begin(), result.peaks.end(),
                                                [](const Peak &p) { return std::abs(inSeconds(p.apex) - 60.0) < 0.5; });
                QVERIFY2(found != result.peaks.end(), qPrintable(QStringLiteral("%1 %2").arg(height).arg(sigma)));
                QVERIFY2(std::abs(area(*found) / dent.area() - 1.0) < 0.03 + 1.0 / height,
                         std::to_string(area(*found) / dent.area()).c_str());
            }
        }
    }
    /// gen.py's artefacts (exponential spike, step) must not become peaks; the reason stands in words.
    void refusesSpikesAndSteps_data()
    {
        QTest::addColumn<bool>("step");
        QTest::addColumn<double>("width");
        QTest::newRow("spike, no width") << false << 0.0;
        QTest::newRow("spike, width given") << false << 3.5;
        QTest::newRow("step, no width") << true << 0.0;
        QTest::newRow("step, width given") << true << 3.5;
    }
    void refusesSpikesAndSteps()
    {
        QFETCH(bool, step);
        QFETCH(double, width);
        auto y = signalOf({}, 1.0);
        for (std::size_t i = 700; i < y.size(); ++i) {
            const double t = static_cast<double>(i - 700) * dt;
            y[i] += step ? 40.0 * (1.0 - std::exp(-t / 0.2)) : 120.0 * std::exp(-t / 0.08);
        }
        IntegrationOptions options;
        if (width > 0.0) {
            options.expectedWidthHalf = seconds(width);
        }
        const auto result = integrateClassic(traceOf(y), options);
        QVERIFY(result.peaks.empty());
        const bool told = std::any_of(result.rejected.begin(), result.rejected.end(), [&](const auto &r) {
            return r.criterion.find(step ? "step" : "spike") != std::string::npos &&
                   std::abs(inSeconds(r.apex) - 70.0) < 6.0;
        });
        QVERIFY(told);
    }
    /// The more of a peak's top the noise lets see, the more its own bends stand out at fine scales: still one peak each.
    void fusedPeaksAtLittleNoiseAreNotTornUp()
    {
        const std::vector<Bell> bells = {{60.0, 40000.0, 3.0}, {77.0, 20000.0, 3.0}};
        auto y = signalOf(bells, 1.0);
        std::mt19937_64 engine(9);
        std::normal_distribution<double> normal(0.0, 1.0);
        for (std::size_t i = 0; i < y.size(); ++i) { // what grows with the signal: a flickering flame, a valve's pulse
            y[i] += 2e-4 * (bells[0].at(static_cast<double>(i) * dt) + bells[1].at(static_cast<double>(i) * dt)) *
                    normal(engine);
        }
        const auto result = integrateClassic(traceOf(std::move(y)));
        QCOMPARE(result.peaks.size(), std::size_t(2));
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(std::abs(inSeconds(result.peaks[i].apex) - bells[i].apex) < 0.05);
            QVERIFY(std::abs(area(result.peaks[i]) / bells[i].area() - 1.0) < 0.01);
        }
    }
    /// The valleys of a crowd bend like dents, yet none reaches below the ground.
    void aCrowdHasNoNegativePeaks()
    {
        std::vector<Bell> bells;
        for (int i = 0; i < 20; ++i) { // heights 100, 370, 640, 910 and so on in turn
            bells.push_back({20.0 + 7.0 * i, 100.0 + 270.0 * ((i * 3) % 4), 1.5});
        }
        const auto result = integrateClassic(traceOf(signalOf(bells, 0.2)));
        QCOMPARE(result.peaks.size(), bells.size());
        for (const Peak &peak : result.peaks) {
            QVERIFY(inDetectorUnits(peak.height) > 0.0);
        }
    }
    /// A solvent, long at the rail: its flat top is no baseline, its edges are no steps.
    void keepsARailedPeakWithARippledTail()
    {
        auto y = signalOf({}, 20.0, 6000);
        for (std::size_t i = 1000; i < y.size(); ++i) {
            const double t = static_cast<double>(i - 1000) * dt;
            const double tail = 1.2e6 * std::exp(-t / 9.0) * (1.0 + 0.05 * std::sin(t)) + 2e4 * std::exp(-t / 60.0);
            const double top = 4e6 * std::exp(-std::max(t - 25.0, 0.0) / 2.0);
            y[i] = std::min(y[i] + (1.0 - std::exp(-0.5 * t * t)) * (top + tail), 1e6);
        }
        const auto peaks = integrateClassic(traceOf(std::move(y))).peaks;
        QVERIFY(std::any_of(peaks.begin(), peaks.end(), [](const Peak &p) {
            return inDetectorUnits(p.height) > 0.9e6 && inSeconds(p.start) < 101.0 && inSeconds(p.end) > 128.0;
        }));
    }
    void flagsSaturationAndGaps()
    {
        auto y = signalOf({{60.0, 1000.0, 2.0}}, 0.5);
        for (double &value : y) {
            value = std::min(value, 800.0);
        }
        auto result = integrateClassic(traceOf(y));
        QCOMPARE(result.peaks.size(), std::size_t(1));
        QVERIFY(has(result.peaks[0], "saturated"));

        const auto whole = signalOf({standardBell}, 1.0);
        std::vector<double> times;
        std::vector<double> values;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            if (i < 605 || i > 612) {
                times.push_back(static_cast<double>(i) * dt);
                values.push_back(whole[i]);
            }
        }
        result = integrateClassic(Chromatogram::create(times, values, "counts").value());
        QCOMPARE(result.peaks.size(), std::size_t(1));
        QVERIFY(has(result.peaks[0], "gap"));
        QVERIFY(!result.rate_Hz.has_value());
    }
    /// Uneven sampling: the same peak seen at jittered times has the same area.
    void usesRealTimes()
    {
        std::mt19937_64 engine(9);
        std::uniform_real_distribution<double> jitter(-0.4, 0.4);
        std::vector<double> times;
        std::vector<double> values;
        for (int i = 0; i < 1800; ++i) {
            times.push_back((i + jitter(engine)) * dt);
            values.push_back(50.0 + standardBell.at(times.back()));
        }
        const auto result = integrateClassic(Chromatogram::create(times, values, "counts").value());
        QCOMPARE(result.peaks.size(), std::size_t(1));
        QVERIFY(std::abs(area(result.peaks[0]) / standardBell.area() - 1.0) < 0.002);
    }
    void noiseAloneGivesNoPeaks()
    {
        const auto result = integrateClassic(traceOf(signalOf({}, 1.0)));
        QVERIFY(result.peaks.empty());
        QVERIFY(std::abs(inDetectorUnits(*result.noise) - 1.0) < 0.1);
    }
    void answersToAnything_data()
    {
        QTest::addColumn<std::vector<double>>("values");
        const double huge = std::numeric_limits<double>::max();
        const double tiny = std::numeric_limits<double>::denorm_min();
        std::vector<double> alternating;
        std::vector<double> hugeAlternating;
        std::vector<double> denormal;
        std::vector<double> stairs;
        std::vector<double> square;
        for (int i = 0; i < 20000; ++i) {
            alternating.push_back(i % 2 == 0 ? 1.0 : -1.0);
            hugeAlternating.push_back(i % 2 == 0 ? huge : -huge);
            denormal.push_back(i % 7 == 0 ? tiny : 0.0);
            stairs.push_back(std::floor(i / 100.0));
            square.push_back(i % 1000 < 500 ? 0.0 : 1.0);
        }
        QTest::newRow("one") << std::vector<double>{1.0};
        QTest::newRow("two") << std::vector<double>{1.0, 2.0};
        QTest::newRow("three") << std::vector<double>{1.0, 9.0, 1.0};
        QTest::newRow("six") << std::vector<double>{0.0, 0.0, 9.0, 1.0, 0.0, 0.0};
        QTest::newRow("constant") << std::vector<double>(5000, 3.0);
        QTest::newRow("one sample off") << [] {
            std::vector<double> v(5000, 3.0);
            v[2000] = 4.0;
            return v;
        }();
        QTest::newRow("alternating") << alternating;
        QTest::newRow("huge alternating") << hugeAlternating;
        QTest::newRow("denormal") << denormal;
        QTest::newRow("stairs") << stairs;
        QTest::newRow("square") << square;
        QTest::newRow("1e308") << std::vector<double>{1e308, -1e308, 1e308, 5.0, 1e308, -1e308, 2.0};
    }
    void answersToAnything()
    {
        QFETCH(std::vector<double>, values);
        for (const double width : {0.0, 1e-6, 3.0, 1e9}) {
            IntegrationOptions options;
            if (width > 0.0) {
                options.expectedWidthHalf = seconds(width);
            }
            const auto result = integrateClassic(traceOf(values), options);
            QCOMPARE(result.points, values.size());
            QVERIFY(!result.noise || std::isfinite(inDetectorUnits(*result.noise)));
            for (const Peak &peak : result.peaks) {
                QVERIFY(std::isfinite(area(peak)) && std::isfinite(inDetectorUnitSeconds(peak.areaU)));
                QVERIFY(peak.start <= peak.apex && peak.apex <= peak.end);
            }
        }
    }
    /// Exactly there and nothing else; pieces of a split interval add up; ends between samples are interpolated.
    void integratesGivenBounds()
    {
        const auto trace = traceOf(signalOf({standardBell}, 0.0));
        const auto level = [](double t) { return detectorUnits(100.0 + 0.01 * t); };
        const std::vector<GivenBounds> bounds = {
            {seconds(50.0), seconds(70.0), level(50.0), level(70.0), "H2"},
            {seconds(50.0), seconds(61.234), level(50.0), level(61.234), {}},
            {seconds(61.234), seconds(70.0), level(61.234), level(70.0), {}},
            {seconds(50.0), seconds(70.0), {}, {}, {}},
        };
        const auto result = integrateBounds(trace, bounds);
        QVERIFY(result.has_value());
        QCOMPARE(result->peaks.size(), std::size_t(4));
        QVERIFY(std::abs(area(result->peaks[0]) / standardBell.area() - 1.0) < 1e-6);
        QVERIFY(std::abs((area(result->peaks[1]) + area(result->peaks[2])) / area(result->peaks[0]) - 1.0) < 1e-12);
        QVERIFY(std::abs(area(result->peaks[3]) / area(result->peaks[0]) - 1.0) < 1e-6);
        QCOMPARE(result->peaks[0].name.value(), std::string("H2"));
        QVERIFY(result->peaks[0].rule == BoundRule::Forced && has(result->peaks[0], "manual"));
        for (const auto &bad : std::vector<GivenBounds>{{seconds(70.0), seconds(50.0), {}, {}, {}},
                                                        {seconds(50.0), seconds(50.0), {}, {}, {}},
                                                        {seconds(170.0), seconds(999.0), {}, {}, {}}}) {
            const auto refused = integrateBounds(trace, {&bad, 1});
            QVERIFY(!refused.has_value());
            QVERIFY(refused.error().code == ErrorCode::BadInput);
        }
    }
};

QTEST_APPLESS_MAIN(TestPeaks)
#include "tst_peaks.moc"
