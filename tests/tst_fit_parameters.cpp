// SPDX-License-Identifier: GPL-3.0-or-later
// What a fit hands out besides areas: the curve's own parameters, their covariance, and that it can be stopped.
#include <QTest>

#include <array>
#include <random>

#include "analysis/fit/emg_measures.h"
#include "analysis/fit/fitted_signal.h"
#include "analysis/fit/integrate_fit.h"

using namespace tgc;

namespace {

struct TruePeak {
    double area = 1000.0;
    EmgShape shape;
};

constexpr double offset = 100.0;
constexpr double drift = 0.02; ///< per s

/// The peaks on offset and drift, 120 s at 10 Hz.
Chromatogram traceOf(const std::vector<TruePeak> &peaks, double noise = 0.0, unsigned seed = 1)
{
    std::mt19937_64 engine(seed);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<double> y(1200);
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double t = 0.1 * static_cast<double>(i);
        y[i] = offset + drift * t + (noise > 0.0 ? noise * normal(engine) : 0.0);
        for (const TruePeak &peak : peaks) {
            y[i] += peak.area * emg(t, peak.shape);
        }
    }
    return Chromatogram::uniform(seconds(0.0), seconds(0.1), std::move(y), "uV").value();
}

double covariance(const Peak &peak, std::size_t row, std::size_t column)
{
    return peak.fitted->covariance[6 * row + column];
}

} // namespace

class TestFitParameters : public QObject {
    Q_OBJECT
private slots:
    void theParametersAreTheTruth_data()
    {
        QTest::addColumn<double>("tau");
        for (const double tau : {0.0, 0.6, 1.5, 4.0}) {
            QTest::addRow("tau %g", tau) << tau;
        }
    }
    void theParametersAreTheTruth() // noise-free, to 1e-6; the curve drawn from them is the trace
    {
        QFETCH(double, tau);
        const TruePeak truth{2500.0, {45.0, 1.4, tau}};
        const Chromatogram trace = traceOf({truth});
        const IntegrationResult result = integrateFit(trace);
        QCOMPARE(result.peaks.size(), std::size_t{1});
        const Peak &peak = result.peaks[0];
        QVERIFY(peak.fitted.has_value());
        const EmgShape shape = emgShape(*peak.fitted);
        QVERIFY(std::abs(shape.mu - truth.shape.mu) < 1e-6);
        QVERIFY(std::abs(shape.sigma - truth.shape.sigma) < 1e-6);
        QVERIFY(std::abs(shape.tau - truth.shape.tau) < 1e-6);
        const double from = inSeconds(peak.start);
        const double slope =
            (inDetectorUnits(peak.baselineEnd) - inDetectorUnits(peak.baselineStart)) / (inSeconds(peak.end) - from);
        for (std::size_t i = 0; i < trace.size(); ++i) {
            const double t = trace.times_s()[i];
            if (t >= from && t <= inSeconds(peak.end)) {
                const double drawn = inDetectorUnits(peak.baselineStart) + slope * (t - from) + fittedAbove(peak, t);
                QVERIFY2(std::abs(drawn - trace.values()[i]) < 1e-4, qPrintable(QString::number(t)));
            }
        }
    }

    void whatWasNotFittedHasNone()
    {
        const Chromatogram trace = traceOf({{2500.0, {45.0, 1.4, 0.0}}}, 1.0);
        const Peak classic = integrateClassic(trace).peaks.at(0);
        QVERIFY(!classic.fitted);
        QCOMPARE(fittedAbove(classic, 45.0), 0.0);
        const Peak fitted = integrateFit(trace).peaks.at(0); // a tail that is not significant is no parameter
        QCOMPARE(inSeconds(fitted.fitted->tau), 0.0);
        for (std::size_t i = 0; i < 6; ++i) {
            QCOMPARE(covariance(fitted, 3, i), 0.0);
            QCOMPARE(covariance(fitted, i, 3), 0.0);
        }
    }

