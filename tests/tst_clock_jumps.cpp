// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody sets the computer's date, an hour forward or back, in the midst of everything: no sample moves, no wait becomes
// shorter or longer, no limit is passed, and it is said where it can be known.
#include <cmath>
#include <fstream>

#include "analysis/core/decimal.h"
#include "app/session/adopt_run.h"
#include "app/session/bench/queue_journal.h"
#include "app/session/day/vial_clock.h"
#include "app/session/exceptions.h"
#include "app/session/vial_day.h"
#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"
#include "tests/wall_clock.h"

using namespace tgc;
using namespace tgc::doubles;
using namespace std::chrono_literals;
using nlohmann::json;
using std::chrono::steady_clock;

namespace {

void jumps()
{
    QTest::addColumn<int>("jump_s");
    QTest::newRow("forward") << 3600;
    QTest::newRow("back") << -3600;
}

json reacting(double reaction_s)
{
    json row = sampleRow("S1");
    row["reaction_s"] = shortest(reaction_s);
    return row;
}

bool reacts(const FakeBench &b)
{
    return b.line(1).value("step", "").starts_with("reacting");
}

/// The journal of a bench that had dosed its vial and waited for the reaction.
std::string dosedJournal(const QTemporaryDir &folder, double reaction_s)
{
    const std::string file = folder.filePath("first.queue").toStdString();
    const std::string kept = folder.filePath("kept.queue").toStdString();
    FakeBench b({.journal = file});
    if (!b.queue({reacting(reaction_s)}).empty() || !QTest::qWaitFor([&] { return reacts(b); }, patience_ms)) {
        qFatal("not dosed: %s", b.line(1).dump().c_str());
    }
    std::filesystem::copy_file(file, kept);
    return kept;
}

/// Goes on with the line; whether it is past its reaction in that time.
bool goesOn(FakeBench &b, int within_ms)
{
    return b.command("queue.recover", {{"line", 1}, {"choice", "continue"}}) && b.command("queue.start") &&
           QTest::qWaitFor([&] { return b.sampler.count("inject") > 0; }, within_ms);
}

json doseArgs(const std::string &vial)
{
    return {{"volume_mL", 0.5},
            {"vial_volume_mL", 30.0},
            {"solids_volume_mL", 0.05},
            {"liquid_volume_mL", 0.0},
            {"temperature_C", 25.0},
            {"initial_pressure_kPa", 101.325},
            {"pressure_rating_kPa", 200.0},
            {"li_upper_mAh", 0.5},
            {"vial", vial},
            {"confirm", true}};
}

std::string stateOfInterlock(const FakeBench &b)
{
    return b.it->snapshot().at("interlocks").at(0).at("state").get<std::string>();
}

int notes(const recording::SpooledRun &run, const std::string &words)
{
    return static_cast<int>(std::count_if(run.marks.begin(), run.marks.end(), [&](const recording::Mark &mark) {
        return mark.kind == recording::Mark::Kind::Note && mark.text.find(words) != std::string::npos;
    }));
}

} // namespace

