// SPDX-License-Identifier: GPL-3.0-or-later
// Vials are dosed, and react, beside the injections of other lines: in which order, for whom they wait and for whom not.
#include <QScopeGuard>
#include <QTest>

#include "tests/dose_lane.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using nlohmann::json;

namespace {

/// The first event of that kind that `is` says yes to; its place among all events, or -1.
template <class Is>
int placeOf(const FakeBench &b, const std::string &what, const Is &is)
{
    int place = 0;
    for (const bench::Event &event : b.events.since(0, 100000)) {
        if (event.what == what && is(event.data)) {
            return place;
        }
        ++place;
    }
    return -1;
}
int doseOf(const FakeBench &b, int line)
{
    return placeOf(b, "dose", [line](const json &data) { return data.at("line") == line; });
}
int readyOf(const FakeBench &b, int line)
{
    return placeOf(b, "line", [line](const json &data) {
        return data.at("line") == line && data.at("step") == "ready for its injection";
    });
}
int runOf(const FakeBench &b, int line)
{
    return placeOf(b, "run", [line](const json &data) { return data.is_object() && data.at("line") == line; });
}
int closeOf(const FakeBench &b, std::size_t run)
{
    const std::string id = b.closed().at(run).run;
    return placeOf(b, "closed", [&id](const json &data) { return data.at("run") == id; });
}

} // namespace

class TestDoseLane : public QObject {
    Q_OBJECT

private slots:
    /// Two vials react at once, a third is dosed while the first one is recorded, a fourth must wait for that.
    void vialsReactSideBySide()
    {
        FakeBench b;
        QCOMPARE(b.queue({vialRow(1, "100"), vialRow(2, "100"), vialRow(3, "1"), vialRow(4, "1")}), std::string());
        for (std::size_t run = 0; run < 4; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > run, patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(4), std::string("done"), patience_ms);
        QVERIFY(doseOf(b, 1) >= 0 && doseOf(b, 1) < doseOf(b, 2));
        QVERIFY(doseOf(b, 2) < runOf(b, 1));
        QVERIFY(readyOf(b, 1) >= 0 && readyOf(b, 1) < doseOf(b, 3) && doseOf(b, 3) < closeOf(b, 0));
        QVERIFY(closeOf(b, 0) < doseOf(b, 4) && doseOf(b, 4) < closeOf(b, 1));
        QVERIFY(runOf(b, 1) < runOf(b, 2) && runOf(b, 2) < runOf(b, 3) && runOf(b, 3) < runOf(b, 4));
        QCOMPARE(b.pump.doses.load(), 4);
        for (std::size_t run = 0; run < 4; ++run) {
            const auto spool = b.spool(run);
            QVERIFY(consecutive(spool));
            const auto line = json::parse(spool.header.line);
            QCOMPARE(line.at("sample_id"), json("S" + std::to_string(run + 1)));
            QCOMPARE(line.at("dosed_mL"), json("0.5"));
        }
        QTRY_VERIFY_WITH_TIMEOUT(!b.it->snapshot().at("queue_running").get<bool>(), patience_ms);
    }

