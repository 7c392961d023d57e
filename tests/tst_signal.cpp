// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QTest>

#include <random>

#include "analysis/calibration/control_chart.h"
#include "analysis/peaks/area.h"
#include "analysis/peaks/area_uncertainty.h"
#include "analysis/signal/astm_noise.h"
#include "analysis/signal/line.h"
#include "analysis/signal/loudness.h"
#include "analysis/signal/noise.h"
#include "analysis/signal/pyramid.h"
#include "analysis/signal/robust.h"
#include "analysis/signal/savitzky_golay.h"
#include "tests/check_rows.h"

using namespace tgc;

namespace {

std::vector<double> numbers(const QJsonValue &array)
{
    std::vector<double> out;
    for (const auto &value : array.toArray()) {
        out.push_back(value.toDouble());
    }
    return out;
}

std::vector<double> whiteNoise(std::size_t n, double sd, unsigned seed)
{
    std::mt19937_64 engine(seed);
    std::normal_distribution<double> normal(0.0, sd);
    std::vector<double> out(n);
    for (double &value : out) {
        value = normal(engine);
    }
    return out;
}

std::vector<double> evenTimes(std::size_t n, double dt)
{
    std::vector<double> out(n);
    for (std::size_t i = 0; i < n; ++i) {
        out[i] = static_cast<double>(i) * dt;
    }
    return out;
}

/// SD of the area over n samples of white noise above a known baseline, from the area budget: the SD of a mean over L
/// against those either side is s sqrt(1.5 / n).
double whiteAreaU(double n, double dt, double noise)
{
    AreaBudget budget;
    budget.length = n * dt;
    budget.anchors = 1e300;
    budget.interval = dt;
    budget.meanNoise = noise * std::sqrt(1.5 / n);
    return areaUncertainty(budget);
}

/// The same for the trapezoid above the line between its first and last sample: root of the sum of the squares of what
/// each sample alone does to the area.
double endlineAreaSd(int n, double dt, double noise)
{
    const auto t = evenTimes(static_cast<std::size_t>(n), dt);
    double squares = 0.0;
    for (int k = 0; k < n; ++k) {
        std::vector<double> y(t.size(), 0.0);
        y[static_cast<std::size_t>(k)] = noise;
        const double slope = (y.back() - y.front()) / (t.back() - t.front());
        const double area = areaAbove({t, y}, t.front(), t.back(), Line{t.front(), y.front(), slope});
        squares += area * area;
    }
    return std::sqrt(squares);
}

/// A Gaussian of height 1 and sigma 1 that ends at `top`, sampled 100,000 times a sigma, and at its corners.
double clippedGaussianArea(double top)
{
    const double corner = std::sqrt(-2.0 * std::log(top));
    std::vector<double> t;
    std::vector<double> y;
    const double step = 1e-5;
    for (double z = corner + 1e6 * step; z > corner + 0.5 * step; z -= step) {
        t.push_back(-z);
        y.push_back(std::exp(-0.5 * z * z));
    }
    t.push_back(-corner);
    y.push_back(top);
    t.push_back(0.0);
    y.push_back(top);
    return 2.0 * areaAbove({t, y}, t.front(), 0.0, Line{});
}

std::optional<double> checkValue(const CheckRow &row)
{
    const QJsonObject &in = row.inputs;
    if (row.quantity == "sg.coef" || row.quantity == "sg.noise_factor") {
        const auto weights =
            savitzkyGolayWeights(in["window"].toInt(), in["order"].toInt(), in["deriv"].toInt(), in["eval_at"].toInt());
        if (row.quantity == "sg.coef") {
            return weights.at(static_cast<std::size_t>(in["index"].toInt()));
        }
        double squares = 0.0;
        for (const double w : weights) {
            squares += w * w;
        }
        return std::sqrt(squares);
    }
    if (row.quantity == "sg.gauss_height_ratio") {
        std::vector<double> gauss;
        for (int i = -20; i <= 20; ++i) {
            const double z = i * in["dt_over_sigma"].toDouble();
            gauss.push_back(std::exp(-0.5 * z * z));
        }
        return savitzkyGolay(gauss, in["window"].toInt(), in["order"].toInt(), 0)[20];
    }
    if (row.quantity == "noise.mad_sigma") {
        return madSigma(numbers(in["y"]));
    }
    if (row.quantity == "hampel.score") {
        return hampelScore(numbers(in["y"]), static_cast<std::size_t>(in["index"].toInt()),
                           static_cast<std::size_t>(in["half_window"].toInt()), 0.0);
    }
    if (row.quantity == "noise.mad_factor") {
        return madToSigma;
    }
    if (row.quantity.startsWith("noise.d")) {
        const auto y = numbers(in["y"]);
        const Detrended fit = detrend(evenTimes(y.size(), in["dt"].toDouble()), y);
        return row.quantity == "noise.drift_slope"     ? fit.line.slope
               : row.quantity == "noise.detrended_p2p" ? fit.peakToPeak
                                                       : fit.rms;
    }
    if (row.quantity == "trapezoid.nonuniform") {
        const auto t = numbers(in["t"]);
        const auto y = numbers(in["y"]);
        return areaAbove({t, y}, t.front(), t.back(), Line{});
    }
    if (row.quantity == "gap.trapezoid_area" || row.quantity == "sampling.trapezoid_area_ratio") {
        const bool gap = row.quantity.startsWith("gap");
        const double step = gap ? in["dt"].toDouble() : in["dt_over_sigma"].toDouble();
        const double range = gap ? in["range"].toDouble() : 40.0;
        const double phase = in["phase_fraction"].toDouble();
        const auto missing = numbers(in["missing"]);
        std::vector<double> t;
        std::vector<double> y;
        for (double k = std::ceil(-range / step - phase); (k + phase) * step <= range; k += 1.0) {
            const double z = (k + phase) * step;
            if (std::find(missing.begin(), missing.end(), z) == missing.end()) {
                t.push_back(z);
                y.push_back(std::exp(-0.5 * z * z));
            }
        }
        const double area = areaAbove({t, y}, t.front(), t.back(), Line{});
        return gap ? area : area / 2.5066282746310005;
    }
    if (row.quantity == "noise.expected_range") {
        return rangeOverSigma(in["n"].toInt());
    }
    if (row.quantity == "noise.sum_area_sd") { // a baseline known for certain: anchors without end
        return whiteAreaU(in["n"].toDouble(), in["dt"].toDouble(), in["noise"].toDouble());
    }
    if (row.quantity == "noise.trap_endline_sd") {
        return endlineAreaSd(in["n"].toInt(), in["dt"].toDouble(), in["noise"].toDouble());
    }
    if (row.quantity == "astm.e516_D") {
        return minimumDetectability(in["N"].toDouble(), in["S"].toDouble());
    }
    if (row.quantity == "clip.gauss_area_ratio") {
        return clippedGaussianArea(in["clip_fraction"].toDouble()) / 2.5066282746310005;
    }
    return std::nullopt;
}

/// Quantities the program does not compute, by the beginning of their name, with the reason.
const std::map<QString, QString> leftOut = {
    {"noise.firstdiff_factor", "1/sqrt 2 itself; measuresNoiseAndDriftOfADriftingBaseline holds differenceNoise to it"},
    {"sampling.simpson", "areas are trapezoids: Simpson's rule is worse on peaks"},
    {"trapezoid.assumed_uniform", "the wrong answer; rob.uneven.true is the right one"},
    {"gauss.d", "closed forms of derivatives; the search takes differences of means, whose response it measures"},
    {"cwt.", "no wavelets"},
    {"matched_filter", "no matched filter"},
};

} // namespace