class TestClockJumps : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { const test::TrueDate after; }

    /// The seam itself: the date moves, the other clocks do not.
    void onlyTheDateIsSet()
    {
        const auto date = std::chrono::system_clock::now();
        const auto steady = steady_clock::now();
        const bench::Uptime uptime = bench::uptimeNow();
        test::setDateBy(-90min - 1ms);
        QVERIFY(std::chrono::system_clock::now() - date < -89min);
        QVERIFY(steady_clock::now() - steady < 1min);
        QVERIFY(*bench::elapsed(uptime, bench::uptimeNow()) < 1min);
        test::pass(2h);
        QVERIFY(std::chrono::system_clock::now() - date > 29min);
        QVERIFY(*bench::elapsed(uptime, bench::uptimeNow()) > 119min);
        QVERIFY(!bench::elapsed({uptime.ns, "another start"}, bench::uptimeNow()).has_value());
    }

    void noSampleMoves_data() { jumps(); }
    void noSampleMoves()
    {
        QFETCH(int, jump_s);
        FakeBench b;
        json row = standardRow();
        row["duration_s"] = "40";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s && b.recorder->state().elapsed_s > 10.0, patience_ms);
        test::setDateBy(std::chrono::seconds(jump_s));
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        const auto run = b.spool(0);
        QVERIFY(consecutive(run));
        QVERIFY(gaps(run).empty());
        const double span_s = run.samples.back().device_s - zero_s(run);
        QVERIFY2(span_s >= 39.0 && span_s < 400.0, qPrintable(QString::number(span_s))); // neither cut off nor an hour
        for (std::size_t i = 1; i < run.samples.size(); ++i) {
            QVERIFY(run.samples[i].host_ns > run.samples[i - 1].host_ns);
        }
        // It is said, in the run and to whoever looks, once.
        const std::string words = std::string("date was set ") + (jump_s > 0 ? "forward" : "back") + " by 3600 s";
        QCOMPARE(notes(run, words), 1);
        QCOMPARE(notes(run, "date was set"), 1);
        const auto logged = b.told("log");
        QVERIFY(std::any_of(logged.begin(), logged.end(), [&](const json &line) {
            return line.at("text").get<std::string>().find(words) != std::string::npos;
        }));
        // Such a run is taken in like any other, with that mark.
        auto store = db::Store::open(b.folder.filePath("runs.sqlite").toStdString());
        const auto adopted = session::adoptRun(*store, b.closed().front().file);
        QVERIFY2(adopted.has_value(), adopted ? "" : adopted.error().message.c_str());
        QCOMPARE(adopted->samples, static_cast<std::uint64_t>(run.samples.size()));
        QVERIFY(store->verify()->empty());
    }

    void theReactionTakesItsTime_data() { jumps(); }
    void theReactionTakesItsTime()
    {
        QFETCH(int, jump_s);
        FakeBench b;
        QCOMPARE(b.queue({reacting(50.0)}), std::string()); // a second here
        QTRY_VERIFY_WITH_TIMEOUT(reacts(b), patience_ms);
        const auto dosed = steady_clock::now();
        test::setDateBy(std::chrono::seconds(jump_s));
        QTRY_VERIFY_WITH_TIMEOUT(b.sampler.count("inject") > 0, patience_ms);
        const double waited_s = std::chrono::duration<double>(steady_clock::now() - dosed).count();
        QVERIFY2(waited_s > 0.9, qPrintable(QString::number(waited_s)));
        QCOMPARE(b.pump.doses.load(), 1);
    }

    /// A station that is started again on the same machine knows how long the dose is ago, whatever the date says.
    void theReactionGoesOnAfterARestart()
    {
        const QTemporaryDir folder;
        const std::string journal = dosedJournal(folder, 5000.0); // 100 s here
        const std::string again = folder.filePath("again.queue").toStdString();
        std::filesystem::copy_file(journal, again);
        {
            test::setDateBy(1h);
            FakeBench b({.journal = journal});
            QVERIFY(!goesOn(b, 400)); // by the date it would be over
            QVERIFY(reacts(b));
            QCOMPARE(b.pump.doses.load(), 0);
        }
        test::setDateBy(-2h); // by the date the dose is still to come
        test::pass(200s);
        FakeBench b({.journal = again});
        QVERIFY(goesOn(b, patience_ms));
        QCOMPARE(b.pump.doses.load(), 0);
    }

    /// Where the machine was started anew only its date tells, and the run says that it did.
    void afterTheMachineWasStartedAnewTheDateTells_data()
    {
        QTest::addColumn<int>("jump_s");
        QTest::addColumn<bool>("over");
        QTest::newRow("200 s later") << 200 << true;
        QTest::newRow("at once") << 0 << false;
        QTest::newRow("the date is before the dose: the whole wait anew") << -3600 << false;
    }
    void afterTheMachineWasStartedAnewTheDateTells()
    {
        QFETCH(int, jump_s);
        QFETCH(bool, over);
        const QTemporaryDir folder;
        const std::string journal = dosedJournal(folder, 5000.0);
        bench::JournalState found;
        {
            auto opened = bench::QueueJournal::open(journal, found);
            QVERIFY(opened.has_value());
            bench::QueueChange change;
            change.what = "of another start of the machine";
            change.lines = found.lines;
            change.lines.front().dose.knownUptime.boot = "another";
            QVERIFY((*opened)->append(change).has_value());
        }
        test::setDateBy(std::chrono::seconds(jump_s));
        FakeBench b({.journal = journal});
        QCOMPARE(goesOn(b, over ? patience_ms : 400), over);
        QCOMPARE(b.pump.doses.load(), 0);
        if (over) {
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
            const json line = json::parse(b.spool(0).header.line);
            QVERIFY2(line.value("reaction_clock", "").find("by the computer's date") == 0, line.dump().c_str());
        }
    }

    /// The limit of an hour is not passed by setting the date, and not kept longer either.
    void theHourOfDosesIsAnHour()
    {
        const QTemporaryDir folder;
        Roles roles;
        roles.memory = folder.filePath("interlocks.json").toStdString();
        roles.extra = "[[interlock]]\nname = \"it\"\nkind = \"titrator-over-volume\"\nper_vial_mL = 0.9\n"
                      "per_hour_mL = 0.9\n"; // an hour is 72 s here
        {
            FakeBench b(roles);
            QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
            QVERIFY(b.command("dose", doseArgs("V-1")).has_value());
            test::setDateBy(1h);
            QVERIFY(!b.command("dose", doseArgs("V-2")).has_value());
        }
        {
            FakeBench b(roles); // the same by a station that was started after it
            QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
            QVERIFY(!b.command("dose", doseArgs("V-2")).has_value());
            QCOMPARE(b.pump.doses.load(), 0);
            test::setDateBy(-2h);
            test::pass(80s);
            QVERIFY(!b.command("dose", doseArgs("V-1")).has_value()); // a vial forgets nothing
            if (stateOfInterlock(b) == "latched") {
                QVERIFY(b.command("interlock.acknowledge", {{"name", "it"}, {"by", "jd"}, {"reason", "looked"}}));
            }
            const auto dosed = b.command("dose", doseArgs("V-2"));
            QVERIFY2(dosed.has_value(), dosed ? "" : dosed.error().message.c_str());
        }
    }

    /// A reading that nobody has renewed is old, also where the date was put back; one that comes is fresh.
    void readingsAreAsOldAsTheyAre()
    {
        Roles roles;
        roles.extra = "[[interlock]]\nname = \"it\"\nkind = \"h2-leak\"\npoint = \"gauge.h2\"\nlimit = 10.0\nunit = "
                      "\"%LEL\"\nmax_age_s = 60.0\n";
        FakeBench b(roles);
        QTRY_COMPARE_WITH_TIMEOUT(stateOfInterlock(b), std::string("ok"), patience_ms);
        test::setDateBy(1h);
        QTest::qWait(100);
        QTRY_COMPARE_WITH_TIMEOUT(stateOfInterlock(b), std::string("ok"), patience_ms);
        {
            const std::lock_guard lock(b.gauge.mutex);
            b.gauge.answered = std::chrono::system_clock::now();
        }
        QTest::qWait(100);
        test::setDateBy(-1h);
        QTRY_VERIFY_WITH_TIMEOUT(stateOfInterlock(b) != "ok", patience_ms);
    }

    /// The trail has both clocks, and a reviewer is told.
    void aReviewerIsTold_data() { jumps(); }
    void aReviewerIsTold()
    {
        QFETCH(int, jump_s);
        const QTemporaryDir folder;
        auto store = db::Store::open(folder.filePath("lab.sqlite").toStdString());
        QVERIFY(store->add(db::Vial{.name = "V1"}).has_value());
        const auto count = [&] {
            const auto all = session::exceptionsIn(*store);
            return std::count_if(all->begin(), all->end(), [&](const session::Exception &one) {
                return one.kind == session::ExceptionKind::ClockJump &&
                       one.sentence.find(jump_s > 0 ? "s forward" : "s back") != std::string::npos;
            });
        };
        QCOMPARE(count(), 0);
        test::setDateBy(std::chrono::seconds(jump_s));
        QVERIFY(store->add(db::Vial{.name = "V2"}).has_value());
        QCOMPARE(count(), 1);
        QVERIFY(store->verify()->empty());
    }
};

QTEST_GUILESS_MAIN(TestClockJumps)
#include "tst_clock_jumps.moc"
