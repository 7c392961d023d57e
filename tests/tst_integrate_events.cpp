// SPDX-License-Identifier: GPL-3.0-or-later
// What each integration event does. Expected areas: Gaussian algebra, plus what the event adds or takes away by geometry.
#include <QTest>

#include "analysis/peaks/area.h"
#include "analysis/peaks/integrate_events.h"
#include "tests/bells.h"

using namespace tgc;

namespace {

double area(const Peak &peak)
{
    return inDetectorUnitSeconds(peak.area);
}

bool has(const Peak &peak, const char *flag)
{
    return std::find(peak.flags.begin(), peak.flags.end(), flag) != peak.flags.end();
}

IntegrationEvent row(const char *name, double from, std::optional<double> to = {}, const char *value = "")
{
    auto made = makeEvent(name, seconds(from), to ? std::optional(seconds(*to)) : std::nullopt, value, "test");
    if (!made) {
        qFatal("%s", made.error().message.c_str());
    }
    return *made;
}

IntegrationResult byMethod(const Chromatogram &trace, std::vector<IntegrationEvent> events)
{
    return integrate(trace, {.method = std::move(events)});
}

IntegrationResult byHand(const Chromatogram &trace, std::vector<IntegrationEvent> events)
{
    return integrate(trace, {.manual = std::move(events)});
}

double total(const IntegrationResult &result)
{
    double sum = 0.0;
    for (const Peak &peak : result.peaks) {
        sum += area(peak);
    }
    return sum;
}

/// The peaks' order, bounds, areas: everything that counts, to compare bit for bit.
std::vector<double> figures(const IntegrationResult &result)
{
    std::vector<double> all;
    for (const Peak &p : result.peaks) {
        all.insert(all.end(), {inSeconds(p.apex), area(p), inDetectorUnits(p.height), inDetectorUnitSeconds(p.areaU),
                               inSeconds(p.start), inSeconds(p.end), p.resolution.value_or(-1.0)});
    }
    return all;
}

const Bell tall{60.0, 1000.0};
const Bell later{100.0, 400.0};
const Bell fusedA{60.0, 1000.0};
const Bell fusedB{65.5, 500.0};

} // namespace

