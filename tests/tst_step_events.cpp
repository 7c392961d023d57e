// SPDX-License-Identifier: GPL-3.0-or-later
// Peaks that events have changed, and fitted ones, are measured on the signal that the search measures: without the steps
// of its baseline. Expected areas: Gaussian and EMG algebra; before, 400 counts over the seconds behind the step counted.
#include <QTest>

#include <random>

#include "analysis/fit/emg.h"
#include "analysis/fit/integrate_fit.h"
#include "analysis/peaks/integrate_events.h"
#include "tests/bells.h"

using namespace tgc;

namespace {

constexpr double offset = 100.0;
constexpr double change = 400.0;
constexpr double stepAt = 58.0;

/// 180 s at 10 Hz: a signal on 100, noise of 0.5, and a valve's step of 400 at 58 s within 0.1 s.
template <class Signal>
Chromatogram stepped(const Signal &signal, double by = change)
{
    std::mt19937_64 engine(11);
    std::normal_distribution<double> normal(0.0, 0.5);
    std::vector<double> y(1800);
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double t = 0.1 * static_cast<double>(i);
        y[i] = offset + normal(engine) + signal(t) + (t > stepAt + 0.05 ? by : 0.0);
    }
    return Chromatogram::uniform(seconds(0.0), seconds(0.1), std::move(y), "counts").value();
}

const Bell bell{50.0, 500.0, 2.0};

Chromatogram bellBeforeAStep(double by = change)
{
    return stepped([](double t) { return bell.at(t); }, by);
}

IntegrationEvent row(const char *name, double from, std::optional<double> to = {}, const char *value = "")
{
    auto made = makeEvent(name, seconds(from), to ? std::optional(seconds(*to)) : std::nullopt, value, "test");
    if (!made) {
        qFatal("%s", made.error().message.c_str());
    }
    return *made;
}

IntegrationResult byHand(const Chromatogram &trace, std::vector<IntegrationEvent> events)
{
    return integrate(trace, {.manual = std::move(events)});
}

double area(const Peak &peak)
{
    return inDetectorUnitSeconds(peak.area);
}

bool has(const Peak &peak, const char *flag)
{
    return std::find(peak.flags.begin(), peak.flags.end(), flag) != peak.flags.end();
}

/// The area within a share of it, the bounds on the signal as it is: 100 before the step, 500 behind.
void expectAcross(const IntegrationResult &result, double expected, double share)
{
    QCOMPARE(result.peaks.size(), std::size_t(1));
    const Peak &peak = result.peaks[0];
    QVERIFY2(std::abs(area(peak) / expected - 1.0) < share, qPrintable(QString::number(area(peak))));
    QVERIFY2(std::abs(inDetectorUnits(peak.baselineStart) - offset) < 3.0,
             qPrintable(QString::number(inDetectorUnits(peak.baselineStart))));
    QVERIFY2(std::abs(inDetectorUnits(peak.baselineEnd) - offset - change) < 3.0,
             qPrintable(QString::number(inDetectorUnits(peak.baselineEnd))));
    QVERIFY(has(peak, "step-inside"));
}

} // namespace

class TestStepEvents : public QObject {
    Q_OBJECT
private slots:
    void theSearchHandsOutItsSteps()
    {
        const auto result = integrate(bellBeforeAStep(), {});
        QCOMPARE(result.steps.size(), std::size_t(1));
        QVERIFY(std::abs(result.steps[0].change - change) < 4.0);
        QVERIFY(integrate(bellTrace({bell}), {}).steps.empty());
    }

    void aMovedEndCrossesTheStep()
    {
        expectAcross(byHand(bellBeforeAStep(), {row("move-end", 50.0, {}, "64")}), bell.area(), 0.01);
    }

    void anAddedPeakCrossesTheStep()
    {
        expectAcross(byHand(bellBeforeAStep(), {row("add-peak", 40.0, 64.0)}), bell.area(), 0.01);
        expectAcross(byHand(bellBeforeAStep(), {row("area-sum", 40.0, 64.0)}), bell.area(), 0.01);
        expectAcross(byHand(bellBeforeAStep(), {row("force-baseline", 40.0, 64.0)}), bell.area(), 0.01);
    }

    void aBaselineIsGivenAsTheSignalShowsIt() // 500 behind the step is the level of 100 before it
    {
        expectAcross(
            byHand(bellBeforeAStep(), {row("move-end", 50.0, {}, "64"), row("move-baseline-start", 50.0, {}, "100"),
                                       row("move-baseline-end", 50.0, {}, "500")}),
            bell.area(), 0.01);
    }

