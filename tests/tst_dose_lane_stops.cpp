// SPDX-License-Identifier: GPL-3.0-or-later
// What a stop or an interlock does to the dose lane in each of its states, beside a recording. No vial is dosed twice.
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include "tests/dose_lane.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using nlohmann::json;

class TestDoseLaneStops : public QObject {
    Q_OBJECT

private slots:
    void anInterlockTripsInTheLane_data()
    {
        QTest::addColumn<QString>("action");
        QTest::newRow("refuse-dose") << "refuse-dose";
        QTest::newRow("hold-queue") << "hold-queue";
        QTest::newRow("safe-state") << "safe-state";
    }
    /// It trips while the first vial is dosed, in the midst of a recording: that dose stays known, no other is given.
    void anInterlockTripsInTheLane()
    {
        QFETCH(QString, action);
        const std::string leak = "[queue]\ndose_ahead = 3\n[[interlock]]\nname = \"leak\"\nkind = \"h2-leak\"\n"
                                 "point = \"gauge.h2\"\nlimit = 10.0\nunit = \"%LEL\"\nmax_age_s = 250.0\naction = \"" +
                                 action.toStdString() + "\"\n";
        FakeBench b({.extra = leak});
        const auto state = [&b] { return b.it->snapshot().at("interlocks").at(0).at("state").get<std::string>(); };
        QTRY_COMPARE_WITH_TIMEOUT(state(), std::string("ok"), patience_ms);
        b.pump.dosing = [&b] {
            b.gauge.set("h2", 20.0);
            std::this_thread::sleep_for(std::chrono::milliseconds(300)); // it is read and acts meanwhile
        };
        QCOMPARE(b.queue({longStandard("100"), vialRow(2, "5000"), vialRow(3, "1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.line(2).at("dose").at("state"), json("given"), patience_ms);
        if (action == "safe-state") {
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("aborted"), patience_ms);
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("aborted"), patience_ms);
            QCOMPARE(b.lineState(3), std::string("waiting"));
        } else {
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms); // what records goes on
            QVERIFY2(step(b, 2).starts_with("reacting"), step(b, 2).c_str());
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(3), std::string(action == "refuse-dose" ? "failed" : "waiting"),
                                      patience_ms);
        }
        QCOMPARE(b.it->snapshot().at("queue_running").get<bool>(), action == "refuse-dose");
        QCOMPARE(b.pump.doses.load(), 1);
    }

    void aStopInEachState_data()
    {
        QTest::addColumn<QString>("stop");
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("dose");
        for (const char *stop : {"halt", "abort", "station"}) {
            const auto row = [stop](const char *in, const char *dose) {
                QTest::addRow("%s while %s", stop, in) << stop << in << dose;
            };
            row("waiting for the needle", "none");
            row("dosing", "given");
            row("asking a person", "unknown");
            row("reacting", "given");
            row("ready", "given");
        }
    }
    /// Beside a recording. What is known of the dose stays known, and the line goes on behind it, in another life, too.
    void aStopInEachState()
    {
        QFETCH(QString, stop);
        QFETCH(QString, in);
        QFETCH(QString, dose);
        const QTemporaryDir folder;
        const std::string journal = folder.filePath("a.queue").toStdString();
        const std::string titrator = in == "asking a person" ? "manual" : "pump";
        const bool needle = in == "waiting for the needle";
        int given = 0;
        {
            Gate gate;
            std::atomic<bool> drawing = false;
            FakeBench b({.titrator = titrator, .journal = journal});
            const auto opened = qScopeGuard([&gate] { gate.shut = false; });
            if (in == "dosing") {
                b.pump.dosing = [&gate] { gate.pass(); };
            }
            b.sampler.wrote = [&](const std::string &point, const std::string &) -> Result<void> {
                drawing = drawing || point == "inject";
                if (point == "inject" && !needle) {
                    b.inject();
                }
                return {};
            };
            b.pump.away = needle; // so that the draw is first
            // The third keeps the others from being history in the next life.
            QCOMPARE(b.queue({longStandard(), vialRow(2, in == "ready" ? "1" : "5000"), longStandard()}),
                     std::string());
            if (in != "dosing") { // else the draw may be behind the dose
                QTRY_VERIFY_WITH_TIMEOUT(drawing.load(), patience_ms);
            }
            if (needle) {
                QTRY_COMPARE_WITH_TIMEOUT(step(b, 2), std::string("dosing"), patience_ms);
                b.pump.away = false;
                QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
            } else if (in == "dosing") {
                QTRY_VERIFY_WITH_TIMEOUT(gate.there.load(), patience_ms);
            } else if (in == "asking a person") {
                QTRY_VERIFY_WITH_TIMEOUT(b.prompt().is_object(), patience_ms);
            } else {
                QTRY_VERIFY_WITH_TIMEOUT(step(b, 2).starts_with(in.toStdString()), patience_ms);
            }
            std::thread stopper([&] { // the station's stop waits for what the pump has in hand
                if (stop == "station") {
                    b.it->stop("stopped");
                } else {
                    (void)b.command(stop.toStdString(), {{"why", "a test"}});
                }
            });
            QTest::qWait(50);
            gate.shut = false;
            stopper.join();
            const std::string state = stop == "station" ? "interrupted" : "aborted";
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), state, patience_ms);
            QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), state, patience_ms);
            QCOMPARE(b.line(2).at("dose").at("state"), json(dose.toStdString()));
            QVERIFY(b.line(2).at("ready_at").is_null());
            given = b.pump.doses;
            QCOMPARE(given, dose == "given" ? 1 : 0);
        }
        FakeBench b({.titrator = titrator, .journal = journal});
        QCOMPARE(b.line(2).at("dose").at("state"), json(dose.toStdString()));
        json args = {{"line", 2}, {"choice", "continue"}, {"by", "jd"}, {"reason", "looked"}};
        QVERIFY(b.command("queue.recover", args).has_value());
        if (stop == "station") {
            QVERIFY(b.command("queue.recover", {{"line", 1}, {"choice", "close"}}).has_value());
        }
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        QVERIFY(b.command("queue.start").has_value());
        if (needle) { // nothing was asked for
            QTRY_COMPARE_WITH_TIMEOUT(b.pump.doses.load(), 1, patience_ms);
            return;
        }
        QTRY_VERIFY_WITH_TIMEOUT(step(b, 2).starts_with("reacting") || b.lineState(2) == "done", patience_ms);
        QTest::qWait(60);
        QCOMPARE(b.pump.doses.load(), 0);
        QVERIFY(b.prompt().is_null() || b.prompt().at("role") != "titrator");
    }
};

QTEST_GUILESS_MAIN(TestDoseLaneStops)
#include "tst_dose_lane_stops.moc"
