// SPDX-License-Identifier: GPL-3.0-or-later
// A vial's list of steps: every state with every step, taking back, clocks that jump.
#include <QRegularExpression>
#include <QTest>

#include "app/session/day/check_step.h"
#include "app/session/day/duration_words.h"
#include "app/session/day/transitions.h"
#include "app/session/day/vial_clock.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::day;
using test::list;
using test::minute;
using test::plan;
using test::step;
using test::unknownDose;

namespace {

/// What leads to each state, in the order of a day.
std::vector<VialStep> stepsTo(VialState state)
{
    switch (state) {
    case VialState::Empty: return {};
    case VialState::Sealed: return list({step(Step::Sealed, 0)});
    case VialState::Reacting: return list({step(Step::Sealed, 0), step(Step::Dosed, 10)});
    case VialState::Ready: return list({step(Step::Sealed, 0), step(Step::Dosed, 10), step(Step::Ready, 15)});
    case VialState::Drawn:
        return list({step(Step::Sealed, 0), step(Step::Dosed, 10), step(Step::Ready, 15), step(Step::Draw, 16)});
    case VialState::Fault: return list({step(Step::Sealed, 0), step(Step::Fault, 5, "the septum leaks")});
    case VialState::Closed: return list({step(Step::Sealed, 0), step(Step::Closed, 5, "dropped")});
    }
    return {};
}

VialStep stepOf(Event event, double minutes)
{
    switch (event) {
    case Event::Sealed: return step(Step::Sealed, minutes);
    case Event::Dosed: return step(Step::Dosed, minutes);
    case Event::DoseUnknown: return unknownDose(minutes);
    case Event::Ready: return step(Step::Ready, minutes);
    case Event::Draw: return step(Step::Draw, minutes);
    case Event::Fault: return step(Step::Fault, minutes);
    case Event::Acknowledged: return step(Step::Acknowledged, minutes);
    case Event::Closed: return step(Step::Closed, minutes);
    }
    return {};
}

/// Of each state: what each event leads to, in the order of allEvents; "-" where it is refused, "*" where it needs a
/// note. Written down from what a laboratory does (docs/day.md), not from the program's table.
const std::map<VialState, std::vector<std::string>> wanted = {
    {VialState::Empty, {"sealed", "-", "-", "-", "-", "-", "-", "-"}},
    {VialState::Sealed, {"-", "reacting", "fault*", "-", "-", "fault*", "-", "closed*"}},
    {VialState::Reacting, {"-", "reacting*", "fault*", "ready", "-", "fault*", "-", "closed*"}},
    {VialState::Ready, {"-", "reacting*", "fault*", "ready", "drawn", "fault*", "-", "closed*"}},
    {VialState::Drawn, {"-", "-", "-", "-", "drawn", "fault*", "-", "closed"}},
    {VialState::Fault, {"-", "-", "-", "-", "-", "fault*", "sealed*", "-"}},
    {VialState::Closed, {"-", "-", "-", "-", "-", "-", "-", "-"}},
};

/// What the refusal must tell to do, or to stop doing.
const std::map<VialState, const char *> firstThing = {
    {VialState::Empty, "record sealed first"},
    {VialState::Sealed, "dosed|void|record fault"},
    {VialState::Reacting, "wait until|another|record fault"},
    {VialState::Ready, "another|record fault"},
    {VialState::Drawn, "closed|another|close it|record fault"},
    {VialState::Fault, "record acknowledged"},
    {VialState::Closed, "void that step first"},
};

} // namespace