    /// The chromatograph does not idle while a vial reacts: what needs no dose, or is ready, goes before it.
    void aReactingLineIsPassed()
    {
        FakeBench b;
        QCOMPARE(b.queue({vialRow(1, "60"), standardRow(), vialRow(2, "1")}), std::string());
        for (std::size_t run = 0; run < 3; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > run, patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QVERIFY(doseOf(b, 1) < runOf(b, 2));
        QVERIFY(runOf(b, 2) < runOf(b, 1));
    }

    void aDoseNeverWaitsForARecording()
    {
        FakeBench b;
        QCOMPARE(b.queue({longStandard(), vialRow(2, "5000"), vialRow(3, "1"), vialRow(4, "1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.pump.doses.load(), 2, patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(step(b, 3), std::string("ready for its injection"), patience_ms);
        QVERIFY2(step(b, 2).starts_with("reacting, ready in ") && step(b, 2).ends_with(" min"), step(b, 2).c_str());
        QVERIFY(b.line(2).at("ready_at").is_string());
        QVERIFY(b.line(4).at("ready_at").is_null());
        QTRY_COMPARE_WITH_TIMEOUT(step(b, 1), std::string("recording"), patience_ms);
        QCOMPARE(b.lineState(4), std::string("waiting")); // no more than two are dosed ahead
        QCOMPARE(b.it->snapshot().at("queue_policy").at("dose_ahead"), json(2));
        QVERIFY(!b.command("titrator.initialise", {{"confirm", true}})); // lines are at work
        QVERIFY(b.command("abort").has_value());
    }

    /// What a gauge in the needle reads is another vial's from then on: the run that is recorded says so.
    void theRunTellsWhereTheNeedleWent()
    {
        FakeBench b;
        QCOMPARE(b.queue({longStandard()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s.has_value(), patience_ms);
        QVERIFY(b.command("queue.add", {{"lines", json::array({vialRow(2, "1")})}}).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.pump.doses.load(), 1, patience_ms);
        QVERIFY(b.command("halt").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.closed().size(), std::size_t(1), patience_ms);
        int notes = 0;
        for (const auto &mark : b.spool(0).marks) {
            notes += mark.text.find("the sampler went to vial 2 (S2) for the dose of line 2") == 0 ? 1 : 0;
        }
        QCOMPARE(notes, 1);
    }

    /// The sampler's needle is at one vial at a time: a dose waits until the draw has got its gas, for no longer.
    void aDoseWaitsForTheDraw()
    {
        std::atomic<bool> drawing = false;
        FakeBench b;
        b.sampler.wrote = [&](const std::string &point, const std::string &) -> Result<void> {
            drawing = drawing || point == "inject"; // and its counter stands still
            return {};
        };
        QCOMPARE(b.queue({longStandard(), vialRow(2, "1")}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(drawing || b.pump.doses > 0, patience_ms);
        if (b.pump.doses == 0) { // which of them came first is no matter
            QTest::qWait(150);
            QCOMPARE(b.pump.doses.load(), 0);
            QCOMPARE(b.sampler.count("vial"), 0);
        }
        QTRY_VERIFY_WITH_TIMEOUT(drawing.load(), patience_ms);
        b.inject();
        QTRY_COMPARE_WITH_TIMEOUT(b.pump.doses.load(), 1, patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(step(b, 1), std::string("recording"), patience_ms);
        QVERIFY(b.command("abort").has_value());
    }

    void aDrawWaitsForTheDose()
    {
        Gate gate;
        FakeBench b;
        const auto opened = qScopeGuard([&gate] { gate.shut = false; });
        b.pump.dosing = [&] { gate.pass(); };
        json twice = standardRow();
        twice["injections"] = "2";
        QCOMPARE(b.queue({twice, vialRow(2, "1")}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(gate.there.load(), patience_ms);
        // Whether the first draw was before the dose or waits for it: none is made while the needle is at the vial.
        const int before = b.sampler.count("inject");
        b.rearm();
        QTest::qWait(600); // twice the first recording, and more
        QCOMPARE(b.sampler.count("inject"), before);
        gate.shut = false;
        for (std::size_t run = 0; run < 3; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > run, patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
        QCOMPARE(b.pump.doses.load(), 1);
    }

    /// A person's answer is waited for by the vial, not by the chromatograph.
    void aPersonsDoseKeepsNobody()
    {
        FakeBench b({.titrator = "manual"});
        QCOMPARE(b.queue({vialRow(1, "1"), standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.prompt().is_object(), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
        b.rearm();
        QCOMPARE(b.lineState(1), std::string("active"));
        QVERIFY(b.command("prompt.answer", {{"id", b.prompt().at("id")}, {"value", 0.48}}).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(json::parse(b.spool(1).header.line).at("dosed_mL"), json("0.48"));
    }

    /// Held between the needle's turn and the dose: nothing is given until the queue goes on.
    void nothingIsDosedWhileTheQueueIsHeld()
    {
        std::atomic<bool> drawing = false;
        FakeBench b;
        b.sampler.wrote = [&](const std::string &point, const std::string &) -> Result<void> {
            drawing = drawing || point == "inject";
            return {};
        };
        b.pump.away = true; // it is waited for, so the draw is first
        QCOMPARE(b.queue({longStandard("200"), vialRow(2, "1")}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(drawing.load(), patience_ms);
        b.pump.away = false;
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        if (b.lineState(2) == "failed") {
            QSKIP("the pump was away for too long on this machine");
        }
        QVERIFY(b.command("queue.hold").has_value());
        b.inject();
        QTRY_COMPARE_WITH_TIMEOUT(step(b, 2), std::string("not dosed yet, the queue is held"), patience_ms);
        QTest::qWait(100);
        QCOMPARE(b.pump.doses.load(), 0);
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.pump.doses.load(), 1, patience_ms);
        QVERIFY(b.command("abort").has_value());
    }

    /// While a person records a run of their own nothing of the queue is begun.
    void aPersonsRunIsLeftAlone()
    {
        FakeBench b;
        QTRY_VERIFY_WITH_TIMEOUT(b.batches > 1 && b.pumpReady(), patience_ms);
        QVERIFY(b.command("run.start").has_value());
        QCOMPARE(b.queue({vialRow(1, "1")}), std::string());
        QTest::qWait(100);
        QCOMPARE(b.lineState(1), std::string("waiting"));
        QVERIFY(b.command("run.stop").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
    }

    /// A dose that fails marks its line; the injections go on, or nothing new begins, as the policy says.
    void aDoseThatFails_data()
    {
        QTest::addColumn<bool>("holds");
        QTest::newRow("skip") << false;
        QTest::newRow("hold") << true;
    }
    void aDoseThatFails()
    {
        QFETCH(bool, holds);
        FakeBench b({.extra = std::string("[queue]\non_failure = \"") + (holds ? "hold" : "skip") + "\"\n"});
        b.pump.answerLost = true;
        QCOMPARE(b.queue({longStandard("50"), vialRow(2, "1"), standardRow()}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("failed"), patience_ms);
        QCOMPARE(b.line(2).at("dose").at("state"), json("unknown"));
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        b.rearm();
        if (holds) {
            QTest::qWait(100);
            QCOMPARE(b.lineState(3), std::string("waiting"));
        } else {
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(3), std::string("done"), patience_ms);
        }
        QCOMPARE(b.pump.doses.load(), 1);
    }

    void aWrongBoundIsRefusedWithItsLine()
    {
        for (const char *bad : {"0", "101", "\"two\"", "1.5"}) {
            const auto file = bench::parseBenchFile(
                std::string("schema = 1\nname = \"x\"\n[queue]\ndose_ahead = ") + bad + "\n", "BENCH.toml");
            QVERIFY(!file);
        }
        FakeBench b({.extra = "[queue]\ndose_ahead = 1\n"});
        QCOMPARE(b.queue({longStandard(), vialRow(2, "5000"), vialRow(3, "1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.pump.doses.load(), 1, patience_ms);
        QTest::qWait(100);
        QCOMPARE(b.lineState(3), std::string("waiting"));
        QVERIFY(b.command("abort").has_value());
    }
};

QTEST_GUILESS_MAIN(TestDoseLane)
#include "tst_dose_lane.moc"
