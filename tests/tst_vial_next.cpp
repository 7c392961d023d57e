// SPDX-License-Identifier: GPL-3.0-or-later
// What to do next: the order and the words.
#include <QTest>

#include <algorithm>
#include <random>

#include "app/session/day/what_next.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::day;
using test::list;
using test::minute;
using test::plan;
using test::step;
using test::unknownDose;

namespace {

DayVial vial(const std::string &name, const std::vector<VialStep> &steps, const std::string &doseRefusal = {})
{
    DayVial one;
    one.plan = plan(name);
    one.plan.doseRefusal = doseRefusal;
    one.line = timelineOf(list(steps), one.plan);
    return one;
}

std::vector<VialStep> dosedAt(double minutes)
{
    return {step(Step::Sealed, 0), step(Step::Dosed, minutes)};
}

QStringList sentences(const std::vector<NextAct> &acts)
{
    QStringList all;
    for (const NextAct &act : acts) {
        all << QString::fromStdString(act.sentence());
    }
    return all;
}

/// A morning at minute 60: each kind of act once or more.
std::vector<DayVial> morning()
{
    auto drawnOnce = dosedAt(2); // ready at 32
    drawnOnce.push_back(step(Step::Draw, 50));
    auto drawnOut = dosedAt(1);
    for (int i = 0; i < 3; ++i) {
        drawnOut.push_back(step(Step::Draw, 40 + i));
    }
    auto closed = drawnOut;
    closed.push_back(step(Step::Closed, 55));
    std::vector<DayVial> vials = {
        vial("V-01", closed),
        vial("V-02", dosedAt(27)), // ready at 57
        vial("V-03", drawnOnce),
        vial("V-04", drawnOut),
        vial("V-05", {step(Step::Sealed, 0), unknownDose(20)}),
        vial("V-06", dosedAt(50)), // ready at 80
        vial("V-07", {step(Step::Sealed, 20)}),
        vial("V-08", {step(Step::Sealed, 10)}),
        vial("V-09", {step(Step::Sealed, 0)}, "no pressure rating: enter it"),
        vial("V-10", {}),
        vial("V-11", dosedAt(48)),
        vial("V-12", dosedAt(-5)), // ready at 25: more than half an hour
    };
    vials[10].plan.reaction_s.reset();
    vials[10].line = timelineOf(list(dosedAt(48)), vials[10].plan);
    return vials;
}

} // namespace

class TestVialNext : public QObject {
    Q_OBJECT
private slots:
    void aMorning()
    {
        QueueFacts queue;
        queue.injectionsSinceCheck = 10;
        queue.checkEvery = 10;
        const auto acts = whatNext(morning(), queue, minute(60));
        const QStringList wanted = {
            "Look at V-05 and acknowledge: how much was dosed is not known: the pump lost its link",
            "Draw 1 from V-12: overdue, ready since 35 min",
            "Draw 2 from V-03: ready since 28 min",
            "Draw 1 from V-02: ready since 3 min",
            "Dose V-08: sealed 50 min ago",
            "Dose V-07: sealed 40 min ago",
            "Dose V-09: refused, no pressure rating: enter it",
            "Inject a check standard: due, 10 injections since the last one",
            "Watch V-11: reacting 12 min; how long it takes is not stated: record ready when its pressure has settled",
            "Close V-04: draw 3 of 3 done",
            "Seal V-10: not sealed yet",
            "Wait for V-06: ready in 20 min",
        };
        QCOMPARE(sentences(acts), wanted);
        QVERIFY(acts[0].urgent && acts[1].urgent && !acts[2].urgent);
        QCOMPARE(*acts[0].step, Step::Acknowledged);
        QCOMPARE(*acts[1].step, Step::Draw);
        QVERIFY(!acts[7].step);
        QVERIFY(!acts[11].step);
    }
    void theOrderOfTheVialsDoesNotMatter()
    {
        auto vials = morning();
        const QStringList wanted = sentences(whatNext(vials, {}, minute(60)));
        std::mt19937 random(3);
        for (int i = 0; i < 20; ++i) {
            std::shuffle(vials.begin(), vials.end(), random);
            QCOMPARE(sentences(whatNext(vials, {}, minute(60))), wanted);
        }
    }
    void everyOpenVialHasOneAct()
    {
        const auto vials = morning();
        const auto acts = whatNext(vials, {}, minute(60));
        QCOMPARE(acts.size(), vials.size() - 1); // V-01 is closed
        for (const DayVial &each : vials) {
            const auto count = std::count_if(acts.begin(), acts.end(),
                                             [&](const NextAct &act) { return act.sampleId == each.plan.sampleId; });
            QCOMPARE(count, each.plan.sampleId == "V-01" ? 0 : 1);
        }
    }
    void noCheckBeforeItIsDue()
    {
        QueueFacts queue;
        queue.injectionsSinceCheck = 9;
        queue.checkEvery = 10;
        QVERIFY(whatNext({}, queue, minute(0)).empty());
        queue.checkEvery.reset();
        QVERIFY(whatNext({}, queue, minute(0)).empty());
    }
    void careStandsBehindWhatCannotWait()
    {
        NextAct septum;
        septum.kind = NextAct::Kind::Care;
        septum.words = "Change the septum";
        const std::vector<DayVial> vials = {vial("V-02", dosedAt(27)), vial("V-10", {})};
        const auto acts = withActs(whatNext(vials, {}, minute(60)), std::vector{septum});
        QCOMPARE(sentences(acts), QStringList({"Draw 1 from V-02: ready since 3 min", "Change the septum",
                                               "Seal V-10: not sealed yet"}));
    }
    void theQueueDrawsItself()
    {
        QueueFacts queue;
        queue.lines["V-02"] = 4;
        queue.busyWith = "C12";
        const std::vector<DayVial> vials = {vial("V-02", dosedAt(27)), vial("V-03", dosedAt(28))};
        const auto acts = whatNext(vials, queue, minute(60));
        QCOMPARE(sentences(acts),
                 QStringList({"Draw 1 from V-02: ready since 3 min; line 4 of the queue does it",
                              "Draw 1 from V-03: ready since 2 min; the chromatograph is busy with C12"}));
        QVERIFY(acts[0].byQueue && !acts[1].byQueue);
    }
    void drawsNobodyCounted()
    {
        DayVial one = vial("V-02", {});
        one.plan.draws.reset();
        auto steps = dosedAt(0);
        steps.push_back(step(Step::Draw, 31));
        one.line = timelineOf(list(steps), one.plan);
        QCOMPARE(sentences(whatNext(std::vector{one}, {}, minute(60))),
                 QStringList("Close V-02, or draw again: draw 1 done; how many draws are wanted is not stated"));
    }
    void aClockThatWasSetIsSaid()
    {
        const std::vector<DayVial> vials = {vial("V-02", dosedAt(27))};
        const auto acts = whatNext(vials, {}, minute(20)); // before the dose
        QCOMPARE(acts.size(), std::size_t(1));
        QCOMPARE(acts[0].kind, NextAct::Kind::Watch);
        QVERIFY2(acts[0].reason.find("a clock was set") != std::string::npos, acts[0].reason.c_str());
    }
};

QTEST_APPLESS_MAIN(TestVialNext)
#include "tst_vial_next.moc"