class TestSignal : public QObject {
    Q_OBJECT
private slots:
    /// Savitzky & Golay 1964 and Gorry 1990 (end points), robust noise, detrending, trapezoid: analysis.md 3.4-3.7, 6.
    void agreesWithTheCheckRows_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        addCheckRows({"sg.", "noise.", "samp.", "rob.", "det."}, leftOut);
    }
    void agreesWithTheCheckRows()
    {
        QFETCH(QString, id);
        compareWithRow(checkRows().at(id), checkValue);
    }
    /// Savitzky & Golay 1964, table I: (-3, 12, 17, 12, -3) / 35; Gorry 1990: (31, 9, -3, -5, 3) / 35.
    void knowsThePublishedWeights()
    {
        const auto centre = savitzkyGolayWeights(5, 2, 0);
        const auto edge = savitzkyGolayWeights(5, 2, 0, -2);
        const double published[] = {-3, 12, 17, 12, -3};
        const double gorry[] = {31, 9, -3, -5, 3};
        for (std::size_t i = 0; i < 5; ++i) {
            QVERIFY(std::abs(centre[i] - published[i] / 35.0) < 1e-13);
            QVERIFY(std::abs(edge[i] - gorry[i] / 35.0) < 1e-13);
        }
    }
    /// A least-squares parabola gives a parabola back, ends included, and its derivatives.
    void reproducesParabolasToTheEnds()
    {
        std::vector<double> y;
        for (int i = 0; i < 50; ++i) {
            y.push_back(3.0 - 0.4 * i + 0.05 * i * i);
        }
        const auto smooth = savitzkyGolay(y, 11, 2, 0);
        const auto slope = savitzkyGolay(y, 11, 2, 1);
        const auto bend = savitzkyGolay(y, 11, 2, 2);
        for (int i = 0; i < 50; ++i) {
            const auto k = static_cast<std::size_t>(i);
            QVERIFY(std::abs(smooth[k] - y[k]) < 1e-10);
            QVERIFY(std::abs(slope[k] - (-0.4 + 0.1 * i)) < 1e-10);
            QVERIFY(std::abs(bend[k] - 0.1) < 1e-10);
        }
    }
    /// Whatever the pieces, also those that begin or end within the ends: each sample is one sum in one order.
    void givesTheSameBitsPieceByPiece()
    {
        std::vector<double> y;
        for (int i = 0; i < 300; ++i) {
            y.push_back(1e5 + std::sin(0.37 * i) * i);
        }
        const SavitzkyGolay filter(15, 2, 2);
        const std::vector<double> whole = filter.apply(y);
        for (const std::size_t piece : {1U, 3U, 7U, 64U, 299U}) {
            std::vector<double> pieces(y.size());
            for (std::size_t from = 0; from < y.size(); from += piece) {
                filter.apply(y, from, std::span(pieces).subspan(from, std::min(piece, y.size() - from)));
            }
            QCOMPARE(pieces, whole);
        }
    }
    void copesWithShortSignals()
    {
        QCOMPARE(savitzkyGolay(std::vector<double>{}, 5, 2, 0).size(), std::size_t(0));
        QCOMPARE(savitzkyGolay(std::vector<double>{1.0}, 5, 2, 0), std::vector<double>{1.0});
        QCOMPARE(savitzkyGolay(std::vector<double>{1.0, 2.0}, 5, 2, 1), (std::vector<double>{0.0, 0.0}));
        QCOMPARE(median({}), 0.0);
        QCOMPARE(differenceNoise(std::vector<double>{1.0}), 0.0);
    }
    /// sd = 2 white noise on a strong drift: the noise is 2, the drift is what was put in (seeded generator).
    void measuresNoiseAndDriftOfADriftingBaseline()
    {
        const std::size_t n = 20000;
        auto y = whiteNoise(n, 2.0, 1);
        const auto t = evenTimes(n, 0.1);
        for (std::size_t i = 0; i < n; ++i) {
            y[i] += 1e6 + 0.7 * t[i];
        }
        const Span all{t.front(), t.back()};
        const BaselineNoise noise = baselineNoise(t, y, {&all, 1}, 20.0);
        QVERIFY(std::abs(noise.sigma - 2.0) < 0.05);
        QVERIFY(std::abs(noise.drift - 0.7) < 0.001);
        QVERIFY(noise.peakToPeak > 4.0 * 2.0 && noise.peakToPeak < 7.0 * 2.0);
        QVERIFY(std::abs(differenceNoise(y) - 2.0) < 0.1);
    }
    /// White noise averages out as 1/sqrt(T), slow wander does not: the profile must tell them apart.
    void profileSeesTheColourOfNoise()
    {
        const std::size_t n = 1 << 16;
        const auto t = evenTimes(n, 1.0);
        const auto white = whiteNoise(n, 1.0, 2);
        const NoiseProfile flat(buildPyramid(t, white, 1.0, true));
        // sd of v - (v1 + v2)/2 of independent means over T is sqrt(1.5 / T).
        QVERIFY(std::abs(flat.curvature(64.0) / std::sqrt(1.5 / 64.0) - 1.0) < 0.15);
        QVERIFY(std::abs(flat.difference(64.0) / std::sqrt(2.0 / 64.0) - 1.0) < 0.15);
        auto walk = white;
        for (std::size_t i = 1; i < n; ++i) {
            walk[i] = walk[i - 1] + 0.1 * white[i];
        }
        const NoiseProfile rising(buildPyramid(t, walk, 1.0, true));
        QVERIFY(rising.curvature(64.0) > 3.0 * rising.curvature(4.0));
    }
    /// Ten times the noise in the last quarter is heard there; peaks an eighth of that apart elsewhere are not.
    void loudnessHearsNoiseAndNotPeaks()
    {
        const std::size_t n = 8000;
        const auto t = evenTimes(n, 0.1);
        auto y = whiteNoise(n, 1.0, 4);
        for (std::size_t i = 6000; i < n; ++i) {
            y[i] *= 10.0;
        }
        for (std::size_t i = 1000; i < 3000; ++i) { // a crowd: 1000 high, half-height width 6 s, every 10 s
            const double z = (std::fmod(t[i], 10.0) - 5.0) / 2.55;
            y[i] += 1000.0 * std::exp(-0.5 * z * z);
        }
        const Pyramid pyramid = buildPyramid(t, y, 0.1, true);
        const Loudness loudness(pyramid, 6.0);
        // The whole, loud quarter included, is some 1.3 times as noisy as the quiet part.
        QVERIFY(loudness.at(700.0) > 6.0 && loudness.at(700.0) < 10.0);
        QVERIFY(loudness.at(450.0) < 1.1);
        QVERIFY(loudness.at(200.0) < 1.5);
        QCOMPARE(Loudness().at(1.0), 1.0);
    }
    void pyramidFillsGapsAndKeepsMeans()
    {
        std::vector<double> t;
        std::vector<double> y;
        for (int i = 0; i < 200; ++i) {
            if (i < 90 || i > 110) {
                t.push_back(0.5 * i);
                y.push_back(7.0 + 0.25 * i);
            }
        }
        const Pyramid pyramid = buildPyramid(t, y, 0.5, false);
        QCOMPARE(pyramid.levels.front().values.size(), std::size_t(200));
        for (const Level &level : pyramid.levels) {
            for (std::size_t i = 0; i < level.values.size(); ++i) {
                QVERIFY(std::abs(level.values[i] - (7.0 + 0.5 * level.timeAt(static_cast<double>(i)))) < 1e-9);
            }
        }
    }
    /// analysis.md 6: 1e-3 on a 1e6 baseline keeps its digits only when the baseline goes off sample by sample.
    void smallPeakOnALargeOffsetKeepsItsDigits()
    {
        std::vector<double> t;
        std::vector<double> y;
        for (int i = -400; i <= 400; ++i) {
            t.push_back(0.05 * i);
            const double z = 0.05 * i / 2.0;
            y.push_back(1e6 + 0.1 * std::exp(-0.5 * z * z));
        }
        const double area = areaAbove({t, y}, t.front(), t.back(), Line{0.0, 1e6, 0.0});
        QVERIFY(std::abs(area / (0.1 * 2.0 * 2.5066282746310002) - 1.0) < 1e-8);
    }
};

QTEST_APPLESS_MAIN(TestSignal)
#include "tst_signal.moc"
