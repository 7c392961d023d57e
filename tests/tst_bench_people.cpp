// SPDX-License-Identifier: GPL-3.0-or-later
// The bench and people: roles that a person plays, commands, stops, and links that are lost in any step.
#include <QTest>

#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;

class TestBenchPeople : public QObject {
    Q_OBJECT

private slots:
    /// Every role is a person: each is asked, and what was typed is in the run.
    void personsPlayEveryRole()
    {
        FakeBench b({.start = "manual",
                     .titrator = "manual",
                     .sampler = "manual",
                     .extra = "gc_ready = \"manual\"\npressure = \"manual\"\n"});
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        const auto answer = [&](const char *role, const nlohmann::json &value) {
            QTRY_VERIFY_WITH_TIMEOUT(b.prompt().is_object() && b.prompt().at("role") == role, patience_ms);
            nlohmann::json args = {{"id", b.prompt().at("id")}, {"by", "KS"}};
            if (!value.is_null()) {
                QVERIFY(!b.command("prompt.answer", {{"id", b.prompt().at("id")}, {"value", -1.0}}));
                args["value"] = value;
            }
            const auto done = b.command("prompt.answer", args);
            QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        };
        answer("titrator", 0.48);
        answer("gc_ready", nullptr);
        answer("pressure", 107.25);
        answer("gc_start", nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.acts(), 0);
        const auto run = b.spool(0);
        QCOMPARE(zeros(run), std::size_t(1));
        const auto line = nlohmann::json::parse(run.header.line);
        QCOMPARE(line.at("dosed_mL").get<std::string>(), std::string("0.48"));
        bool typed = false;
        for (const auto &trend : run.trends) {
            typed = typed || (trend.point == "typed.headspace_pressure" && std::abs(trend.value - 107.25) < 1e-9);
        }
        QVERIFY(typed);
        QCOMPARE(b.told("answered").size(), std::size_t(4));
    }

    /// A person is not asked to give a dose that is not safe.
    void unsafeManualDoseIsNotAsked()
    {
        FakeBench b({.titrator = "manual"});
        nlohmann::json row = sampleRow("S1");
        row["pressure_rating_kPa"] = "10";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QVERIFY(b.told("prompt").empty());
    }

