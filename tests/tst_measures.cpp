// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a peak besides its area: pharmacopoeia, moments, noise by ASTM.
#include <QTest>

#include <random>

#include "analysis/fit/emg.h"
#include "analysis/peaks/integrate.h"
#include "analysis/peaks/peak_measures.h"
#include "analysis/peaks/pharmacopoeia.h"
#include "analysis/signal/astm_noise.h"
#include "tests/check_rows.h"

using namespace tgc;

namespace {

struct Hump {
    EmgShape shape;
    double area = 1000.0;
};

/// `length` seconds at 20 Hz.
Chromatogram traceOf(const std::vector<Hump> &humps, double noise = 0.0, double length = 120.0)
{
    std::mt19937_64 engine(11);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<double> y(static_cast<std::size_t>(20.0 * length) + 1);
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double t = 0.05 * static_cast<double>(i);
        y[i] = 50.0 + noise * normal(engine);
        for (const Hump &hump : humps) {
            y[i] += hump.area * emg(t, hump.shape);
        }
    }
    return *Chromatogram::uniform(seconds(0.0), seconds(0.05), std::move(y), "uV");
}

/// The peaks between given bounds on the true baseline of 50: what is measured is the shape, not where we saw it end.
IntegrationResult between(const Chromatogram &trace, const std::vector<std::pair<double, double>> &bounds)
{
    std::vector<GivenBounds> given;
    for (const auto &[start, end] : bounds) {
        given.push_back({seconds(start), seconds(end), detectorUnits(50.0), detectorUnits(50.0), std::nullopt});
    }
    return *integrateBounds(trace, given);
}

bool near(const std::optional<double> &value, double expected, double relative)
{
    const bool is = value && std::abs(*value / expected - 1.0) <= relative;
    if (!is) {
        qWarning("%.10g is not %.10g", value.value_or(NAN), expected);
    }
    return is;
}

bool near(const std::optional<Time> &value, double expected, double relative)
{
    return near(value ? std::optional(inSeconds(*value)) : std::nullopt, expected, relative);
}

std::optional<double> formula(const CheckRow &row)
{
    const auto in = [&](const char *key) { return row.inputs[QLatin1String(key)].toDouble(); };
    if (row.quantity == "usp.plates_half") {
        return plates(in("tR"), in("W50"));
    }
    if (row.quantity == "usp.plates_base") {
        return platesByTangents(in("tR"), in("Wb"));
    }
    if (row.quantity == "usp.rs_half") {
        return resolution(in("t1"), in("W1"), in("t2"), in("W2"));
    }
    if (row.quantity == "usp.rs_base") {
        return resolutionByTangents(in("t1"), in("W1"), in("t2"), in("W2"));
    }
    if (row.quantity == "usp.symmetry") {
        return tailing(0.0, in("d"), in("W05"));
    }
    if (row.quantity == "usp.sn") {
        return signalToNoise(in("H"), in("h"));
    }
    if (row.quantity == "ep.peak_to_valley") {
        return peakToValley(in("Hp"), in("Hv"));
    }
    return std::nullopt;
}

} // namespace

