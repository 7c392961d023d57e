// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of the baseline: told, taken out before peaks are looked for, and no peak taken for one.
#include <QTest>

#include <random>

#include "analysis/peaks/integrate.h"
#include "analysis/peaks/steps.h"
#include "analysis/peaks/trace_noise.h"
#include "tests/bells.h"

using namespace tgc;

namespace {

constexpr double dt = 0.1;

Chromatogram traceOf(std::vector<double> values)
{
    return Chromatogram::uniform(seconds(0.0), seconds(dt), std::move(values), "counts").value();
}

double area(const Peak &peak)
{
    return inDetectorUnitSeconds(peak.area);
}

/// Noise of 1 on 100, and a step at 60 s by a valve's exponential of 0.2 s.
std::vector<double> stepped(double change, unsigned seed, std::size_t n = 1800)
{
    std::mt19937_64 engine(seed);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<double> y(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double t = dt * static_cast<double>(i) - 60.0;
        y[i] = 100.0 + normal(engine) + (t > 0.0 ? change * (1.0 - std::exp(-t / 0.2)) : 0.0);
    }
    return y;
}

std::vector<Step> stepsOf(std::vector<double> values)
{
    const Chromatogram trace = traceOf(std::move(values));
    const Pyramid pyramid = pyramidOf(trace, trace.values());
    return findSteps(pyramid, NoiseProfile(pyramid));
}

} // namespace