    /// The relay answers the question whether somebody pressed start.
    void watchedStartByHand()
    {
        FakeBench b({.sampler = "manual"});
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.prompt().is_object(), patience_ms);
        QVERIFY(b.prompt().at("question").get<std::string>().find("press start") != std::string::npos);
        b.signal.lines &= ~4U;
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QVERIFY(b.prompt().is_null());
        QCOMPARE(zeros(b.spool(0)), std::size_t(1));
    }

    void abortKeepsTheRun()
    {
        FakeBench b;
        nlohmann::json row = standardRow();
        row["duration_s"] = "5000";
        QCOMPARE(b.queue({row, standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().elapsed_s > 3.0, patience_ms);
        QVERIFY(b.command("abort", {{"why", "smell"}}).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("aborted"), patience_ms);
        const auto run = b.spool(0);
        QCOMPARE(run.end->status, std::string("aborted"));
        QCOMPARE(run.end->why, std::string("smell"));
        QVERIFY(run.samples.back().device_s - zero_s(run) > 2.0);
        QTest::qWait(100);
        QCOMPARE(b.lineState(2), std::string("waiting")); // the queue is held
        b.rearm();
        QVERIFY(b.command("queue.start").has_value()); // and goes on when told to
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
    }

    /// Abort during the reaction: nothing that comes after is begun.
    void abortBeforeTheInjection()
    {
        FakeBench b;
        nlohmann::json row = sampleRow("S1");
        row["reaction_s"] = "100000";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.line(1).at("step").get<std::string>().starts_with("reacting"), patience_ms);
        QVERIFY(b.command("abort").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("aborted"), patience_ms);
        QCOMPARE(b.sampler.count("inject"), 0);
        QCOMPARE(b.pump.doses.load(), 1);
    }

    void holdWaitsBetweenInjections()
    {
        FakeBench b;
        nlohmann::json row = standardRow();
        row["injections"] = "2";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s.has_value(), patience_ms);
        QVERIFY(b.command("queue.hold").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.closed().size(), std::size_t(1), patience_ms);
        b.rearm();
        QTest::qWait(100);
        QCOMPARE(b.sampler.count("inject"), 1);
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.sampler.count("inject"), 2);
    }

    void runOfAPerson()
    {
        FakeBench b;
        QTRY_VERIFY_WITH_TIMEOUT(b.batches > 1, patience_ms);
        const auto run = b.command("run.start", {{"sample_id", "X"}, {"duration_s", 5.0}});
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QVERIFY(!b.command("run.start")); // one at a time
        QVERIFY(!b.command("device.disconnect", {{"id", "adc"}}));
        QTRY_COMPARE_WITH_TIMEOUT(b.closed().size(), std::size_t(1), patience_ms);
        QCOMPARE(b.spool(0).end->status, std::string("done"));
        QVERIFY(b.command("run.start").has_value());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().samples > 3, patience_ms);
        QVERIFY(b.command("run.stop").has_value());
        QCOMPARE(b.spool(1).end->status, std::string("stopped"));
        QVERIFY(!b.command("run.stop"));
        QVERIFY(!b.it->recordingNow());
    }

    void stoppingClosesTheRun()
    {
        FakeBench b;
        QTRY_VERIFY_WITH_TIMEOUT(b.batches > 1, patience_ms);
        QVERIFY(b.command("run.start").has_value());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().samples > 3, patience_ms);
        b.it->stop("stopped");
        QCOMPARE(b.spool(0).end->status, std::string("stopped"));
        QVERIFY(!b.command("titrator.initialise", {{"confirm", true}})); // refused, not waited for
    }

    void doseByCommand()
    {
        FakeBench b;
        QTRY_VERIFY_WITH_TIMEOUT(b.pump.connects > 0, patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.it->snapshot().at("devices")[1].at("state"), nlohmann::json("ready"), patience_ms);
        nlohmann::json args = {{"volume_mL", 0.5},
                               {"vial_volume_mL", 30.0},
                               {"solids_volume_mL", 0.05},
                               {"liquid_volume_mL", 0.0},
                               {"initial_pressure_kPa", 101.325},
                               {"temperature_C", 25.0},
                               {"pressure_rating_kPa", 200.0},
                               {"li_upper_mAh", 0.5}};
        const auto check = b.command("dose.check", args);
        QVERIFY(check->at("safe").get<bool>());
        // S1: 107000.0 Pa (the dissolved 0.3 Pa stay gas here), above an outside air of 79.5 kPa
        QVERIFY(std::abs(check->at("worst_kPa").get<double>() - 27.5003) < 0.001);
        QCOMPARE(b.pump.acts.load(), 0);
        QVERIFY(!b.command("dose", args)); // without confirm
        args["confirm"] = true;
        nlohmann::json missing = args;
        missing.erase("pressure_rating_kPa");
        QVERIFY(!b.command("dose", missing));
        nlohmann::json large = args;
        large["volume_mL"] = 1.5;
        QVERIFY(!b.command("dose", large));
        QCOMPARE(b.pump.acts.load(), 0);
        const auto dosed = b.command("dose", args);
        QVERIFY2(dosed.has_value(), dosed ? "" : dosed.error().message.c_str());
        QCOMPARE(dosed->at("delivered_mL").get<double>(), 0.5);
        QCOMPARE(b.pump.doses.load(), 1);
        QVERIFY(!b.command("titrator.initialise"));
        QCOMPARE(b.pump.acts.load(), 1);
        QVERIFY(b.command("titrator.initialise", {{"confirm", true}}).has_value());
        QCOMPARE(b.pump.acts.load(), 2);
    }

    void aPumpThatWaitsToBeInitialisedIsNotAway()
    {
        FakeBench b;
        b.pump.blocked = true;
        QTRY_COMPARE_WITH_TIMEOUT(b.it->snapshot().at("devices")[1].at("state"), nlohmann::json("fault"), patience_ms);
        const int connects = b.pump.connects;
        QTest::qWait(1500); // longer than two back-offs
        QCOMPARE(b.pump.connects.load(), connects);
        const auto done = b.command("titrator.initialise", {{"confirm", true}});
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        QTRY_COMPARE_WITH_TIMEOUT(b.it->snapshot().at("devices")[1].at("state"), nlohmann::json("ready"), patience_ms);
    }

    void refusesInWords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("args");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *args, const char *says) {
            QTest::addRow("%s %s", name, args) << name << args << says;
        };
        row("snapshat", "null", "did you mean \"snapshot\"?");
        row("snapshot", "[1]", "must be a map");
        row("queue.add", "{}", "lines is missing");
        row("queue.add", R"({"lines":5})", "must be a list");
        row("queue.add", R"({"lines":[5]})", "must be a map of column and text");
        row("queue.add", R"({"lines":[{"sample_id":5}]})", "must be a text");
        row("queue.add", R"({"lines":[{"sample_id":"A"}]})", "how much to draw");
        row("queue.add", R"({"lines":[{"sample_id":"A","injection_volume_mL":"1"}]})", "from which vial");
        row("queue.add", R"({"lines":[{"kind":"standard","injection_volume_mL":"1"}]})", "which gas");
        row("queue.add", R"({"lines":[{"sample_id":"A","vial":"1","injection_volume_mL":"1","dose_mL":"2"}]})",
            "more than the pump gives");
        row("run.start", R"({"duration_s":"5"})", "must be a number");
        row("run.start", R"({"kind":"x"})", "kind must be");
        row("run.start", R"({"sample":"x"})", "has no argument \"sample\"");
        row("prompt.answer", "{}", "id is missing");
        row("prompt.answer", R"({"id":99})", "is not open");
        row("prompt.answer", R"({"id":1,"time":"soon"})", "time must be");
        row("titrator.initialise", "{}", "confirm = true");
        row("titrator.initialise", R"({"confirm":"yes"})", "must be true or false");
        row("dose", R"({"confirm":true})", "missing");
        row("device.connect", R"({"id":"pum"})", "did you mean \"pump\"?");
        row("recent", R"({"seconds":600})", "at most 60");
        row("run.stop", "null", "no run is being recorded");
    }
    void refusesInWords()
    {
        QFETCH(QString, name);
        QFETCH(QString, args);
        QFETCH(QString, says);
        static FakeBench b;
        const auto done = b.command(name.toStdString(), nlohmann::json::parse(args.toStdString()));
        QVERIFY(!done);
        QVERIFY2(QString::fromStdString(done.error().message).contains(says), done.error().message.c_str());
        QCOMPARE(b.acts(), 0);
    }

    /// A link that is lost in any step: the line ends in words, the samples that came are kept, nothing is done twice.
    void linkLostInAnyStep_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("step");
        for (const char *device : {"adc", "pump", "sampler", "gauge"}) {
            for (const char *step : {"reacting", "drawing and injecting", "recording"}) {
                QTest::addRow("%s while %s", device, step) << device << step;
            }
        }
    }
    void linkLostInAnyStep()
    {
        QFETCH(QString, device);
        QFETCH(QString, step);
        FakeBench b;
        std::atomic<bool> drawing = false;
        b.sampler.wrote = [&](const std::string &point, const std::string &) -> Result<void> {
            if (point == "inject") {
                drawing = true;
                b.inject();
            }
            return {};
        };
        Script &script = device == "adc"       ? static_cast<Script &>(b.signal)
                         : device == "pump"    ? static_cast<Script &>(b.pump)
                         : device == "sampler" ? static_cast<Script &>(b.sampler)
                                               : static_cast<Script &>(b.gauge);
        nlohmann::json row = sampleRow("S1");
        row["duration_s"] = "20";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.over(1) || b.line(1).value("step", "").starts_with(step.toStdString()) ||
                                     (step.startsWith("drawing") && drawing),
                                 patience_ms);
        script.away = true;
        QTest::qWait(60);
        script.away = false;
        QTRY_VERIFY_WITH_TIMEOUT(b.over(1), patience_ms);
        QCOMPARE(b.pump.doses.load(), 1);
        QVERIFY(b.sampler.count("inject") <= 1);
        if (b.lineState(1) == "failed") {
            QVERIFY(!b.line(1).at("why").get<std::string>().empty());
        }
        for (std::size_t i = 0; i < b.closed().size(); ++i) {
            const auto run = b.spool(i); // one that failed at once may have none
            QVERIFY(run.samples.empty() || consecutive(run));
        }
        if (device == "pump" || device == "gauge") { // no longer needed for this line
            QCOMPARE(b.lineState(1), std::string("done"));
        }
    }
};

QTEST_GUILESS_MAIN(TestBenchPeople)
#include "tst_bench_people.moc"