class TestVialTimeline : public QObject {
    Q_OBJECT
private slots:
    void everyCell_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("event");
        QTest::addColumn<QString>("next");
        for (const VialState state : allStates) {
            for (std::size_t e = 0; e < allEvents.size(); ++e) {
                QTest::addRow("%s, %s", std::string(wordOf(state)).c_str(), std::string(wordOf(allEvents[e])).c_str())
                    << static_cast<int>(state) << static_cast<int>(allEvents[e])
                    << QString::fromStdString(wanted.at(state)[e]);
            }
        }
    }
    void everyCell()
    {
        QFETCH(int, state);
        QFETCH(int, event);
        QFETCH(QString, next);
        const auto from = static_cast<VialState>(state);
        const auto steps = stepsTo(from);
        QCOMPARE(timelineOf(steps, plan()).state, from);
        VialStep one = stepOf(static_cast<Event>(event), 20);
        const bool reason = next.endsWith('*');
        if (reason) { // without a note it is refused, and nothing but the note is what is missing
            one.note.clear();
            const auto without = mayRecord(steps, plan(), one, minute(20));
            QVERIFY(!without.has_value());
            QVERIFY2(without.error().message.find("needs a note that says why") != std::string::npos,
                     without.error().message.c_str());
            one.note = "seen by eye";
            next.chop(1);
        }
        const auto said = mayRecord(steps, plan(), one, minute(20));
        if (next != "-") {
            QVERIFY2(said.has_value(), said ? "" : said.error().message.c_str());
            QCOMPARE(QString::fromUtf8(wordOf(said->next).data()), next);
            return;
        }
        QVERIFY(!said.has_value());
        QCOMPARE(said.error().code, ErrorCode::BadInput);
        const QString sentence = QString::fromStdString(said.error().message);
        QVERIFY2(sentence.startsWith("not recorded, V-03, "), qPrintable(sentence));
        QVERIFY2(QRegularExpression(firstThing.at(from)).match(sentence).hasMatch(), qPrintable(sentence));
    }
    void aReactingVialIsReadyByTheClock()
    {
        const auto steps = stepsTo(VialState::Reacting); // dosed at 10, reacts for 30 minutes
        const Timeline line = timelineOf(steps, plan());
        QCOMPARE(stateAt(line, minute(39.9)), VialState::Reacting);
        QCOMPARE(stateAt(line, minute(40)), VialState::Ready);
        QCOMPARE(clockOf(line, minute(25)).words, std::string("reacting 15 min, ready in 15 min"));
        QCOMPARE(*clockOf(line, minute(25)).progress, 0.5);
        QCOMPARE(clockOf(line, minute(43)).words, std::string("ready since 3 min, draw 1 of 3 is next"));
        const auto early = mayRecord(steps, plan(), step(Step::Draw, 25), minute(25));
        QVERIFY(!early.has_value());
        QVERIFY2(early.error().message.find("ready in 15 min") != std::string::npos, early.error().message.c_str());
        QVERIFY(mayRecord(steps, plan(), step(Step::Draw, 41), minute(41)).has_value());
        // Typed later than it was done: what counts is when it was done.
        QVERIFY(!mayRecord(steps, plan(), step(Step::Draw, 39), minute(90)).has_value());
    }
    void theDosesOwnTimeGoesBefore()
    {
        auto steps = stepsTo(VialState::Reacting);
        steps[1].reaction_s = "600";
        QCOMPARE(*timelineOf(steps, plan()).dueAt(), minute(20));
        VialPlan silent = plan();
        silent.reaction_s.reset();
        steps[1].reaction_s.clear();
        const Timeline line = timelineOf(steps, silent);
        QVERIFY(!line.dueAt());
        QCOMPARE(stateAt(line, minute(100000)), VialState::Reacting); // nobody said when: a person must
        QCOMPARE(clockOf(line, minute(22)).words, std::string("reacting 12 min; how long it takes is not stated"));
    }
    void overdueAfterHalfAnHour()
    {
        const Timeline line = timelineOf(stepsTo(VialState::Reacting), plan()); // ready at 40
        QVERIFY(!clockOf(line, minute(69)).overdue);
        QVERIFY(clockOf(line, minute(71)).overdue);
        const Timeline drawn = timelineOf(stepsTo(VialState::Drawn), plan());
        QVERIFY(!clockOf(drawn, minute(500)).overdue);
    }
    void drawsAreCounted()
    {
        auto steps = stepsTo(VialState::Drawn);
        for (int i = 2; i <= 4; ++i) {
            const auto one = step(Step::Draw, 16 + i);
            const auto said = mayRecord(steps, plan(), one, minute(30));
            QVERIFY(said.has_value());
            QCOMPARE(said->draw, i);
            QCOMPARE(said->remarks.empty(), i < 4); // three were planned
            steps.push_back(one);
            steps = list(steps);
        }
        QCOMPARE(timelineOf(steps, plan()).draws, 4);
        QCOMPARE(clockOf(timelineOf(steps, plan()), minute(22)).words, std::string("draw 4 of 3 done 2 min ago"));
    }
    void anUnknownDoseStaysAFault()
    {
        auto steps = list({step(Step::Sealed, 0), unknownDose(10)});
        const Timeline line = timelineOf(steps, plan());
        QCOMPARE(line.state, VialState::Fault);
        QCOMPARE(stateAt(line, minute(10000)), VialState::Fault); // no clock makes it ready
        QVERIFY(line.fault.find("not known") != std::string::npos);
        steps.push_back(step(Step::Acknowledged, 20, "weighed: all of it is in"));
        const Timeline looked = timelineOf(list(steps), plan());
        QCOMPARE(looked.state, VialState::Reacting); // liquid went in, however much
        QVERIFY(looked.doseUnknown);
        QCOMPARE(stateAt(looked, minute(40)), VialState::Ready);
    }
    void aFaultComesBackToWhereItWas()
    {
        auto steps = stepsTo(VialState::Drawn);
        steps.push_back(step(Step::Fault, 17, "needle bent"));
        steps.push_back(step(Step::Fault, 18, "and the septum cut"));
        steps.push_back(step(Step::Acknowledged, 19, "new needle"));
        QCOMPARE(timelineOf(list(steps), plan()).state, VialState::Drawn);
    }
    void voidTakesBack()
    {
        auto steps = stepsTo(VialState::Ready); // 1 sealed, 2 dosed, 3 ready
        QVERIFY(mayVoid(steps, plan(), 3, "wrong vial").has_value());
        const auto rests = mayVoid(steps, plan(), 1, "wrong vial");
        QVERIFY(!rests.has_value());
        QVERIFY2(rests.error().message.find("dosed 2.0 mL (step 2) rests on it") != std::string::npos,
                 rests.error().message.c_str());
        QVERIFY(!mayVoid(steps, plan(), 3, "  ").has_value());
        QVERIFY(!mayVoid(steps, plan(), 9, "wrong vial").has_value());
        VialStep taken = step(Step::Void, 16, "wrong vial");
        taken.voids = 3;
        steps.push_back(taken);
        steps = list(steps);
        const Timeline line = timelineOf(steps, plan());
        QCOMPARE(line.state, VialState::Reacting);
        QVERIFY(line.entries[2].voided);
        QCOMPARE(line.entries.size(), std::size_t(4)); // nothing is gone
        QVERIFY(!mayVoid(steps, plan(), 3, "again").has_value());
        QVERIFY(!mayVoid(steps, plan(), 4, "the void was wrong").has_value());
        QCOMPARE(lastStep(line)->step.id, std::int64_t(2));
        const auto asStep = mayRecord(steps, plan(), taken, minute(20));
        QVERIFY(!asStep.has_value()); // it is asked for with mayVoid
    }
    void aVoidedDrawIsNotCounted()
    {
        auto steps = stepsTo(VialState::Drawn);
        steps.push_back(step(Step::Draw, 18));
        VialStep taken = step(Step::Void, 19, "pressed twice");
        taken.voids = 4;
        steps.push_back(taken);
        const Timeline line = timelineOf(list(steps), plan());
        QCOMPARE(line.draws, 1);
        QCOMPARE(line.entries[3].draw, 0);
        QCOMPARE(line.entries[4].draw, 1);
    }
    void aStepDatedBeforeTheOneBefore()
    {
        auto steps = stepsTo(VialState::Sealed);
        VialStep earlier = step(Step::Dosed, -12);
        const auto said = mayRecord(steps, plan(), earlier, minute(1));
        QVERIFY2(said.has_value(), said ? "" : said.error().message.c_str());
        QCOMPARE(said->remarks.size(), std::size_t(1));
        QVERIFY2(said->remarks[0].find("dated 12 min before the step before it (sealed)") != std::string::npos,
                 said->remarks[0].c_str());
        steps.push_back(earlier);
        const Timeline line = timelineOf(list(steps), plan());
        QVERIFY(line.doubtfulClock);
        QCOMPARE(line.remarks().size(), std::size_t(1));
        QVERIFY(clockOf(line, minute(1)).doubtful);
    }
    void noDurationIsNegative()
    {
        // The clock was set back after the steps: they are still to come.
        for (const VialState state : allStates) {
            const Timeline line = timelineOf(stepsTo(state), plan());
            const VialClock clock = clockOf(line, minute(-600));
            for (const auto &duration :
                 {clock.sinceSealed, clock.sinceDosed, clock.toReady, clock.readySince, clock.sinceDraw}) {
                QVERIFY(!duration || duration->count() >= 0);
            }
            QVERIFY2(clock.words.find('-') == std::string::npos, clock.words.c_str());
            if (state == VialState::Sealed || state == VialState::Reacting || state == VialState::Drawn) {
                QVERIFY2(clock.words.find("a clock was set") != std::string::npos, clock.words.c_str());
                QVERIFY(clock.doubtful);
            }
        }
        QCOMPARE(durationWords(std::chrono::seconds(-5)), std::string("not known (a clock was set)"));
    }
    void durations_data()
    {
        QTest::addColumn<int>("s");
        QTest::addColumn<QString>("words");
        QTest::newRow("seconds") << 59 << "59 s";
        QTest::newRow("a minute") << 60 << "1 min";
        QTest::newRow("rounded down") << 3599 << "59 min";
        QTest::newRow("hours") << 3900 << "1 h 05 min";
        QTest::newRow("days") << 2 * 86400 + 3 * 3600 + 59 << "2 d 3 h";
    }
    void durations()
    {
        QFETCH(int, s);
        QFETCH(QString, words);
        QCOMPARE(QString::fromStdString(durationWords(std::chrono::seconds(s))), words);
    }
    void whatIsTypedIsChecked_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("no amount") << "value"
                                   << ""
                                   << "how much was dosed";
        QTest::newRow("no number") << "value"
                                   << "two"
                                   << "the value of dosed";
        QTest::newRow("nothing") << "value"
                                 << "0"
                                 << "above zero";
        QTest::newRow("negative") << "value"
                                  << "-2"
                                  << "above zero";
        QTest::newRow("a mass") << "unit"
                                << "mg"
                                << "mL or uL, not \"mg\"";
        QTest::newRow("nobody") << "by"
                                << " "
                                << "who did it";
        QTest::newRow("reaction") << "reaction_s"
                                  << "soon"
                                  << "the reaction time \"soon\"";
        QTest::newRow("reaction below zero") << "reaction_s"
                                             << "-1"
                                             << "the reaction time \"-1\"";
    }
    void whatIsTypedIsChecked()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, said);
        VialStep one = step(Step::Dosed, 10);
        std::string &at = field == "value"  ? one.value
                          : field == "unit" ? one.unit
                          : field == "by"   ? one.by
                                            : one.reaction_s;
        at = text.toStdString();
        if (field == "value" && text.isEmpty()) {
            one.unit.clear();
        }
        const auto answer = mayRecord(stepsTo(VialState::Sealed), plan(), one, minute(10));
        QVERIFY(!answer.has_value());
        QVERIFY2(QString::fromStdString(answer.error().message).contains(said), answer.error().message.c_str());
    }
    void aTimeStillToComeIsRefused()
    {
        const auto steps = stepsTo(VialState::Sealed);
        QVERIFY(mayRecord(steps, plan(), step(Step::Dosed, 10), minute(9.5)).has_value()); // two clocks differ a little
        const auto said = mayRecord(steps, plan(), step(Step::Dosed, 70), minute(10));
        QVERIFY(!said.has_value());
        QVERIFY2(said.error().message.find("still to come, in 1 h 00 min") != std::string::npos,
                 said.error().message.c_str());
    }
    void whatWasRecordedStands()
    {
        // A list that the table would not have taken: the reaction time was changed in the sample afterwards.
        VialPlan longer = plan();
        longer.reaction_s = 7200.0;
        const auto steps = list({step(Step::Sealed, 0), step(Step::Dosed, 10), step(Step::Draw, 45)});
        QVERIFY(timelineOf(steps, plan()).remarks().empty());
        const Timeline line = timelineOf(steps, longer);
        QCOMPARE(line.state, VialState::Drawn);
        QCOMPARE(line.draws, 1);
        QVERIFY(!line.entries[2].inOrder);
        QCOMPARE(line.remarks().size(), std::size_t(1));
    }
    void liquidIsSummed()
    {
        auto steps =
            list({step(Step::Sealed, 0), step(Step::Dosed, 10), step(Step::Dosed, 20, "more"), unknownDose(30)});
        steps[2].value = "500";
        steps[2].unit = "uL";
        QCOMPARE(dosed_mL(timelineOf(steps, plan())), 2.0 + 0.5 + 2.0);
    }
};

QTEST_APPLESS_MAIN(TestVialTimeline)
#include "tst_vial_timeline.moc"