class TestSteps : public QObject {
    Q_OBJECT
private slots:
    void findsAStepWithItsSize()
    {
        for (const double change : {-400.0, -25.0, 25.0, 400.0}) {
            for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
                const auto steps = stepsOf(stepped(change, seed));
                QCOMPARE(steps.size(), std::size_t(1));
                QVERIFY(steps[0].from > 59.0 && steps[0].from < 60.3 && steps[0].to < 63.0);
                QVERIFY2(std::abs(steps[0].change - change) < 2.0 + 0.01 * std::abs(change),
                         std::to_string(steps[0].change).c_str());
            }
        }
    }
    void levelsWhatIsLeft()
    {
        const auto y = stepped(50.0, 7);
        const Chromatogram trace = traceOf(y);
        const auto steps = stepsOf(y);
        const auto level = withoutSteps(trace.times_s(), trace.values(), steps);
        QCOMPARE(level.size(), y.size());
        double before = 0.0;
        double after = 0.0;
        for (std::size_t i = 0; i < 500; ++i) {
            before += level[i] / 500.0;
            after += level[1000 + i] / 500.0;
        }
        QVERIFY(std::abs(before - after) < 2.0);
        QCOMPARE(stepLevel(steps, 10.0), 0.0);
        QCOMPARE(stepLevel(steps, 100.0), steps[0].change);
        QVERIFY(stepsOf(level).empty());
    }
    /// Neither noise, nor a peak of any height, nor a flank at the detector's rail, nor a pulse that comes back.
    void takesNothingElseForAStep()
    {
        for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U}) {
            QVERIFY(stepsOf(stepped(0.0, seed)).empty());
        }
        for (const double height : {10.0, 100.0, 1e4, 1e6}) {
            for (const double sigma : {0.3, 1.5, 6.0}) {
                auto y = stepped(0.0, 3);
                for (std::size_t i = 0; i < y.size(); ++i) {
                    y[i] += Bell{90.0, height, sigma}.at(dt * static_cast<double>(i));
                }
                QVERIFY2(stepsOf(y).empty(), qPrintable(QStringLiteral("%1 %2").arg(height).arg(sigma)));
                for (double &value : y) {
                    value = std::min(value, 100.0 + 0.1 * height);
                }
                QVERIFY2(stepsOf(y).empty(), qPrintable(QStringLiteral("railed %1 %2").arg(height).arg(sigma)));
            }
        }
        auto pulse = stepped(0.0, 4);
        for (std::size_t i = 700; i < 730; ++i) {
            pulse[i] += 80.0;
        }
        QVERIFY(stepsOf(pulse).empty());
    }
    /// A valve that closes after a quarter of the trace and leaves another level: neither peaks, nor a stretch taken for
    /// a spike and bridged (without noise, so that all of the rest stood out of it).
    void aLongPulseIsTwoStepsAndNoPeak()
    {
        for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
            auto y = stepped(-35.0, seed, 900);
            for (std::size_t i = 720; i < y.size(); ++i) {
                y[i] += 28.0;
            }
            const auto result = integrateClassic(traceOf(y));
            QVERIFY2(result.peaks.empty(), qPrintable(QStringLiteral("%1 peaks").arg(result.peaks.size())));
            QVERIFY(std::abs(inDetectorUnits(result.noise.value()) - 1.0) < 0.25);
        }
    }
    /// A peak on either side of a step, as high as the step: found, with its area, the step told; the baseline is told where
    /// the signal is.
    void keepsPeaksNearAStep()
    {
        for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
            for (const double at : {50.0, 72.0}) {
                std::mt19937_64 engine(seed);
                std::normal_distribution<double> normal(0.0, 1.0);
                const Bell bell{at, 100.0, 1.5};
                std::vector<double> y(1800);
                for (std::size_t i = 0; i < y.size(); ++i) {
                    const double t = static_cast<double>(i) * dt;
                    y[i] = 100.0 + normal(engine) + bell.at(t) +
                           (t > 62.0 ? 100.0 * (1.0 - std::exp(-(t - 62.0) / 0.2)) : 0.0);
                }
                const auto result = integrateClassic(traceOf(y));
                QCOMPARE(result.peaks.size(), std::size_t(1));
                const Peak &peak = result.peaks[0];
                QVERIFY(std::abs(inSeconds(peak.apex) - at) < 0.3);
                QVERIFY2(std::abs(area(peak) / bell.area() - 1.0) < 0.08, std::to_string(area(peak)).c_str());
                const double level = inSeconds(peak.start) > 62.6   ? 200.0
                                     : inSeconds(peak.start) < 62.0 ? 100.0
                                                                    : 150.0;
                QVERIFY(std::abs(inDetectorUnits(peak.baselineStart) - level) < (level == 150.0 ? 55.0 : 5.0));
                QVERIFY(std::any_of(result.rejected.begin(), result.rejected.end(), [](const RejectedCandidate &r) {
                    return std::abs(inSeconds(r.apex) - 62.0) < 0.5 &&
                           r.criterion.find("step: the baseline rises by") == 0;
                }));
            }
        }
    }
    /// A peak on top of a step's corner keeps most of its area and says that a step is inside.
    void tellsAStepInsideAPeak()
    {
        std::mt19937_64 engine(3);
        std::normal_distribution<double> normal(0.0, 1.0);
        const Bell bell{66.0, 400.0, 2.0};
        std::vector<double> y(1800);
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double t = static_cast<double>(i) * dt;
            y[i] = 100.0 + normal(engine) + bell.at(t) + (t > 58.0 ? 50.0 * (1.0 - std::exp(-(t - 58.0) / 0.1)) : 0.0);
        }
        const auto result = integrateClassic(traceOf(y));
        QCOMPARE(result.peaks.size(), std::size_t(1));
        const bool inside = inSeconds(result.peaks[0].start) < 58.0;
        const auto &flags = result.peaks[0].flags;
        QCOMPARE(std::find(flags.begin(), flags.end(), "step-inside") != flags.end(), inside);
        QVERIFY(std::abs(area(result.peaks[0]) / bell.area() - 1.0) < 0.05);
    }
    /// What is left where a large step was taken out is no small peak.
    void doesNotMeasureASmallRiseWithALargeStepInside()
    {
        std::mt19937_64 engine(3);
        std::normal_distribution<double> normal(0.0, 1.0);
        std::vector<double> y(1800);
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double t = static_cast<double>(i) * dt;
            y[i] = 100.0 + normal(engine) + Bell{64.5, 25.0, 1.2}.at(t) +
                   (t > 58.0 ? 1600.0 * (1.0 - std::exp(-(t - 58.0) / 0.8)) : 0.0);
        }
        for (const Peak &peak : integrateClassic(traceOf(y)).peaks) {
            const bool inside = inSeconds(peak.start) < 59.0 && inSeconds(peak.end) > 59.0;
            QVERIFY2(!inside || std::abs(inDetectorUnits(peak.height)) > 1600.0,
                     std::to_string(inDetectorUnits(peak.height)).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestSteps)
#include "tst_steps.moc"
