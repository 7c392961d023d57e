// SPDX-License-Identifier: GPL-3.0-or-later
// The care of a chromatograph from a store: which runs count, and for which bench; the series of retention times. The numbers
// are those of the runs that are put in.
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "app/session/care_state.h"
#include "app/session/vial_step_records.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::db;
using care::Kind;
using test::minute;
namespace fs = std::filesystem;

namespace {

care::CareAct act(Kind kind, double at_min)
{
    care::CareAct one;
    one.bench = "GC 1";
    one.kind = kind;
    one.at = minute(at_min);
    one.by = "J. Doe";
    return one;
}

/// A run of "GC 1" at this minute whose H2 (and air) came at these times.
struct Shot {
    double at_min = 0.0;
    double h2_s = 52.0;
    std::string method = "sieve";
    std::optional<double> separation{}; ///< of N2 to O2
};

RecordId inject(Store &store, const Shot &shot, const std::string &instrument = "GC 1")
{
    NewRun run;
    run.status = "done";
    run.source = Source::Measured;
    run.startedUtc = session::utcText(minute(shot.at_min));
    run.instrument = instrument;
    run.methodName = shot.method;
    NewChannel channel;
    channel.name = "TCD";
    run.channels.push_back(channel);
    const RecordId id = store.addRun(run).value().id;
    NewResult result;
    result.kind = "integration";
    result.runId = id;
    result.algorithmName = "classic";
    result.algorithmVersion = "1";
    const auto peak = [&](const char *name, double apex_s, std::optional<double> resolution) {
        PeakRecord one;
        one.channel = "TCD";
        one.name = name;
        one.apex_s = apex_s;
        one.areaUnit = "uV*s";
        one.resolution = resolution;
        result.peaks.push_back(one);
    };
    peak("H2", shot.h2_s, {});
    if (shot.separation) {
        peak("O2", shot.h2_s + 20.0, 6.0);
        peak("N2", shot.h2_s + 35.0, shot.separation);
    }
    (void)store.saveResult(result).value();
    return id;
}

care::CareRow row(const session::CareState &state, const char *subject, const char *bench = "GC 1")
{
    for (const care::CareRow &each : state.rows) {
        if (each.subject == subject && each.bench == bench) {
            return each;
        }
    }
    return {};
}

} // namespace

class TestCareState : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    fs::path fresh() { return fs::path(m_dir.path().toStdString()) / (std::to_string(++m_count) + ".sqlite"); }

