// SPDX-License-Identifier: GPL-3.0-or-later
// The bench at work with doubles for devices: a queue runs through, lost links leave gaps and no lost runs, and nothing
// that moves is done twice, unasked or unsafely.
#include <QTest>

#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;

class TestBench : public QObject {
    Q_OBJECT

private slots:
    /// Connecting, polling and being looked at is no act.
    void connectingMovesNothing()
    {
        FakeBench b;
        QTRY_VERIFY_WITH_TIMEOUT(b.batches > 5, patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!b.told("reading").empty(), patience_ms);
        b.pump.initialised = false;
        b.signal.away = true;
        QTest::qWait(50);
        b.signal.away = false;
        const auto states = [&b] {
            std::string all;
            const nlohmann::json snapshot = b.it->snapshot();
            for (const auto &device : snapshot.at("devices")) {
                all += device.at("state").get<std::string>() + " ";
            }
            return all;
        };
        // The digitiser comes back; a pump that was only switched on is in order, and waits for a person's word.
        QTRY_COMPARE_WITH_TIMEOUT(states(), std::string("ready ready ready ready "), patience_ms);
        b.it->stop("stopped");
        QCOMPARE(b.acts(), 0);
        QVERIFY(!b.pump.initialised);
    }

    void queueRunsThrough()
    {
        FakeBench b;
        nlohmann::json standard = standardRow();
        standard["injections"] = "2";
        QCOMPARE(b.queue({standard, sampleRow("S1")}), std::string());
        // The chromatograph opens its relay again when a run is over.
        for (int run = 0; run < 3; ++run) {
            QTRY_VERIFY_WITH_TIMEOUT(b.closed().size() > std::size_t(run), patience_ms);
            b.rearm();
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
        QVERIFY2(b.lineState(1) == "done", b.line(1).dump().c_str());
        QCOMPARE(b.line(1).at("done_injections").get<int>(), 2);
        QCOMPARE(b.line(1).at("runs").size(), std::size_t(2));
        QCOMPARE(b.pump.doses.load(), 1);
        QCOMPARE(b.sampler.count("inject"), 3);
        QTRY_VERIFY_WITH_TIMEOUT(!b.it->snapshot().at("queue_running").get<bool>(), patience_ms);
        for (std::size_t i = 0; i < 3; ++i) {
            const auto run = b.spool(i);
            QVERIFY(run.end && run.end->status == "done");
            QCOMPARE(zeros(run), std::size_t(1));
            QVERIFY(consecutive(run));
            QVERIFY(run.samples.front().device_s <= zero_s(run)); // nothing after the injection is missing
            QVERIFY(run.samples.back().device_s - zero_s(run) >= 10.0);
            QVERIFY(!run.trends.empty());
            QCOMPARE(run.trends.front().point, std::string("gauge.headspace_pressure"));
            QVERIFY(run.header.simulated);
        }
        const auto line = nlohmann::json::parse(b.spool(2).header.line);
        QCOMPARE(line.at("sample_id").get<std::string>(), std::string("S1"));
        QCOMPARE(line.at("dosed_mL").get<std::string>(), std::string("0.5"));
        QCOMPARE(line.at("injection").get<std::string>(), std::string("1"));
        const auto doses = b.told("dose");
        QCOMPARE(doses.size(), std::size_t(1));
        QVERIFY(doses[0].at("known").get<bool>());
        QVERIFY(b.liveSamples > 0);
    }

    /// The cable is pulled in the middle of a run: a gap with both its ends, and the run goes on to its end.
    void lostLinkLeavesAGap()
    {
        FakeBench b;
        nlohmann::json row = standardRow();
        row["duration_s"] = "100";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s && b.recorder->state().elapsed_s > 5.0, patience_ms);
        b.signal.away = true;
        QTRY_VERIFY_WITH_TIMEOUT(b.it->snapshot().at("devices")[0].at("state") == "suspect", patience_ms);
        QTest::qWait(100);
        b.signal.away = false;
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        const auto run = b.spool(0);
        QCOMPARE(run.end->status, std::string("done"));
        const auto marks = gaps(run);
        QCOMPARE(marks.size(), std::size_t(1));
        QVERIFY(*marks[0].until_s - marks[0].device_s > 4.0);
        QVERIFY(marks[0].text.find("cable") != std::string::npos);
        for (const auto &sample : run.samples) {
            QVERIFY(sample.device_s <= marks[0].device_s || sample.device_s >= *marks[0].until_s);
        }
        QVERIFY(consecutive(run));
        QVERIFY(!b.told("gap").empty());
        QCOMPARE(b.sampler.count("inject"), 1);
    }

