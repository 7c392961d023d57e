// SPDX-License-Identifier: GPL-3.0-or-later
// What the queue tells of its vials: each dose, wait and draw, by whom, with which device and value, in the order of things,
// and after a crash the same again.
#include <QTemporaryDir>
#include <QTest>

#include "app/session/day/timeline.h"
#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using day::Step;
using nlohmann::json;

namespace {

/// "dosed 0.5 mL by pump", of one vial.
std::string told(const FakeBench &b, const std::string &sample)
{
    std::string text;
    for (const day::StationStep &station : b.steps()) {
        const day::VialStep &step = station.step;
        if (step.sampleId == sample) {
            text += (text.empty() ? "" : "; ") + std::string(day::wordOf(day::eventOf(step.step, step.known).value())) +
                    (step.value.empty() ? "" : " " + step.value + " " + step.unit) + " by " +
                    (step.how == "hand" ? step.by : step.how);
        }
    }
    return text;
}

} // namespace

class TestBenchVials : public QObject {
    Q_OBJECT

private slots:
    void byDevices()
    {
        FakeBench b;
        json vial = sampleRow("S1");
        vial["injections"] = "2";
        QCOMPARE(b.queue({vial, standardRow()}), std::string());
        for (std::size_t run = 0; run < 3; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > run, patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
        QCOMPARE(told(b, "S1"), std::string("dosed 0.5 mL by pump; ready by station; draw 0.5 mL by sampler; "
                                            "draw 0.5 mL by sampler"));
        const auto steps = b.steps();
        QCOMPARE(steps.size(), std::size_t(4)); // a standard is no vial
        QCOMPARE(steps[0].step.by, std::string("station test"));
        QCOMPARE(steps[0].step.reaction_s, std::string("0.1")); // 5 s at fifty times the speed, by the wall's clock
        QCOMPARE(steps[0].sealed_kPa, std::string("101.325"));
        QVERIFY(steps[0].simulated);
        QVERIFY2(steps[0].step.note.find("line 1 (1): plunger 3000 to 1500") != std::string::npos,
                 steps[0].step.note.c_str());
        const std::string run = b.line(1).at("runs").at(1).get<std::string>();
        QVERIFY2(steps[3].step.note.find("injection 2, run " + run) != std::string::npos, steps[3].step.note.c_str());
        for (std::size_t i = 1; i < steps.size(); ++i) {
            QVERIFY(steps[i - 1].step.at <= steps[i].step.at);
        }
        QVERIFY(steps[1].step.at - steps[0].step.at >= std::chrono::milliseconds(100));
    }

    void byPersons()
    {
        FakeBench b({.start = "manual", .titrator = "manual", .sampler = "manual"});
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        for (const char *role : {"titrator", "gc_start"}) {
            QTRY_VERIFY_WITH_TIMEOUT(b.prompt().is_object() && b.prompt().at("role") == role, patience_ms);
            QVERIFY(
                b.command("prompt.answer", {{"id", b.prompt().at("id")}, {"by", "KS"}, {"value", 0.48}}).has_value());
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(told(b, "S1"), std::string("dosed 0.48 mL by KS; ready by station; draw 0.5 mL by KS"));
    }

    /// More than was asked for, and more than the vial stands: dosed, and not to be trusted.
    void tooMuchByHandIsAFault()
    {
        FakeBench b({.titrator = "manual"});
        json row = sampleRow("S1");
        row["vial_volume_mL"] = "5";
        row["li_upper_mAh"] = "0";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.prompt().is_object(), patience_ms);
        QVERIFY(b.command("prompt.answer", {{"id", b.prompt().at("id")}, {"by", "KS"}, {"value", 4.9}}).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QCOMPARE(told(b, "S1"), std::string("dosed 4.9 mL by KS; fault by station"));
        QVERIFY(b.steps().back().step.note.find("more was dosed") == 0);
    }

    /// Nothing was sent: there is nothing to tell of the vial.
    void aRefusedDoseIsNoStep()
    {
        FakeBench b;
        b.pump.initialised = false;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QVERIFY(b.steps().empty());
    }

    /// Not known, then looked at by a person, then gone on with.
    void anUnknownDoseIsTakenOver()
    {
        FakeBench b;
        b.pump.answerLost = true;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QCOMPARE(told(b, "S1"), std::string("dose not known 0.5 mL by pump"));
        const json args = {{"line", 1}, {"choice", "continue"}, {"by", "jd"}, {"reason", "vial weighed"}};
        QVERIFY(b.command("queue.recover", args).has_value());
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(told(b, "S1"), std::string("dose not known 0.5 mL by pump; acknowledged by jd; ready by station; "
                                            "draw 0.5 mL by sampler"));
    }

    void anOverrideLeavesItsMark()
    {
        FakeBench b;
        json row = sampleRow("S1");
        row["pressure_rating_kPa"] = "31"; // the worst case is 27.5 kPa (tst_dose_safety, S1): 88 % of it
        row["override_by"] = "KS";
        row["override_reason"] = "rated by us";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.steps().front().step.overrideReason, std::string("KS: rated by us"));
    }

    /// Cut off behind its record of the dose the next station tells the same step again, to the millisecond.
    void afterACrashTheSameIsTold()
    {
        const QTemporaryDir folder;
        const std::string journal = folder.filePath("a.queue").toStdString();
        const std::string kept = folder.filePath("kept.queue").toStdString();
        std::vector<day::StationStep> before;
        {
            FakeBench b({.journal = journal});
            json row = sampleRow("S1");
            row["reaction_s"] = "5000";
            QCOMPARE(b.queue({row}), std::string());
            QTRY_VERIFY_WITH_TIMEOUT(b.line(1).at("step").get<std::string>().starts_with("reacting"), patience_ms);
            std::filesystem::copy_file(journal, kept);
            before = b.steps();
        }
        QCOMPARE(before.size(), std::size_t(1));
        const FakeBench b({.journal = kept});
        QCOMPARE(b.steps().size(), std::size_t(1));
        const day::VialStep again = b.steps().front().step;
        QVERIFY(again.at == before[0].step.at);
        QCOMPARE(again.how, before[0].step.how);
        QCOMPARE(again.value, before[0].step.value);
        QVERIFY2(again.note == before[0].step.note, (again.note + " | " + before[0].step.note).c_str());
    }

    /// A conditioning injection took gas from the vial as well.
    void aDiscardedInjectionIsADraw()
    {
        FakeBench b({.extra = "[queue]\ndiscard_first_after_h = 12\n"});
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        for (std::size_t run = 0; run < 2; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > run, patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.steps().size(), std::size_t(4));
        QVERIFY(b.steps()[2].step.note.find("discarded: conditioning injection") != std::string::npos);
        QVERIFY(b.steps()[3].step.note.find("discarded") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestBenchVials)
#include "tst_bench_vials.moc"