private slots:
    void whichRunsCount()
    {
        auto store = Store::open(fresh()).value();
        QVERIFY(session::recordCare(store, act(Kind::Septum, 0), minute(1)).has_value());
        inject(store, {-10}); // through the septum before
        inject(store, {10});
        inject(store, {20}, "GC 2");
        inject(store, {30}, ""); // whose?
        NewRun run;
        run.instrument = "GC 1";
        run.startedUtc = session::utcText(minute(40));
        run.status = "aborted"; // before the injection
        QVERIFY(store.addRun(run).has_value());
        run.marks = {{"zero", 0.0, {}, "start line", {}, {}}}; // after it
        QVERIFY(store.addRun(run).has_value());
        run.status = "queued";
        run.marks.clear();
        QVERIFY(store.addRun(run).has_value());
        run.status = "imported";
        const auto twice = store.addRun(run).value().id; // an import that was none
        QVERIFY(store.withdraw(RecordTable::Runs, twice, "the same file twice").has_value());
        run.status = "done";
        run.format = "tgc-spool";
        const auto bad = store.addRun(run).value().id; // gas went in, whatever the run is worth
        QVERIFY(store.withdraw(RecordTable::Runs, bad, "wrong vial").has_value());
        run.startedUtc.reset();
        run.acquiredAt = "24/7/2026 10:00"; // two days
        run.format = "native-csv";
        QVERIFY(store.addRun(run).has_value());
        run.acquiredAt = "2026-11-27T09:40:00"; // its zone is not known: an hour or two later or earlier
        QVERIFY(store.addRun(run).has_value());
        const auto state = session::careState(store, minute(200)).value();
        QCOMPARE(*row(state, "septum").count, 4.0); // minute 10, the aborted one, the withdrawn one, 09:40
        QCOMPARE(state.remarks.size(), std::size_t(2));
        QVERIFY(state.remarks[0].find("1 run names no instrument") == 0);
        QVERIFY(state.remarks[1].find("1 run has no time") == 0);
        QCOMPARE(state.benches, (std::vector<std::string>{"GC 1", "GC 2"}));
        QVERIFY(row(state, "septum", "GC 2").verdict == care::Verdict::NotRecorded);
    }
    void aBenchByANameOfItsOwn()
    {
        auto store = Store::open(fresh()).value();
        care::CareAct septum = act(Kind::Septum, 0);
        septum.bench = "the old one";
        septum.instrument = "LabJack T7 470012345";
        const auto id = session::recordCare(store, septum, minute(1)).value();
        inject(store, {10}, "LabJack T7 470012345");
        inject(store, {20}, "");
        auto state = session::careState(store, minute(60)).value();
        QCOMPARE(state.benches, std::vector<std::string>{"the old one"});
        QCOMPARE(*row(state, "septum", "the old one").count, 1.0);
        care::CareAct nameless = act(Kind::Note, 1);
        nameless.bench = "the old one";
        nameless.note = "its files name no instrument";
        nameless.instrument = "-";
        QVERIFY(session::recordCare(store, nameless, minute(2)).has_value());
        state = session::careState(store, minute(60)).value();
        QCOMPARE(*row(state, "septum", "the old one").count, 2.0);
        QVERIFY(state.remarks.empty());
        QVERIFY(session::voidCare(store, id, "J", "not this one", minute(61)).has_value());
        state = session::careState(store, minute(60)).value(); // its runs are a bench of their own again
        QCOMPARE(state.benches, (std::vector<std::string>{"LabJack T7 470012345", "the old one"}));
    }
    void anIdleInstrumentIsLeftOut()
    {
        auto store = Store::open(fresh()).value();
        inject(store, {0});
        const auto now = minute(0) + session::lately + std::chrono::hours(1);
        QVERIFY(session::careState(store, now)->benches.empty());
        QCOMPARE(session::careState(store, now, {}, {.all = true})->benches.size(), std::size_t(1));
        QCOMPARE(session::careState(store, now, {}, {.bench = "GC 1"})->benches.size(), std::size_t(1));
        const auto none = session::careState(store, now, {}, {.bench = "GC 7"});
        QVERIFY(!none.has_value());
        QVERIFY2(none.error().message.find("there are GC 1") != std::string::npos, none.error().message.c_str());
    }
    void waterOnTheSieve()
    {
        auto store = Store::open(fresh()).value();
        for (int i = 0; i < 20; ++i) {
            inject(store, {-1000.0 + i, 46.0}); // before the bake-out: short already
        }
        QVERIFY(session::recordCare(store, act(Kind::BakeOut, 0), minute(1)).has_value());
        for (int i = 1; i <= 40; ++i) {
            // 0.1 s an injection, another method in between, one run that went wrong.
            inject(store, {30.0 * i, i == 20 ? 12.0 : 52.0 - 0.1 * (i - 1), "sieve", 2.5 - 0.01 * i});
            if (i % 10 == 0) {
                inject(store, {30.0 * i + 10.0, 80.0, "slow"});
            }
        }
        const auto state = session::careState(store, minute(1300)).value();
        QCOMPARE(state.series.size(), std::size_t(4)); // H2, N2, O2 by "sieve", H2 by "slow"
        const auto series = [&](const char *method, const char *target) {
            return *std::find_if(state.series.begin(), state.series.end(),
                                 [&](const auto &each) { return each.method == method && each.target == target; });
        };
        const auto h2 = series("sieve", "H2");
        QCOMPARE(h2.runs.size(), std::size_t(40));
        QCOMPARE(h2.runs.front().point.injections, 1.0);
        QCOMPARE(h2.runs.back().point.injections, 43.0); // those by "slow" went into the column, too
        QVERIFY(std::abs(inSeconds(h2.drift.reference) - 51.8) < 1e-9); // median of 52.0 ... 51.6
        QVERIFY(std::abs(inSeconds(h2.drift.present) - 48.3) < 1e-9); // median of 48.5 ... 48.1
        QVERIFY(std::abs(h2.drift.perInjection->slope + 0.093) < 0.003); // 3.9 s in 42 injections
        QVERIFY(h2.drift.verdict == DriftVerdict::BakeOutNow); // 6.8 %
        QVERIFY(!h2.drift.resolution);
        QVERIFY(std::abs(*series("sieve", "N2").drift.resolution - 2.12) < 1e-9);
        QVERIFY(!series("sieve", "O2").drift.resolution);
        QVERIFY(series("slow", "H2").drift.verdict == DriftVerdict::NotEnoughRuns);
        // The newest run is one by "slow": its series is the present one, and has too few runs.
        QVERIFY(series("slow", "H2").present && !h2.present);
        inject(store, {1250.0, 48.0});
        const auto after = session::careState(store, minute(1300)).value();
        const auto bakeOut = row(after, "bake-out");
        QVERIFY(bakeOut.verdict == care::Verdict::Due);
        QVERIFY2(bakeOut.words.starts_with("bake out now: H2, retention 48."), bakeOut.words.c_str());
        QCOMPARE(*bakeOut.count, 45.0);
    }
    void aNewVersionOfAResultCountsAlone()
    {
        auto store = Store::open(fresh()).value();
        QVERIFY(session::recordCare(store, act(Kind::BakeOut, 0), minute(1)).has_value());
        const auto id = inject(store, {10, 52.0});
        NewResult again;
        again.kind = "integration";
        again.runId = id;
        again.algorithmName = "fit";
        again.algorithmVersion = "1";
        PeakRecord peak;
        peak.channel = "TCD";
        peak.name = "H2";
        peak.apex_s = 52.25;
        peak.areaUnit = "uV*s";
        again.peaks = {peak};
        QVERIFY(store.saveResult(again).has_value());
        auto found = careRetentions(store, "GC 1").value();
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].apex_s, 52.25);
        again.peaks = {peak, peak}; // which of the two?
        QVERIFY(store.saveResult(again).has_value());
        QVERIFY(careRetentions(store, "GC 1")->empty());
    }
};

QTEST_APPLESS_MAIN(TestCareState)
#include "tst_care_state.moc"