    /// Two overlapping tailed peaks, 60 noises: what the parameters scatter by is what the covariance says of it, as far as the
    /// noise is known. The fit allows for flicker, of which white noise shows some by chance: the stated ones are larger, by
    /// up to 2. (The standard deviation of 60 is known to 9 %.)
    void theCovarianceIsThatOfTheScatter()
    {
        const std::vector<TruePeak> pair{{3000.0, {45.0, 1.4, 1.8}}, {1500.0, {52.0, 1.4, 1.8}}};
        constexpr std::size_t trials = 60;
        std::array<std::vector<double>, 6> values;
        std::array<double, 6> stated{};
        double products = 0.0; // of area and sigma, about the truth
        double statedProducts = 0.0;
        for (unsigned seed = 1; seed <= trials; ++seed) {
            const IntegrationResult result = integrateFit(traceOf(pair, 1.0, seed));
            QCOMPARE(result.peaks.size(), std::size_t{2});
            const Peak &peak = result.peaks[0];
            QVERIFY(peak.fitted.has_value());
            // The stretch differs from noise to noise: the baseline is told against the truth there.
            const std::array<double, 6> now{inDetectorUnitSeconds(peak.area) - pair[0].area,
                                            inSeconds(peak.fitted->mu) - pair[0].shape.mu,
                                            inSeconds(peak.fitted->sigma) - pair[0].shape.sigma,
                                            inSeconds(peak.fitted->tau) - pair[0].shape.tau,
                                            inDetectorUnits(peak.baselineStart) - offset -
                                                drift * inSeconds(peak.start),
                                            inDetectorUnits(peak.baselineEnd) - offset - drift * inSeconds(peak.end)};
            for (std::size_t k = 0; k < 6; ++k) {
                values[k].push_back(now[k]);
                stated[k] += covariance(peak, k, k) / trials;
                for (std::size_t j = 0; j < 6; ++j) {
                    QCOMPARE(covariance(peak, k, j), covariance(peak, j, k));
                }
            }
            products += now[2] * now[3] / trials;
            statedProducts += covariance(peak, 2, 3) / trials;
            QVERIFY(covariance(peak, 0, 0) <= std::pow(inDetectorUnitSeconds(peak.areaU), 2) * (1.0 + 1e-9));
        }
        for (std::size_t k = 0; k < 6; ++k) {
            double squares = 0.0;
            for (const double value : values[k]) {
                squares += value * value / trials;
            }
            const double ratio = std::sqrt(squares / stated[k]);
            // Never less than the scatter; more, since flicker is allowed for that white noise has not: most of all in
            // the baseline's ends.
            const double least = k < 4 ? 0.45 : 0.1;
            QVERIFY2(ratio > least && ratio < 1.3, qPrintable(QString("parameter %1: %2").arg(k).arg(ratio)));
        }
        QVERIFY2(products / statedProducts > 0.2 && products / statedProducts < 1.7,
                 qPrintable(QString("sigma with tau: %1 against %2").arg(products).arg(statedProducts)));
    }

    void itStopsWhereItIsToldTo()
    {
        const Chromatogram trace = traceOf({{3000.0, {45.0, 1.4, 1.8}}, {1500.0, {52.0, 1.4, 1.8}}}, 1.0);
        int asked = 0;
        const auto whole = integrateFit(trace, {}, [&asked] { return ++asked > 0; });
        QVERIFY(whole.has_value());
        QVERIFY2(asked > 20, qPrintable(QString::number(asked))); // often enough: before each evaluation
        const IntegrationResult unasked = integrateFit(trace);
        QCOMPARE(whole->peaks.size(), unasked.peaks.size());
        for (std::size_t i = 0; i < unasked.peaks.size(); ++i) { // to be asked changes no bit
            QCOMPARE(whole->peaks[i].area, unasked.peaks[i].area);
            QCOMPARE(whole->peaks[i].areaU, unasked.peaks[i].areaU);
        }
        const int all = asked;
        for (const int last : {1, 2, all / 2, all}) {
            asked = 0;
            QVERIFY(!integrateFit(trace, {}, [&] { return ++asked < last; }).has_value());
            QCOMPARE(asked, last); // and not asked again once it said no
        }
    }
};

QTEST_APPLESS_MAIN(TestFitParameters)
#include "tst_fit_parameters.moc"