    /// The link does not come back: the run ends in time, as far as it went, and says what is missing.
    void linkLostToTheEnd()
    {
        FakeBench b;
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s && b.recorder->state().elapsed_s > 2.0, patience_ms);
        b.signal.away = true;
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        const auto run = b.spool(0);
        const auto marks = gaps(run);
        QCOMPARE(marks.size(), std::size_t(1));
        QVERIFY(*marks[0].until_s - zero_s(run) >= 10.0);
    }

    /// Told once a stretch, and known of each sample afterwards.
    void saturationIsToldAndKept()
    {
        FakeBench b;
        nlohmann::json row = standardRow();
        row["duration_s"] = "30";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s && b.recorder->state().elapsed_s > 2.0, patience_ms);
        b.signal.saturated = 1;
        QTRY_VERIFY_WITH_TIMEOUT(!b.told("saturated").empty(), patience_ms);
        b.signal.saturated = 0;
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        const auto run = b.spool(0);
        const auto told = b.told("saturated");
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].at("channel"), nlohmann::json("TCD"));
        const auto first =
            std::find_if(run.samples.begin(), run.samples.end(), [](const auto &s) { return s.saturated == 1; });
        QVERIFY(first != run.samples.end());
        QCOMPARE(first->device_s, told[0].at("device_s").get<double>());
        QCOMPARE(run.samples.front().saturated, 0U);
        QCOMPARE(run.samples.back().saturated, 0U);
    }

    /// What was so before the run began is told when it has begun.
    void saturationFromBeforeTheRunIsTold()
    {
        FakeBench b;
        b.signal.saturated = 1;
        const auto before = b.signal.frames.load();
        QTRY_VERIFY_WITH_TIMEOUT(b.signal.frames > before + 20, patience_ms);
        QVERIFY(b.told("saturated").empty());
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.told("saturated").size(), std::size_t(1));
    }

    void restartLeavesAGap()
    {
        FakeBench b;
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s.has_value(), patience_ms);
        b.signal.jump = true;
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        const auto marks = gaps(b.spool(0));
        QCOMPARE(marks.size(), std::size_t(1));
        QVERIFY(marks[0].text.find("restarted") != std::string::npos);
    }

    void unsafeDoseIsRefused_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("no rating") << "pressure_rating_kPa"
                                   << ""
                                   << "pressure_rating_kPa is missing";
        QTest::newRow("no lithium") << "li_upper_mAh"
                                    << ""
                                    << "li_upper_mAh is missing";
        QTest::newRow("no volume") << "vial_volume_mL"
                                   << ""
                                   << "vial_volume_mL is missing";
        QTest::newRow("low rating") << "pressure_rating_kPa"
                                    << "10"
                                    << "could reach";
        QTest::newRow("much lithium") << "li_upper_mAh"
                                      << "30"
                                      << "could give";
        QTest::newRow("no room") << "vial_volume_mL"
                                 << "0.6"
                                 << "would stay for the gas";
    }
    void unsafeDoseIsRefused()
    {
        QFETCH(QString, column);
        QFETCH(QString, value);
        QFETCH(QString, says);
        FakeBench b;
        nlohmann::json row = sampleRow("S1");
        row[column.toStdString()] = value.toStdString();
        QCOMPARE(b.queue({row, standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.over(1), patience_ms);
        QCOMPARE(b.lineState(1), std::string("failed"));
        QVERIFY2(QString::fromStdString(b.line(1).at("why").get<std::string>()).contains(says),
                 b.line(1).dump().c_str());
        QCOMPARE(b.pump.acts.load(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms); // the queue goes on
    }

    /// An answer that was lost, or a position that was not read: never dosed again, nothing injected, said in words.
    void noSecondDose_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("answer lost") << 0;
        QTest::newRow("not read back") << 1;
    }
    void noSecondDose()
    {
        QFETCH(int, fault);
        FakeBench b;
        (fault == 0 ? b.pump.answerLost : b.pump.unread) = true;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QTest::qWait(100);
        QCOMPARE(b.pump.doses.load(), 1);
        QCOMPARE(b.sampler.count("inject"), 0);
        QVERIFY(b.line(1).at("why").get<std::string>().find("not repeated") != std::string::npos);
        const auto doses = b.told("dose");
        QCOMPARE(doses.size(), std::size_t(1));
        QVERIFY(!doses[0].at("known").get<bool>());
        QVERIFY(doses[0].at("delivered_mL").is_null());
        QCOMPARE(doses[0].at("at_most_mL"), doses[0].at("asked_mL"));
        QVERIFY(b.closed().empty());
    }

    /// A command to a device that is away is refused, and not done when it comes back.
    void nothingIsDoneLater()
    {
        FakeBench b;
        QTRY_VERIFY_WITH_TIMEOUT(b.pump.connects > 0, patience_ms);
        b.pump.away = true;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        b.pump.away = false;
        QTRY_COMPARE_WITH_TIMEOUT(b.it->snapshot().at("devices")[1].at("state"), nlohmann::json("ready"), patience_ms);
        QTest::qWait(50);
        QCOMPARE(b.pump.acts.load(), 0);
        QVERIFY(b.line(1).at("why").get<std::string>().find("nothing was sent") != std::string::npos);
    }

    void notInitialisedIsNotDosed()
    {
        FakeBench b;
        b.pump.initialised = false;
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QCOMPARE(b.pump.acts.load(), 0);
        QVERIFY(b.line(1).at("why").get<std::string>().find("not initialised") != std::string::npos);
        const auto added = b.command("queue.add", {{"lines", nlohmann::json::array({sampleRow("S2")})}});
        QVERIFY(added && added->at("warnings").dump().find("not initialised") != std::string::npos);
        QVERIFY(b.command("titrator.initialise", {{"confirm", true}}).has_value());
        QVERIFY(b.pump.initialised);
    }

    void whetherTheChromatographIsReadyIsTold_data()
    {
        QTest::addColumn<QString>("role");
        QTest::newRow("by its line") << "adc";
        QTest::newRow("by a point") << "gauge.ready=idle";
    }
    void whetherTheChromatographIsReadyIsTold()
    {
        QFETCH(QString, role);
        FakeBench b({.extra = "gc_ready = \"" + role.toStdString() + "\"\n"});
        const auto last = [&] {
            std::string text;
            for (const nlohmann::json &reading : b.told("reading")) {
                if (reading.at("point") == "gc_ready") {
                    text = reading.at("quality").get<std::string>() + reading.at("value").dump();
                }
            }
            return text;
        };
        const auto set = [&](bool ready) {
            ready ? b.signal.lines |= 2U : b.signal.lines &= ~2U;
            b.gauge.set("ready", std::string(ready ? "idle" : "analysing"));
        };
        QTRY_COMPARE_WITH_TIMEOUT(last(), std::string("good1.0"), patience_ms);
        set(false);
        QTRY_COMPARE_WITH_TIMEOUT(last(), std::string("good0.0"), patience_ms);
        set(true);
        QTRY_COMPARE_WITH_TIMEOUT(last(), std::string("good1.0"), patience_ms);
        b.signal.away = true; // whose device it is
        b.gauge.away = true;
        QTRY_COMPARE_WITH_TIMEOUT(last(), std::string("stale1.0"), patience_ms);
        // What is asked along for this is no trend of the bench.
        for (const nlohmann::json &reading : b.told("reading")) {
            QVERIFY(reading.at("point") != "gauge.ready");
        }
    }

    /// The sampler's answer is lost: its counter tells that it injected, or that it did not; it is never told twice.
    void samplerInDoubt_data()
    {
        QTest::addColumn<bool>("injects");
        QTest::newRow("it did") << true;
        QTest::newRow("it did not") << false;
    }
    void samplerInDoubt()
    {
        QFETCH(bool, injects);
        FakeBench b;
        b.sampler.wrote = [&](const std::string &point, const std::string &) -> Result<void> {
            if (point != "inject") {
                return {};
            }
            if (injects) {
                b.inject();
            }
            return fail(ErrorCode::Timeout, "no answer");
        };
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.over(1), patience_ms);
        QCOMPARE(b.lineState(1), std::string(injects ? "done" : "failed"));
        QCOMPARE(b.sampler.count("inject"), 1);
        QCOMPARE(b.spool(0).end->status, std::string(injects ? "done" : "failed")); // kept either way
    }

    /// It injected, but the relay never closed: the run is closed as failed, with its samples.
    void neverStarted()
    {
        FakeBench b;
        b.sampler.wrote = [&](const std::string &point, const std::string &) -> Result<void> {
            if (point == "inject") {
                b.inject();
                b.rearm();
            }
            return {};
        };
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        const auto run = b.spool(0);
        QCOMPARE(run.end->status, std::string("failed"));
        QVERIFY(run.end->why.find("did not start in time") != std::string::npos);
        QVERIFY(!run.samples.empty());
        QCOMPARE(zeros(run), std::size_t(0));
    }

    void pulseStarts_data()
    {
        QTest::addColumn<bool>("answerLost");
        QTest::newRow("answered") << false;
        QTest::newRow("answer lost") << true;
    }
    void pulseStarts()
    {
        QFETCH(bool, answerLost);
        FakeBench b({.start = "pulse"});
        b.signal.pulseAnswerLost = answerLost;
        b.sampler.wrote = [&](const std::string &point, const std::string &) -> Result<void> {
            if (point == "inject") {
                b.inject();
                b.rearm(); // this sampler only fills the loop
            }
            return {};
        };
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.signal.pulses.load(), 1);
        QCOMPARE(zeros(b.spool(0)), std::size_t(1));
    }

    void sequenceStarts()
    {
        FakeBench b({.start = "gauge.start_run", .extra = "gc_ready = \"gauge.ready=idle\"\n"});
        b.gauge.ran = [&](const std::string &) -> Result<void> {
            b.signal.lines &= ~4U;
            return {};
        };
        b.sampler.wrote = [&](const std::string &point, const std::string &) -> Result<void> {
            if (point == "inject") {
                b.inject();
                b.rearm();
            }
            return {};
        };
        b.gauge.set("ready", std::string("analysing"));
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTest::qWait(150);
        QCOMPARE(b.sampler.acts.load(), 0); // not before it is ready
        b.gauge.set("ready", std::string("idle"));
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.gauge.sequences, std::vector<std::string>{"start_run"});
    }
};

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