class TestMeasures : public QObject {
    Q_OBJECT
private slots:
    /// USP <621> / Ph.Eur. 2.2.46 formulas, current and before December 2022.
    void formulasOfThePharmacopoeia_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        addCheckRows({"usp.", "ep."}, {});
    }
    void formulasOfThePharmacopoeia()
    {
        QFETCH(QString, id);
        compareWithRow(checkRows().at(id), formula);
    }

    /// Gaussian algebra (analysis.md 3.2): widths 4.895493661, 4.291932053 and, between tangents, 4 sigma.
    void aGaussianHasItsWidths()
    {
        const double sigma = 1.2;
        const Chromatogram trace = traceOf({{{60.0, sigma, 0.0}, 1000.0}});
        const IntegrationResult result = between(trace, {{50.0, 70.0}});
        const PeakMeasures m = measurePeaks(trace, result, {seconds(20.0), nullptr}).front();
        QVERIFY(near(m.width5, 4.895493661 * sigma, 1e-3));
        QVERIFY(near(m.width10, 4.291932053 * sigma, 1e-3));
        QVERIFY(near(m.widthBase, 4.0 * sigma, 5e-3));
        QVERIFY(near(m.asymmetry, 1.0, 1e-3));
        QVERIFY(near(m.platesTangent, 2500.0, 1e-2)); // (tR / sigma)^2
        QVERIFY(near(m.platesFoleyDorsey, 41.7 * std::pow(60.0 / (4.291932053 * sigma), 2.0) / 2.25, 3e-3));
        QVERIFY(near(m.retentionFactor, 2.0, 1e-6)); // (60 - 20) / 20
        QVERIFY(!m.peakToValley && !m.resolutionTangent && !m.separationFactor);
        QVERIFY(near(m.moments->m0, 1000.0, 1e-9));
        QVERIFY(near(m.moments->m1_s, 60.0, 1e-9));
        QVERIFY(near(m.moments->m2_s2, sigma * sigma, 1e-6));
        QVERIFY(std::abs(m.moments->m3_s3) < 1e-6);
        QVERIFY(near(m.moments->m4_s4, 3.0 * std::pow(sigma, 4.0), 1e-5));
    }

    /// Widths, asymmetry and tailing of EMGs as tabulated in analysis.md 3.1 (sigma = 1 there), moments after Grushka.
    void aTailingPeakHasItsShape_data()
    {
        QTest::addColumn<double>("tau");
        QTest::addColumn<double>("width10");
        QTest::addColumn<double>("asymmetry10");
        QTest::addColumn<double>("tailing5");
        QTest::newRow("0.5") << 0.5 << 4.73697150 << 1.09287851 << 1.05718701;
        QTest::newRow("1") << 1.0 << 5.66326771 << 1.36218007 << 1.22821218;
        QTest::newRow("2") << 2.0 << 7.91546402 << 2.05560031 << 1.64813378;
        QTest::newRow("3") << 3.0 << 10.2601740 << 2.76600260 << 2.06982973;
    }
    void aTailingPeakHasItsShape()
    {
        QFETCH(double, tau);
        QFETCH(double, width10);
        QFETCH(double, asymmetry10);
        QFETCH(double, tailing5);
        const Chromatogram trace = traceOf({{{40.0, 1.0, tau}, 1000.0}});
        const IntegrationResult result = between(trace, {{32.0, 48.0 + 20.0 * tau}});
        const PeakMeasures m = measurePeaks(trace, result).front();
        QVERIFY(near(m.width10, width10, 2e-3));
        // The parabola over 0.3 W50 that finds the apex sees a skew top a little late (0.01 W50 at tau = 3 sigma).
        QVERIFY(near(m.asymmetry, asymmetry10, 2e-2));
        QVERIFY(near(result.peaks.front().tailing, tailing5, 2e-2));
        QVERIFY(near(m.moments->m1_s, 40.0 + tau, 1e-6));
        QVERIFY(near(m.moments->m2_s2, 1.0 + tau * tau, 1e-5));
        QVERIFY(near(m.moments->m3_s3, 2.0 * std::pow(tau, 3.0), 1e-3));
    }

    /// Two equal Gaussians at Rs 1 (4.0 sigma / 1.18 x 2.3548): p/v 3.69577077 (analysis.md 3.3, ovl.*); Rs between tangents is 1
    /// where they do not disturb each other's outer flanks.
    void neighboursAreMeasuredAgainstEachOther()
    {
        const double apart = 2.0 * 2.354820045 / 1.1774100225;
        const Chromatogram trace = traceOf({{{50.0, 1.0, 0.0}, 1000.0}, {{50.0 + apart, 1.0, 0.0}, 1000.0}});
        const IntegrationResult result = integrateClassic(trace);
        QCOMPARE(result.peaks.size(), std::size_t(2));
        const auto all = measurePeaks(trace, result, {seconds(10.0), nullptr});
        QVERIFY(near(all[0].peakToValley, 3.69577077, 0.02));
        QVERIFY(near(all[1].peakToValley, 3.69577077, 0.02));
        QVERIFY(near(all[1].resolutionTangent, 1.0, 0.03));
        QVERIFY(near(all[1].separationFactor, (40.0 + apart) / 40.0, 1e-3));
        QVERIFY(!all[0].resolutionTangent && !all[0].separationFactor);
        QVERIFY(!all[0].width5); // cut off by the valley, at 27 % of the height
    }

    void aNegativePeakIsMeasuredLikeItsMirrorImage()
    {
        const Chromatogram up = traceOf({{{60.0, 1.2, 0.6}, 1000.0}});
        const Chromatogram down = traceOf({{{60.0, 1.2, 0.6}, -1000.0}});
        const PeakMeasures a = measurePeaks(up, between(up, {{50.0, 75.0}})).front();
        const PeakMeasures b = measurePeaks(down, between(down, {{50.0, 75.0}})).front();
        QVERIFY(near(b.width5, inSeconds(*a.width5), 1e-9));
        QVERIFY(near(b.widthBase, inSeconds(*a.widthBase), 1e-9));
        QVERIFY(near(b.asymmetry, *a.asymmetry, 1e-9));
        QVERIFY(near(b.moments->m0, -a.moments->m0, 1e-9));
        QVERIFY(near(b.moments->m2_s2, a.moments->m2_s2, 1e-9));
    }

    /// 20 W50 centred where they fit, shifted where a peak or an end is in the way, 5 W50 where 20 fit nowhere.
    void theNoiseWindowFollowsThePharmacopoeia()
    {
        std::vector<double> t;
        std::vector<double> y;
        for (int i = 0; i <= 1000; ++i) {
            t.push_back(0.1 * i);
            y.push_back(i % 2 == 0 ? 1.0 : -1.0);
        }
        const auto blank = noiseWindow({t, y}, {}, 50.0, 2.0);
        QVERIFY(blank && blank->rule == "20xW50" && blank->shift_s == 0.0);
        QVERIFY(std::abs(blank->from_s - 30.0) < 1e-9 && std::abs(blank->to_s - 70.0) < 1e-9);
        QVERIFY(blank->points == 400 || blank->points == 401);
        QVERIFY(std::abs(blank->range - 2.0) < 0.01);
        const auto edge = noiseWindow({t, y}, {}, 95.0, 2.0);
        QVERIFY(edge && std::abs(edge->to_s - 100.0) < 1e-9 && std::abs(edge->shift_s + 15.0) < 1e-9);
        const Span peak{45.0, 55.0};
        const auto beside = noiseWindow({t, y}, {&peak, 1}, 49.0, 2.0);
        QVERIFY(beside && std::abs(beside->to_s - 45.0) < 1e-9 && beside->rule == "20xW50");
        const Span crowd[] = {{12.0, 40.0}, {45.0, 55.0}, {67.0, 100.0}};
        const auto few = noiseWindow({t, y}, crowd, 49.0, 2.0);
        QVERIFY(few && few->rule == "5xW50" && std::abs(few->from_s - 55.0) < 1e-9);
        const Span all{0.0, 95.0};
        QVERIFY(!noiseWindow({t, y}, {&all, 1}, 49.0, 2.0));
        QVERIFY(!noiseWindow({t, y}, {}, 49.0, 0.0));
    }

    /// White noise of SD 1 over 20 W50: the range of n normal samples (601: 6.18, analysis.md 3.2), S/N = 2 H / range.
    void signalToNoiseSaysItsWindow()
    {
        const Chromatogram trace = traceOf({{{60.0, 0.6, 0.0}, 300.0}}, 1.0);
        const Chromatogram blank = traceOf({}, 2.0);
        const IntegrationResult result = integrateClassic(trace);
        QCOMPARE(result.peaks.size(), std::size_t(1));
        const PeakMeasures own = measurePeaks(trace, result).front();
        QVERIFY(own.noise && own.noise->rule == "20xW50" && std::abs(own.noise->shift_s) > 10.0);
        QVERIFY(own.noise->points > 550 && own.noise->points < 620);
        QVERIFY(own.noise->range > 5.2 && own.noise->range < 7.6);
        const double height = inDetectorUnits(result.peaks.front().height);
        QVERIFY(near(own.signalToNoise, 2.0 * height / own.noise->range, 1e-12));
        const PeakMeasures against = measurePeaks(trace, result, {std::nullopt, &blank}).front();
        QVERIFY(against.noise && std::abs(against.noise->shift_s) < 1e-9);
        QVERIFY(against.noise->range > 10.4 && against.noise->range < 15.2);
    }

    /// A drift of 36 an hour under a square wave of 2 between samples, and a slow step: every figure follows by hand.
    void noiseByAstm()
    {
        std::vector<double> t;
        std::vector<double> y;
        for (int i = 0; i < 12000; ++i) { // twenty minutes at 10 Hz
            t.push_back(0.1 * i);
            y.push_back(7.0 + 0.01 * t.back() + (i % 2 == 0 ? 1.0 : -1.0));
        }
        const auto found = astmNoise(t, y, {0.0, 1200.0}, {});
        QVERIFY(found && found->kind == "short-term" && found->cycles == 20 && found->leftOut == 0);
        QVERIFY(near(found->drift_per_h, 36.0, 1e-4));
        QVERIFY(near(found->noise, 2.0, 1e-2));
        QVERIFY(near(found->peakToPeak, 2.0, 1e-2));
        QVERIFY(near(found->rms, 1.0, 1e-3));
        QVERIFY(near(found->sixSd, 6.0, 1e-3));
        QVERIFY(found->wander < 1e-3);
        const Span peak{70.0, 130.0}; // touches the second and the third minute
        const auto around = astmNoise(t, y, {0.0, 1200.0}, {&peak, 1});
        QVERIFY(around && around->cycles == 18 && around->leftOut == 2);
        QVERIFY(astmNoise(t, y, {0.0, 90.0}, {})->kind == "very-short-term");
        QVERIFY(!astmNoise(t, y, {0.0, 3.0}, {}));
        QVERIFY(!astmNoise(t, y, {5000.0, 9000.0}, {}));
        for (std::size_t i = 6000; i < y.size(); ++i) {
            y[i] += 4.0;
        }
        const auto stepped = astmNoise(t, y, {0.0, 1200.0}, {});
        QVERIFY(near(stepped->noise, 2.0, 1e-2)); // no cycle holds the step
        QVERIFY(stepped->wander > 1.5);
    }

    void traceWithoutPeaksHasNoMeasures()
    {
        const Chromatogram trace = traceOf({}, 1.0);
        QVERIFY(measurePeaks(trace, IntegrationResult{}).empty());
    }
};

QTEST_APPLESS_MAIN(TestMeasures)
#include "tst_measures.moc"
