// SPDX-License-Identifier: GPL-3.0-or-later
// The three ways to stop: the one table, the document that holds it, and a bench that does what it says.
#include <QTest>

#include <fstream>
#include <iterator>
#include <set>

#include "app/station/protocol/stop_table.h"
#include "app/station/stop_command.h"
#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using namespace tgc::station;
using nlohmann::json;

namespace {

json vialRow(const std::string &id, const char *position, const char *reaction_s)
{
    json row = sampleRow(id);
    row["vial"] = position;
    row["reaction_s"] = reaction_s;
    return row;
}

/// A bench of doubles in the middle of its first injection: one vial is dosed and ready, one reacts, one is not dosed yet.
void inTheMiddle(FakeBench &b)
{
    json row = standardRow();
    row["duration_s"] = "150";
    QCOMPARE(b.queue({row, vialRow("S1", "3", "1"), vialRow("S2", "4", "100000"), vialRow("S3", "5", "1")}),
             std::string());
    QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s && b.recorder->state().elapsed_s > 2.0, patience_ms);
    QTRY_COMPARE_WITH_TIMEOUT(b.line(2).at("step"), json("ready for its injection"), patience_ms);
    QTRY_VERIFY_WITH_TIMEOUT(b.line(3).at("step").get<std::string>().starts_with("reacting"), patience_ms);
    QCOMPARE(b.lineState(1), std::string("active"));
}

/// What became of the vials: their doses stay known, and none is given any more.
void vialsAre(const FakeBench &b, const std::string &dosed)
{
    QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), dosed, patience_ms);
    QCOMPARE(b.lineState(3), dosed);
    QCOMPARE(b.line(2).at("dose").at("delivered_mL"), json(0.5));
    QCOMPARE(b.lineState(4), std::string("waiting"));
    QCOMPARE(b.pump.doses.load(), 2);
    QCOMPARE(b.sampler.count("inject"), 1);
}

Result<json> stop(FakeBench &b, StopAct act)
{
    return stopBench({{"act", std::string(wordOf(act))}, {"why", "a test"}},
                     [&b](const std::string &name, const json &args) { return b.command(name, args); });
}

} // namespace

class TestStops : public QObject {
    Q_OBJECT

private slots:
    void tableIsWhole()
    {
        std::set<std::pair<StopAct, StopDevice>> seen;
        for (const StopRow &row : stopTable()) {
            QVERIFY(seen.emplace(row.act, row.device).second);
            QVERIFY(!row.does.empty() && !row.unknown.empty());
            QVERIFY(!wordOf(row.device).empty());
            QVERIFY(stopAct(wordOf(row.act)) == row.act);
        }
        QCOMPARE(seen.size(), std::size_t(3 * 6));
        QVERIFY(!stopAct("now").has_value());
    }

    void documentAgrees()
    {
        std::ifstream in(TGC_SOURCE_DIR "/docs/safety.md");
        const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        QVERIFY2(text.find(stopTableMarkdown()) != std::string::npos,
                 ("docs/safety.md is to hold:\n" + stopTableMarkdown()).c_str());
    }

    void unknownActIsRefused()
    {
        FakeBench b;
        for (const json &args : {json(nullptr), json::object(), json{{"act", "now"}}, json{{"act", 1}}}) {
            const auto done =
                stopBench(args, [&b](const std::string &name, const json &its) { return b.command(name, its); });
            QVERIFY(!done);
            QCOMPARE(done.error().code, ErrorCode::BadInput);
        }
    }

    /// The injection goes on to its end; no dose and no other injection is begun; no device is told anything.
    void afterStep()
    {
        FakeBench b;
        inTheMiddle(b);
        const int safe = b.pump.safeStates + b.signal.safeStates;
        QCOMPARE(stop(b, StopAct::AfterStep)->at("sentence").get<std::string>(),
                 std::string(sentenceOf(StopAct::AfterStep)));
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.closed().size(), std::size_t(1), patience_ms);
        const auto run = b.spool(0);
        QCOMPARE(run.end->status, std::string("done"));
        QVERIFY(run.samples.back().device_s - zero_s(run) >= 150.0);
        QTest::qWait(100);
        vialsAre(b, "active"); // they react on, and wait
        QCOMPARE(b.pump.safeStates + b.signal.safeStates, safe);
    }

    /// Closed at once and kept; the devices are left as they are, and are read on.
    void nowKeep()
    {
        FakeBench b;
        inTheMiddle(b);
        const int safe = b.pump.safeStates + b.signal.safeStates;
        QVERIFY(stop(b, StopAct::NowKeep).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(b.lineState(1) != "active" && !b.closed().empty(), patience_ms);
        const auto run = b.spool(0);
        QCOMPARE(run.end->status, std::string("stopped"));
        QVERIFY(run.samples.size() > 1);
        QVERIFY(run.samples.back().device_s - zero_s(run) < 150.0);
        const auto frames = b.signal.frames.load();
        QTRY_VERIFY_WITH_TIMEOUT(b.signal.frames > frames, patience_ms);
        vialsAre(b, "aborted");
        QCOMPARE(b.pump.safeStates + b.signal.safeStates, safe);
        QVERIFY(!b.it->snapshot().at("queue_running").get<bool>());
    }

    /// The same, and pump and digitiser are told to let go.
    void safeState()
    {
        FakeBench b;
        inTheMiddle(b);
        const int pump = b.pump.safeStates;
        const int signal = b.signal.safeStates;
        QVERIFY(stop(b, StopAct::SafeState).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(b.pump.safeStates > pump && b.signal.safeStates > signal, patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("aborted"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.closed().size(), std::size_t(1), patience_ms);
        QCOMPARE(b.spool(0).end->status, std::string("aborted"));
        vialsAre(b, "aborted");
        QVERIFY(!b.it->snapshot().at("queue_running").get<bool>());
    }
};

QTEST_GUILESS_MAIN(TestStops)
#include "tst_stops.moc"