    void
    whatLiesBesideAStepIsAsWithoutIt() // but for what the size of the step, read off the noise, does to the baseline
    {
        const auto events = std::vector{row("move-start", 50.0, {}, "43.5"), row("split-peak", 51.0)};
        const auto calm = byHand(bellBeforeAStep(0.0), events);
        const auto with = byHand(bellBeforeAStep(), events);
        QCOMPARE(calm.peaks.size(), std::size_t(2));
        QCOMPARE(with.peaks.size(), std::size_t(2));
        QVERIFY2(std::abs(area(with.peaks[0]) / area(calm.peaks[0]) - 1.0) < 0.01,
                 qPrintable(QString("%1 against %2").arg(area(with.peaks[0])).arg(area(calm.peaks[0]))));
        // Its uncertainty is that of the noise, not of a noise with a step in it.
        QVERIFY(with.peaks[0].areaU < 1.5 * calm.peaks[0].areaU);
    }

    void anUntouchedPeakKeepsEveryBit()
    {
        const Chromatogram trace = bellBeforeAStep();
        const auto plain = integrateClassic(trace);
        const auto with = byHand(trace, {row("name-peak", 50.0, {}, "H2"), row("add-peak", 120.0, 130.0)});
        QCOMPARE(plain.peaks.size(), std::size_t(1));
        QCOMPARE(with.peaks.size(), std::size_t(2));
        QCOMPARE(with.peaks[0].area, plain.peaks[0].area);
        QCOMPARE(with.peaks[0].areaU, plain.peaks[0].areaU);
        QCOMPARE(with.peaks[0].baselineEnd, plain.peaks[0].baselineEnd);
    }

    void stepsAreKeptOnRequest()
    {
        const Chromatogram trace = bellBeforeAStep();
        const auto kept = integrate(trace, {.method = {*makeEvent("baseline-steps", {}, {}, "keep")}});
        QVERIFY(kept.steps.empty());
        for (const RejectedCandidate &candidate : kept.rejected) {
            QVERIFY2(!candidate.criterion.starts_with("step: the baseline"), candidate.criterion.c_str());
        }
        IntegrationOptions options;
        options.detection.removeSteps = false;
        const auto direct = integrateClassic(trace, options);
        QCOMPARE(kept.peaks.size(), direct.peaks.size());
        for (std::size_t i = 0; i < direct.peaks.size(); ++i) {
            QCOMPARE(kept.peaks[i].area, direct.peaks[i].area);
        }
        // An added peak across it then counts what is there: the step over the line between its ends.
        const auto crossed = integrate(
            trace, {.method = {*makeEvent("baseline-steps", {}, {}, "keep")}, .manual = {row("add-peak", 40.0, 64.0)}});
        const auto added = std::find_if(crossed.peaks.begin(), crossed.peaks.end(), [](const Peak &peak) {
            return peak.start == seconds(40.0) && peak.end == seconds(64.0);
        });
        QVERIFY(added != crossed.peaks.end() && !has(*added, "step-inside"));
        QVERIFY(std::abs(area(*added) / bell.area() - 1.0) > 0.5);
        // Where it is said again what holds anyway, nothing changes by a bit.
        const auto removed = integrate(trace, {.method = {*makeEvent("baseline-steps", {}, {}, "remove")}});
        QCOMPARE(removed.peaks.at(0).area, integrateClassic(trace).peaks.at(0).area);
    }

    void aSettingForPartOfTheTraceHoldsThere()
    {
        const auto before = integrate(bellBeforeAStep(), {.method = {row("baseline-steps", 100.0, {}, "keep")}});
        QCOMPARE(before.steps.size(), std::size_t(1)); // the step at 58 s is still taken out
        const auto here = integrate(bellBeforeAStep(), {.method = {row("baseline-steps", 55.0, 100.0, "keep")}});
        QVERIFY(here.steps.empty());
    }

    void aFitGoesOverTheStep_data()
    {
        QTest::addColumn<double>("by");
        for (const double by : {-400.0, 0.0, 400.0}) {
            QTest::addRow("step of %g", by) << by;
        }
    }
    void aFitGoesOverTheStep() // on the tail of the peak
    {
        QFETCH(double, by);
        const double truth = 6000.0;
        const EmgShape shape{48.0, 1.5, 2.0};
        const Chromatogram trace = stepped([&](double t) { return truth * emg(t, shape); }, by);
        const IntegrationResult result = integrateFit(trace);
        QVERIFY(!result.peaks.empty());
        const auto peak = std::max_element(result.peaks.begin(), result.peaks.end(),
                                           [](const Peak &a, const Peak &b) { return a.area < b.area; });
        QVERIFY2(peak->fitted.has_value(), result.warnings.empty() ? "" : result.warnings.back().c_str());
        QVERIFY2(std::abs(area(*peak) / truth - 1.0) < 0.005, qPrintable(QString::number(area(*peak))));
        QVERIFY(std::abs(inSeconds(peak->fitted->tau) - shape.tau) < 0.1);
        const double level = offset + (inSeconds(peak->end) > stepAt + 0.2 ? by : 0.0);
        QVERIFY2(std::abs(inDetectorUnits(peak->baselineEnd) - level) < 2.0,
                 qPrintable(QString("%1 at %2 s").arg(inDetectorUnits(peak->baselineEnd)).arg(inSeconds(peak->end))));
    }
};

QTEST_APPLESS_MAIN(TestStepEvents)
#include "tst_step_events.moc"