class TestIntegrateEvents : public QObject {
    Q_OBJECT
private slots:
    void withoutEventsNothingChanges()
    {
        const auto trace = bellTrace({tall, later, fusedB});
        IntegrationOptions options;
        options.targets = {{"H2", seconds(60.0), seconds(2.0)}};
        const auto plain = integrateClassic(trace, options);
        const auto same = integrate(trace, {.options = options});
        QCOMPARE(figures(same), figures(plain));
        QCOMPARE(same.peaks[0].name, plain.peaks[0].name);
        QCOMPARE(same.rejected.size(), plain.rejected.size());
        QCOMPARE(same.warnings, plain.warnings);
    }
    void untouchedPeaksKeepTheirBits()
    {
        const auto trace = bellTrace({tall, later});
        const auto plain = integrateClassic(trace);
        const auto cut = byHand(trace, {row("move-end", 60.0, {}, "63")});
        QCOMPARE(area(cut.peaks[1]), area(plain.peaks[1]));
        QVERIFY(cut.peaks[1].areaU == plain.peaks[1].areaU);
        QVERIFY(has(cut.peaks[0], "manual"));
        QVERIFY(!has(cut.peaks[1], "manual"));
    }
    void settingsShapeTheDetection()
    {
        const auto trace = bellTrace({tall, {100.0, 4.0}});
        QCOMPARE(byMethod(trace, {}).peaks.size(), std::size_t(2));
        // 4 noise high and 35 samples wide: about 13 SD of the noise at its own width.
        const auto strict = byMethod(trace, {row("threshold", 0.0, {}, "40")});
        QCOMPARE(strict.peaks.size(), std::size_t(1));
        QVERIFY(std::any_of(strict.rejected.begin(), strict.rejected.end(),
                            [](const auto &r) { return r.criterion.find("needs 40") != std::string::npos; }));
        // Only from 90 s on: the tall one is found as ever, bit for bit.
        const auto late = byMethod(trace, {row("threshold", 90.0, {}, "40")});
        QCOMPARE(late.peaks.size(), std::size_t(1));
        QCOMPARE(area(late.peaks[0]), area(integrateClassic(trace).peaks[0]));
        // The later row counts.
        QCOMPARE(byMethod(trace, {row("threshold", 0.0, {}, "40"), row("threshold", 90.0, {}, "6")}).peaks.size(),
                 std::size_t(2));
        const auto faint = bellTrace({tall, {100.0, 1.2}});
        QCOMPARE(byMethod(faint, {}).peaks.size(), std::size_t(1));
        QCOMPARE(byMethod(faint, {row("threshold", 90.0, 110.0, "3")}).peaks.size(), std::size_t(2));
    }
    void peakWidthSmoothingAndBunchingLookForWidePeaks()
    {
        const auto trace = bellTrace({{60.0, 60.0, 3.0}}, 10.0);
        const double expected = Bell{60.0, 60.0, 3.0}.area();
        for (const auto &one :
             {row("peak-width", 0.0, {}, "7"), row("smoothing", 0.0, {}, "3"), row("bunching", 0.0, {}, "5")}) {
            const auto result = byMethod(trace, {one});
            QVERIFY2(result.peaks.size() == 1, describe(one).c_str());
            QVERIFY2(std::abs(area(result.peaks[0]) - expected) < 3.0 * inDetectorUnitSeconds(result.peaks[0].areaU),
                     describe(one).c_str());
        }
        // Raw samples: smoothing over 4 s would leave 96 % of the height (Savitzky-Golay of a Gaussian).
        const auto sharp = bellTrace({tall}, 0.0);
        const auto smoothed = byMethod(sharp, {row("smoothing", 0.0, {}, "4")});
        QVERIFY(std::abs(inDetectorUnits(smoothed.peaks[0].height) / 1000.0 - 1.0) < 0.01);
    }
    void spikeFilterIsSetInNoise()
    {
        auto trace = bellTrace({tall});
        std::vector<double> y(trace.values().begin(), trace.values().end());
        y[1200] += 60.0;
        const auto spiked = Chromatogram::uniform(seconds(0.0), seconds(0.1), y, "counts").value();
        const auto spikes = [&](const char *limit) {
            const auto result = byMethod(spiked, {row("spike-filter", 0.0, {}, limit)});
            return std::count_if(result.rejected.begin(), result.rejected.end(),
                                 [](const auto &r) { return r.criterion.starts_with("spike"); });
        };
        QCOMPARE(spikes("8"), 1);
        QCOMPARE(spikes("200"), 0);
        QCOMPARE(spikes("0"), 0);
    }
    void detectorDelayMovesTargetsAndPlates()
    {
        const auto trace = bellTrace({tall});
        IntegrationOptions options;
        options.targets = {{"H2", seconds(55.0), seconds(1.0)}};
        QVERIFY(!integrate(trace, {.options = options}).peaks[0].name);
        const auto late = integrate(trace, {.options = options, .method = {row("detector-delay", 0.0, {}, "5")}});
        QCOMPARE(late.peaks[0].name, std::optional<std::string>("H2"));
        const double w = inSeconds(*late.peaks[0].widthHalf);
        QCOMPARE(*late.peaks[0].plates, 5.54 * std::pow((inSeconds(late.peaks[0].apex) - 5.0) / w, 2));
    }
    void boundsFollowSlopeAndShares()
    {
        const auto trace = bellTrace({tall}, 0.0);
        // A Gaussian stands at 1 % of its height sigma sqrt(2 ln 100) = 3.0349 sigma from its apex.
        const auto cut = byMethod(trace, {row("liftoff", 0.0, {}, "1"), row("touchdown", 0.0, {}, "1")});
        QVERIFY(std::abs(inSeconds(cut.peaks[0].start) - (60.0 - 3.0349 * 1.5)) < 0.15);
        QVERIFY(std::abs(inSeconds(cut.peaks[0].end) - (60.0 + 3.0349 * 1.5)) < 0.15);
        // Slope of a Gaussian: h z / sigma exp(-z^2/2); at z = 3 that is 22.2 per s (averaged over 1.4 s: further out).
        const auto steep = byMethod(trace, {row("slope", 0.0, {}, "22.2")});
        const double out = (inSeconds(steep.peaks[0].end) - 60.0) / 1.5;
        QVERIFY2(out > 2.9 && out < 3.3, std::to_string(out).c_str());
        QVERIFY(area(steep.peaks[0]) < area(byMethod(trace, {}).peaks[0]));
    }
    void rejectionsSayWhy()
    {
        const auto trace = bellTrace({tall, {90.0, 50.0}, {130.0, -300.0}});
        QCOMPARE(byMethod(trace, {}).peaks.size(), std::size_t(3));
        const auto left = [&](const IntegrationEvent &one, const char *criterion) {
            const auto result = byMethod(trace, {one});
            const bool said = std::any_of(result.rejected.begin(), result.rejected.end(), [&](const auto &r) {
                return r.criterion.find(criterion) != std::string::npos;
            });
            return said ? result.peaks.size() : 99;
        };
        QCOMPARE(left(row("min-area", 0.0, {}, "500"), "min-area: 1"), std::size_t(2));
        QCOMPARE(left(row("min-height", 0.0, {}, "100"), "needs 100"), std::size_t(2));
        QCOMPARE(left(row("min-half-width", 0.0, {}, "30"), "needs 30"), std::size_t(0));
        QCOMPARE(left(row("integration-off", 80.0, 95.0), "integration-off"), std::size_t(2));
        QCOMPARE(left(row("negative-peaks", 0.0, {}, "reject"), "negative-peaks"), std::size_t(2));
    }
    void clampCountsNothingUnderTheBaseline()
    {
        // A baseline that is forced above the signal on one side: clamped, the peak loses nothing to it.
        const auto trace = bellTrace({tall}, 0.0, 0.5);
        const auto forced = row("horizontal-forward", 55.0, 70.0);
        const double open = area(byMethod(trace, {forced}).peaks[0]);
        const double clamped = area(byMethod(trace, {row("negative-peaks", 0.0, {}, "clamp"), forced}).peaks[0]);
        QVERIFY(clamped >= open);
        QVERIFY(byMethod(bellTrace({tall, {130.0, -300.0}}), {row("negative-peaks", 0.0, {}, "clamp")}).peaks.size() ==
                1);
    }
    void invertedPolarityTurnsADentIntoAPeak()
    {
        const Bell dent{60.0, -500.0};
        const auto trace = bellTrace({dent, later});
        IntegrationOptions options;
        options.targets = {{"H2", seconds(60.0), seconds(2.0)}};
        QVERIFY(!integrate(trace, {.options = options}).peaks[0].name);
        const auto turned = integrate(trace, {.options = options, .method = {row("polarity", 50.0, 70.0, "inverted")}});
        QCOMPARE(turned.peaks[0].name, std::optional<std::string>("H2"));
        QVERIFY(std::abs(area(turned.peaks[0]) / -dent.area() - 1.0) < 0.01);
        QVERIFY(has(turned.peaks[0], "inverted") && !has(turned.peaks[0], "negative"));
        QVERIFY(area(turned.peaks[1]) > 0.0);
    }
    void baselinesOfFusedPeaks()
    {
        const auto trace = bellTrace({fusedA, fusedB}, 0.0);
        const auto plain = byMethod(trace, {});
        QCOMPARE(plain.peaks.size(), std::size_t(2));
        QVERIFY(plain.peaks[0].end == plain.peaks[1].start);
        const double valley = inSeconds(plain.peaks[0].end);
        const double height = fusedA.at(valley) + fusedB.at(valley);
        // From valley to valley each peak loses the triangle under the line from its outer end up to the valley.
        const auto apart = byMethod(trace, {row("valley-to-valley", 0.0)});
        QVERIFY(apart.peaks[0].rule == BoundRule::Valley);
        for (const std::size_t i : {0, 1}) {
            const double length = inSeconds(apart.peaks[i].end) - inSeconds(apart.peaks[i].start);
            QVERIFY(std::abs(area(plain.peaks[i]) - area(apart.peaks[i]) - 0.5 * height * length) < 0.05 * height);
        }
        // and back on one baseline: what drop lines gave.
        const auto again = byMethod(trace, {row("valley-to-valley", 0.0), row("together", 0.0)});
        QVERIFY(std::abs(total(again) - total(plain)) < 1e-3 * total(plain));
        QVERIFY(again.peaks[0].rule == BoundRule::Drop);
        // The baseline meets the signal in the valley: the same as valley to valley, by either name.
        for (const auto &now : {row("baseline-now", valley), row("baseline-next-valley", 50.0)}) {
            const auto reset = byMethod(trace, {now});
            QVERIFY(std::abs(area(reset.peaks[1]) - area(apart.peaks[1])) < 1e-3 * area(plain.peaks[1]));
            QVERIFY(reset.peaks[0].rule == BoundRule::Forced);
        }
    }
    void levelBaselines()
    {
        const double drift = 0.5; // per s
        const auto trace = bellTrace({tall}, 0.0, drift);
        const auto plain = byMethod(trace, {});
        const double start = inSeconds(plain.peaks[0].start);
        const double end = inSeconds(plain.peaks[0].end);
        // Level from 50 s on: the peak gains the triangle between the level and the drifting line, from there on.
        const double gained = drift * (0.5 * (end * end - start * start) - 50.0 * (end - start));
        for (const char *name : {"horizontal-forward", "baseline-hold"}) {
            const auto level = byMethod(trace, {row(name, 50.0, 75.0)});
            QVERIFY2(std::abs(area(level.peaks[0]) - area(plain.peaks[0]) - gained) < 0.5, name);
            QVERIFY(level.peaks[0].baselineStart == level.peaks[0].baselineEnd);
            QVERIFY(level.peaks[0].rule == BoundRule::Forced);
            QCOMPARE(level.peaks[0].code, std::string("FF"));
        }
        // Level back from 70 s: 35 above the ground at 0 s; the peak begins where it climbs through that level.
        const double level = 100.0 + drift * 70.0;
        for (const auto &back : {row("horizontal-backward", 40.0, 70.0), row("baseline-back", 70.0)}) {
            const auto result = byMethod(trace, {back});
            const Peak &peak = result.peaks[0];
            QVERIFY(std::abs(inDetectorUnits(peak.baselineStart) - level) < 0.1);
            const double at = inSeconds(peak.start);
            QVERIFY2(std::abs(100.0 + drift * at + tall.at(at) - level) < 5.0, std::to_string(at).c_str());
        }
        QVERIFY(byMethod(trace, {row("baseline-back", 20.0)}).warnings.size() == 1);
    }
    void aForcedBaselineRunsBetweenItsTimes()
    {
        const auto trace = bellTrace({tall}, 0.0, 0.5);
        const auto forced = byMethod(trace, {row("force-baseline", 50.0, 72.0)});
        QCOMPARE(inSeconds(forced.peaks[0].start), 50.0);
        QCOMPARE(inSeconds(forced.peaks[0].end), 72.0);
        QVERIFY(std::abs(inDetectorUnits(forced.peaks[0].baselineStart) - 125.0) < 0.1);
        QVERIFY(std::abs(inDetectorUnits(forced.peaks[0].baselineEnd) - 136.0) < 0.1);
        QVERIFY(std::abs(area(forced.peaks[0]) / tall.area() - 1.0) < 1e-3);
        QVERIFY(!has(forced.peaks[0], "manual"));
        QVERIFY(has(byHand(trace, {row("force-baseline", 50.0, 72.0)}).peaks[0], "manual"));
    }
    void editsByHand()
    {
        const auto trace = bellTrace({tall, later}, 0.0);
        const auto plain = byMethod(trace, {});
        // Split a peak: the areas add.
        const auto split = byHand(trace, {row("split-peak", 61.0)});
        QCOMPARE(split.peaks.size(), std::size_t(3));
        QVERIFY(std::abs(total(split) / total(plain) - 1.0) < 1e-12);
        QVERIFY(split.peaks[0].rule == BoundRule::Drop);
        QCOMPARE(split.peaks[0].code, std::string("BV"));
        // and merge the halves: the area again.
        const auto merged = byHand(trace, {row("split-peak", 61.0), row("merge-peaks", 55.0, 66.0)});
        QCOMPARE(merged.peaks.size(), std::size_t(2));
        QVERIFY(std::abs(area(merged.peaks[0]) / area(plain.peaks[0]) - 1.0) < 1e-12);
        QCOMPARE(merged.peaks[0].code, std::string("BB"));
        const auto deleted = byHand(trace, {row("delete-peak", 60.0)});
        QCOMPARE(deleted.peaks.size(), std::size_t(1));
        QVERIFY(deleted.rejected.front().criterion.find("by hand") != std::string::npos);
        const auto added = byHand(trace, {row("delete-peak", 60.0), row("add-peak", 50.0, 70.0)});
        QVERIFY(std::abs(area(added.peaks[0]) / tall.area() - 1.0) < 1e-6);
        QVERIFY(std::abs(inSeconds(added.peaks[0].apex) - 60.0) < 0.01);
        QCOMPARE(added.peaks[0].code, std::string("MM"));
        const auto named = byHand(trace, {row("name-peak", 100.0, {}, "CH4")});
        QCOMPARE(named.peaks[1].name, std::optional<std::string>("CH4"));
    }
    void movedEndsAndBaselines()
    {
        const auto trace = bellTrace({tall}, 0.0);
        const auto moved = byHand(trace, {row("move-start", 60.0, {}, "58"), row("move-end", 60.0, {}, "62.05")});
        const Samples samples{trace.times_s(), trace.values()};
        QVERIFY(std::abs(area(moved.peaks[0]) - areaAbove(samples, 58.0, 62.05, {0.0, 100.0, 0.0})) < 4.0);
        QCOMPARE(moved.peaks[0].code, std::string("MM"));
        const auto raised =
            byHand(trace, {row("move-baseline-start", 60.0, {}, "110"), row("move-baseline-end", 60.0, {}, "110")});
        const double length = inSeconds(raised.peaks[0].end) - inSeconds(raised.peaks[0].start);
        QVERIFY(std::abs(area(byMethod(trace, {}).peaks[0]) - area(raised.peaks[0]) - 10.0 * length) < 0.1);
        QVERIFY(raised.peaks[0].rule == BoundRule::Forced);
        // A border between fused peaks moves for both.
        const auto pair = bellTrace({fusedA, fusedB}, 0.0);
        const auto border = byHand(pair, {row("move-end", 60.0, {}, "62.5")});
        QCOMPARE(inSeconds(border.peaks[1].start), 62.5);
        QVERIFY(std::abs(total(border) / total(byMethod(pair, {})) - 1.0) < 1e-9);
    }
    void areaSumsOfContiguousSlicesAddUp()
    {
        const auto trace = bellTrace({fusedA, fusedB}, 0.0);
        const auto plain = byMethod(trace, {});
        const double from = inSeconds(plain.peaks[0].start);
        const double to = inSeconds(plain.peaks[1].end);
        const auto whole = byMethod(trace, {row("area-sum", from, to)});
        QCOMPARE(whole.peaks.size(), std::size_t(1));
        QVERIFY(has(whole.peaks[0], "area-sum"));
        QVERIFY(std::abs(area(whole.peaks[0]) / total(plain) - 1.0) < 1e-6);
        const auto slices =
            byMethod(trace, {row("area-sum", from, 61.0), row("area-sum", 61.0, 64.0), row("area-sum", 64.0, to)});
        QCOMPARE(slices.peaks.size(), std::size_t(3));
        QVERIFY(std::abs(total(slices) / total(plain) - 1.0) < 1e-3);
    }
    void manualRowsComeAfterTheMethodAndItsRejections()
    {
        const auto trace = bellTrace({tall, later});
        const auto result =
            integrate(trace, {.method = {row("min-area", 0.0, {}, "2000")}, .manual = {row("add-peak", 92.0, 108.0)}});
        QCOMPARE(result.peaks.size(), std::size_t(2)); // `later` has 1504: refused, then put back by hand
        QVERIFY(has(result.peaks[1], "manual"));
        QVERIFY(!has(result.peaks[0], "manual"));
    }
    void whatDoesNothingSaysSo_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("end");
        QTest::addColumn<QString>("value");
        for (const EventInfo &info : eventTable()) {
            // These two have something to do anywhere within the trace.
            const bool always = info.kind == EventKind::AddPeak || info.kind == EventKind::AreaSum;
            if (!isSetting(info.kind) && !always) {
                QTest::newRow(std::string(info.name).c_str())
                    << QString::fromUtf8(info.name.data(), static_cast<qsizetype>(info.name.size()))
                    << (info.extent == EventExtent::Instant ? 0.0 : 20.0)
                    << (info.value == EventValue::Number   ? "1"
                        : info.value == EventValue::Choice ? "straight"
                        : info.value == EventValue::Text   ? "X"
                                                           : "");
            }
        }
    }
    void whatDoesNothingSaysSo()
    {
        QFETCH(QString, name);
        QFETCH(double, end);
        QFETCH(QString, value);
        const auto trace = bellTrace({{60.0, -500.0}});
        const double at = name == "baseline-next-valley" || name == "horizontal-backward" ? 10.0 : 12.0;
        const auto one = row(qPrintable(name), at, end > 0.0 ? std::optional(end) : std::nullopt, qPrintable(value));
        const auto result = byHand(trace, {one});
        QCOMPARE(result.warnings.size(), std::size_t(1));
        QVERIFY(result.warnings[0].starts_with(name.toStdString()));
        QCOMPARE(figures(result), figures(integrateClassic(trace)));
    }
    void nothingCrashesOnShortTraces()
    {
        for (const std::size_t n : {1, 2, 3, 5}) {
            std::vector<double> y(n, 1.0);
            const auto trace = Chromatogram::uniform(seconds(0.0), seconds(1.0), y, "counts").value();
            for (const EventInfo &info : eventTable()) {
                const auto one =
                    makeEvent(info.name, seconds(0.0),
                              info.extent == EventExtent::Instant ? std::nullopt : std::optional(seconds(4.0)),
                              info.value == EventValue::None     ? ""
                              : info.value == EventValue::Number ? "2"
                              : info.value == EventValue::Choice ? info.choices.back()
                                                                 : "X");
                const auto result = byHand(trace, {*one, *one});
                QVERIFY(result.peaks.size() <= 1);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestIntegrateEvents)
#include "tst_integrate_events.moc"
