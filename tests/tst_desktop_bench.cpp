// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QSet>
#include <QTabWidget>

#include "app/desktop/bench/bench_headline.h"
#include "app/desktop/bench/device_card.h"
#include "app/desktop/bench/dose_panel.h"
#include "app/desktop/bench/queue_panel.h"
#include "app/desktop/plot/live_plot.h"
#include "app/desktop/shell/help_pane.h"
#include "app/desktop/shell/title_line.h"
#include "tests/bench_test.h"

using namespace tgc;
using namespace tgc::desktop;
using nlohmann::json;

class TestDesktopBench : public BenchTest {
    Q_OBJECT
private slots:
    void withoutAStationItSaysSoAndOffersTheNextStep()
    {
        QCOMPARE(window().current()->title(), QStringLiteral("Bench"));
        QVERIFY(m_link->started);
        QStringList offers;
        for (const QPushButton *button : bench().findChildren<QPushButton *>()) {
            if (button->isVisibleTo(&bench())) {
                offers << button->text();
            }
        }
        QCOMPARE(offers,
                 (QStringList{QStringLiteral("Start station ..."), QStringLiteral("Start the simulated bench")}));
        QVERIFY(!window().titleLine().simulatedShown());
        press(focused(), Qt::Key_F5);
        press(focused(), Qt::Key_F5, Qt::ShiftModifier);
        QVERIFY(m_link->asked.empty());
        m_fixture->picture(QStringLiteral("bench-none"));
    }

    void devicesShowStateReadingIdentityAndLineInWords()
    {
        m_link->attach(ScriptedLink::snapshot());
        QVERIFY(window().titleLine().simulatedShown());
        const QString adc = bench().card(QStringLiteral("adc"))->text();
        for (const char *part : {"✓  ready", "LabJack T7", "serial 470012345", "answers in 3 ms, worst 41 ms",
                                 "1203 of 1204 answered", "1 late or lost"}) {
            QVERIFY2(adc.contains(QString::fromUtf8(part)), part);
        }
        const QString gauge = bench().card(QStringLiteral("gauge"))->text();
        for (const char *part : {"headspace pressure", "106.9 kPa", "24.87 °C", "canary 4660 read back"}) {
            QVERIFY2(gauge.contains(QString::fromUtf8(part)), part);
        }
        m_link->tell(
            "reading",
            {{"point", "gauge.headspace_pressure"}, {"value", nullptr}, {"unit", "kPa"}, {"quality", "suspect"}});
        QVERIFY(bench().card(QStringLiteral("gauge"))->text().contains(QLatin1String("-- (suspect)")));
        QVERIFY(bench().findChild<QLabel *>(QStringLiteral("notSafety"))->isVisible());
        QTRY_VERIFY(strip()->text().contains(QLatin1String("suspect")));
    }

    void whetherTheChromatographIsReadyIsInTheStrip()
    {
        m_link->attach(ScriptedLink::snapshot());
        QVERIFY(!strip()->text().contains(QLatin1String("GC"))); // nobody asks it
        const auto say = [&](double ready, const char *quality) {
            m_link->tell("reading", {{"point", "gc_ready"}, {"value", ready}, {"unit", ""}, {"quality", quality}});
        };
        say(1.0, "good");
        QTRY_VERIFY(strip()->text().contains(QLatin1String("GC ready")));
        say(0.0, "good");
        QTRY_VERIFY(strip()->text().contains(QLatin1String("GC not ready")));
        say(1.0, "stale"); // of before its device was lost
        QTRY_VERIFY(strip()->text().contains(QLatin1String("GC: not known")));
    }

    void whyADeviceIsAwayIsSaidWithoutItsAddress()
    {
        m_link->attach(ScriptedLink::snapshot());
        m_link->tell("device", ScriptedLink::device("gauge", "disconnected", "tcp://127.0.0.1:502: no answer in 1 s"));
        QTRY_COMPARE(strip()->chip()->text(), QStringLiteral("✕ gauge lost"));
        QCOMPARE(bench().trouble()->text(), QStringLiteral("✕ gauge is lost: no answer in 1 s"));
        m_link->tell("device", ScriptedLink::device("gauge", "disconnected", "disconnected"));
        QVERIFY(bench().card(QStringLiteral("gauge"))->text().contains(QLatin1String("not connected")));
    }

    void aRunFromIdleToDone()
    {
        QAbstractItemModelTester queue(&queueModel());
        QAbstractItemModelTester log(&logModel());
        m_link->answers[QStringLiteral("recent")] = ScriptedLink::recent(ScriptedLink::samples(0, 600));
        json snapshot = ScriptedLink::snapshot();
        snapshot["queue"] = json::array({ScriptedLink::line(1, "waiting"), ScriptedLink::line(2, "waiting")});
        m_link->attach(snapshot);
        LivePlot &plot = *bench().plot();
        QCOMPARE(plot.mode(), LivePlot::Mode::Idle);
        QTRY_VERIFY(plot.drawnPoints() > 100); // the last minute is there at once
        bench().headline()->refresh();
        QCOMPARE(bench().headline()->valueText(), QStringLiteral("--")); // of the past: not the value now
        emit m_link->live(ScriptedLink::samples(600, 610));
        bench().headline()->refresh();
        QVERIFY2(bench().headline()->valueText().startsWith(QLatin1String("8")),
                 qPrintable(bench().headline()->valueText()));
        QVERIFY(bench().headline()->runText().contains(QLatin1String("not recording")));

        press(focused(), Qt::Key_F5);
        QCOMPARE(m_link->count(QStringLiteral("queue.start")), 1);
        QCOMPARE(m_link->count(QStringLiteral("run.start")), 0);
        m_link->tell("queue", {{"running", true}, {"lines", 2}, {"why", ""}});
        m_link->tell("line", ScriptedLink::line(1, "active", "waits for the injection"));
        QCOMPARE(bench().queuePanel()->table()->model()->index(0, BenchQueueModel::State).data().toString(),
                 QStringLiteral("▶ active"));
        json nameless = ScriptedLink::run("20261125T194900.354Z-a-very-long-name-of-a-bench-1", 590, std::nullopt);
        nameless["sample_id"] = std::string(200, 'M');
        m_link->tell("run", nameless);
        QCoreApplication::processEvents();
        QCOMPARE(window().width(), 1280); // a long name makes the window no wider
        m_link->tell("run", ScriptedLink::run("r1", 590, std::nullopt));
        emit m_link->live(ScriptedLink::samples(610, 650));
        QCOMPARE(plot.mode(), LivePlot::Mode::Waiting);
        QVERIFY(bench().headline()->runText().contains(QLatin1String("waits for the injection")));
        m_link->tell("run", ScriptedLink::run("r1", 590, 65.0));
        emit m_link->live(ScriptedLink::samples(650, 1650, 65.0));
        m_link->tell("durable", {{"run", "r1"}, {"samples", 1050}});
        QCOMPARE(plot.mode(), LivePlot::Mode::Running);
        plot.drawFrame();
        QCOMPARE(plot.timeRange(), std::pair(0.0, 3.0));
        bench().headline()->refresh();
        QVERIFY2(bench().headline()->runText().contains(QLatin1String("1:39 of 3:00")),
                 qPrintable(bench().headline()->runText()));
        QVERIFY(bench().headline()->runText().contains(QLatin1String("saved 0.")));
        press(focused(), Qt::Key_F5); // no second start
        QCOMPARE(m_link->count(QStringLiteral("queue.start")), 1);
        m_fixture->picture(QStringLiteral("bench-running"));

        m_link->tell("closed", {{"run", "r1"}, {"status", "done"}, {"samples", 1800}, {"gaps", 0}, {"file", ""}});
        QCOMPARE(plot.mode(), LivePlot::Mode::Idle);
        QVERIFY2(bench().messages()->text().contains(QLatin1String("V-01, injection 1 is recorded")),
                 qPrintable(bench().messages()->text()));
        QCOMPARE(logModel().index(0, BenchLogModel::What).data().toString(),
                 QStringLiteral("V-01, injection 1 is recorded."));
        m_link->tell("adopted", {{"run", "r1"}, {"store_id", "R1"}});

        // The next one has it as a ghost behind.
        m_link->tell("run", ScriptedLink::run("r2", 1700, 172.0));
        emit m_link->live(ScriptedLink::samples(1650, 2050, 172.0));
        QVERIFY(model().previousRun().has_value());
        QCOMPARE(model().previousRun()->zero_s, 65.0);
        m_fixture->picture(QStringLiteral("bench-ghost"));
    }

    void aGapAndALostDeviceAreRedUntilItIsBack()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["run"] = ScriptedLink::run("r1", 0, 5.0);
        m_link->spool = SpooledTrace{ScriptedLink::samples(0, 700, 5.0), {}};
        m_link->attach(snapshot);
        QTRY_VERIFY(bench().plot()->drawnPoints() > 100);
        const auto chip = strip()->chip();
        QVERIFY(!chip->isVisible());
        m_link->tell("device", ScriptedLink::device("adc", "fault", "no answer since 2 s; trying again"));
        press(&window(), Qt::Key_1, Qt::ControlModifier); // on every workspace
        QVERIFY(chip->isVisible());
        QVERIFY(chip->text().contains(QLatin1String("adc at fault")));
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(window().current()->title(), QStringLiteral("Bench"));
        QVERIFY(bench().trouble()->isVisible());
        QVERIFY(bench().trouble()->text().contains(QLatin1String("no answer since 2 s")));
        QVERIFY(bench().card(QStringLiteral("adc"))->text().contains(QLatin1String("at fault")));
        for (QPushButton *button : bench().card(QStringLiteral("adc"))->findChildren<QPushButton *>()) {
            if (button->isVisible()) {
                QCOMPARE(button->text(), QStringLiteral("Connect again"));
                QTest::mouseClick(button, Qt::LeftButton);
            }
        }
        QCOMPARE(m_link->lastArgs(QStringLiteral("device.connect")), json({{"id", "adc"}}));
        const int before = bench().plot()->drawnPoints();
        QVERIFY(before > 100); // nothing was wiped
        // An old number does not pass for the signal now.
        emit m_link->live(ScriptedLink::samples(700, 701, 5.0));
        bench().headline()->refresh();
        QCOMPARE(bench().headline()->valueText(), QStringLiteral("--"));
        QVERIFY(bench().headline()->runText().contains(QLatin1String("no signal")));
        QTRY_VERIFY(strip()->text().contains(QLatin1String("TCD --")));
        m_fixture->picture(QStringLiteral("bench-lost"));

        m_link->tell("gap", {{"run", "r1"}, {"from_s", 70.0}, {"to_s", 82.0}, {"why", "the adc did not answer"}});
        m_link->tell("device", ScriptedLink::device("adc"));
        LiveBatch later = ScriptedLink::samples(820, 1200, 5.0);
        later.first = 701; // a run's numbers go on; its time has the gap
        emit m_link->live(later);
        QVERIFY(!chip->isVisible());
        QVERIFY(!bench().trouble()->isVisible());
        bench().plot()->drawFrame();
        QCOMPARE(bench().plot()->gapLabels().size(), 1);
        QVERIFY(bench().plot()->gapLabels()[0].contains(QLatin1String("the adc did not answer")));
        m_link->tell("saturated", {{"run", "r1"}, {"channel", "TCD"}, {"device_s", 90.0}});
        QVERIFY(bench().messages()->text().contains(QLatin1String("TCD is at the end of the digitiser's range")));
        m_fixture->picture(QStringLiteral("bench-gap"));
    }

    void escNeverStopsARunAndShiftF5KeepsIt()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["run"] = ScriptedLink::run("r1", 0, 5.0);
        m_link->attach(snapshot);
        for (QWidget *on : bench().findChildren<QWidget *>()) {
            if (on->isVisible() && on->focusPolicy() != Qt::NoFocus) {
                press(on, Qt::Key_Escape);
            }
        }
        press(&window(), Qt::Key_Escape);
        QCOMPARE(m_link->count(QStringLiteral("run.stop")) + m_link->count(QStringLiteral("abort")), 0);
        bench().plot()->setFocus();
        press(focused(), Qt::Key_F5, Qt::ShiftModifier);
        QCOMPARE(m_link->count(QStringLiteral("run.stop")), 1);
        m_link->tell("closed", {{"run", "r1"}, {"status", "stopped"}, {"samples", 10}, {"gaps", 1}, {"file", ""}});
        QVERIFY(bench().messages()->text().contains(QLatin1String("is kept")));
        QVERIFY(bench().messages()->text().contains(QLatin1String("1 gap")));
        press(focused(), Qt::Key_F5, Qt::ShiftModifier);
        QCOMPARE(m_link->count(QStringLiteral("run.stop")), 1);
    }

    void abortIsAskedOnceMoreInTheWindow()
    {
        m_link->attach(ScriptedLink::snapshot());
        QTest::mouseClick(button("benchAbort"), Qt::LeftButton);
        QCOMPARE(m_link->count(QStringLiteral("abort")), 0);
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        QVERIFY(bench().messages()->text().contains(QLatin1String("safe state")));
        for (QPushButton *act : bench().messages()->findChildren<QPushButton *>()) {
            QTest::mouseClick(act, Qt::LeftButton);
        }
        QCOMPARE(m_link->count(QStringLiteral("abort")), 1);
    }

    void holdAndTheRefusalOfTheStation()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["queue_running"] = true;
        snapshot["queue"] = json::array({ScriptedLink::line(1, "active")});
        m_link->attach(snapshot);
        m_link->answers.insert_or_assign(QStringLiteral("queue.hold"),
                                         fail(ErrorCode::Device, "the queue is closing a run"));
        QTest::mouseClick(button("benchHold"), Qt::LeftButton);
        QTRY_COMPARE(bench().messages()->text(), QStringLiteral("the queue is closing a run"));
        QCOMPARE(bench().messages()->kind(), MessageBar::Kind::Problem);
    }

    void linesTakenOutOfTheQueueAreGone()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["queue"] = json::array({ScriptedLink::line(1, "done"), ScriptedLink::line(2, "waiting")});
        m_link->attach(snapshot);
        QCOMPARE(queueModel().rowCount(), 2);
        snapshot["queue"] = json::array({ScriptedLink::line(1, "done")});
        m_link->answers[QStringLiteral("snapshot")] = json{{"snapshot", snapshot}};
        m_link->tell("queue", {{"running", false}, {"lines", 0}, {"why", "cleared"}}); // `lines`: those that wait
        QTRY_COMPARE(queueModel().rowCount(), 1);
        QVERIFY(button("benchStart")->text().contains(QLatin1String("Record one run")));
    }

    void oneRunIsRecordedUnderItsName()
    {
        m_link->attach(ScriptedLink::snapshot());
        bench().queuePanel()->sampleField()->setText(QStringLiteral("V-09"));
        auto *minutes = bench().findChild<QLineEdit *>(QStringLiteral("runMinutes"));
        minutes->setText(QStringLiteral("x"));
        press(minutes, Qt::Key_F5);
        QCOMPARE(m_link->count(QStringLiteral("run.start")), 0);
        QVERIFY(bench().messages()->text().contains(QLatin1String("\"x\"")));
        minutes->setText(QStringLiteral("2,5"));
        press(minutes, Qt::Key_F5);
        QCOMPARE(m_link->lastArgs(QStringLiteral("run.start")),
                 json({{"kind", "sample"}, {"sample_id", "V-09"}, {"duration_s", 150.0}}));
    }

    void reattachedInARunTheViewIsWhole()
    {
        // The window was away: the disk has samples 100 to 900, the station's memory 600 to 1000, live begins at 990.
        json snapshot = ScriptedLink::snapshot();
        snapshot["run"] = ScriptedLink::run("r1", 100, 15.0);
        m_link->spool = SpooledTrace{ScriptedLink::samples(100, 900, 15.0), {{30.0, 30.1, "one answer was damaged"}}};
        m_link->answers[QStringLiteral("recent")] = ScriptedLink::recent(ScriptedLink::samples(600, 1000, 15.0));
        m_link->attach(snapshot);
        emit m_link->live(ScriptedLink::samples(990, 1010, 15.0));
        QTRY_COMPARE(model().trace()->size(), std::size_t(910));
        QVERIFY(!model().trace()->missing(100));
        for (std::size_t i = 0; i < model().trace()->size(); ++i) {
            QCOMPARE(model().trace()->number(i), std::uint64_t(100 + i));
        }
        QCOMPARE(m_link->loads, std::vector<QString>{QStringLiteral("r1")});
        bench().plot()->drawFrame();
        QCOMPARE(bench().plot()->gapLabels().size(), 1);
        m_fixture->picture(QStringLiteral("bench-reattached"));
    }

    void aHoleInTheLiveSamplesIsFilledFromTheRecording()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["run"] = ScriptedLink::run("r1", 0, 1.0);
        m_link->attach(snapshot);
        emit m_link->live(ScriptedLink::samples(0, 100, 1.0));
        emit m_link->live(ScriptedLink::samples(150, 200, 1.0)); // the station dropped some for a slow client
        QVERIFY(model().trace()->missing(0).has_value());
        m_link->spool = SpooledTrace{ScriptedLink::samples(0, 180, 1.0), {}};
        QTRY_VERIFY_WITH_TIMEOUT(!model().trace()->missing(0).has_value(), 5000);
        QCOMPARE(model().trace()->size(), std::size_t(200));
    }

    void aLostStationLeavesTheViewAndComesBack()
    {
        json snapshot = ScriptedLink::snapshot();
        snapshot["run"] = ScriptedLink::run("r1", 0, 5.0);
        m_link->spool = SpooledTrace{ScriptedLink::samples(0, 700, 5.0), {}};
        m_link->attach(snapshot);
        QTRY_VERIFY(bench().plot()->drawnPoints() > 100);
        m_link->lose();
        QVERIFY(bench().trouble()->isVisible());
        QVERIFY(bench().trouble()->text().contains(QLatin1String("station does not answer")));
        QVERIFY(strip()->chip()->text().contains(QLatin1String("station lost")));
        QVERIFY(bench().plot()->drawnPoints() > 100);
        QVERIFY(window().titleLine().simulatedShown());
        QVERIFY(!button("benchStop")->isEnabled());
        QVERIFY(button("benchRestart")->isVisible());
        const QString gauge = bench().card(QStringLiteral("gauge"))->text();
        QVERIFY2(gauge.contains(QLatin1String("not known")) && !gauge.contains(QLatin1String("ready")),
                 qPrintable(gauge));
        QVERIFY2(!gauge.contains(QLatin1String("106.9")), qPrintable(gauge));
        m_fixture->picture(QStringLiteral("bench-station-lost"));
        m_link->spool = SpooledTrace{ScriptedLink::samples(0, 1000, 5.0), {}};
        m_link->attach(snapshot);
        QTRY_COMPARE(model().trace()->size(), std::size_t(1000));
        QVERIFY(!bench().trouble()->isVisible());
        // Another life of the station counts its samples anew: nothing of the old one is mixed in.
        snapshot["run"] = nullptr;
        m_link->attach(snapshot, QStringLiteral("bench-a 2"));
        QCOMPARE(model().trace()->size(), std::size_t(0));
    }

    void eventsOlderThanTheSnapshotDoNotUndoIt()
    {
        m_link->nextEvent = 50;
        m_link->attach(ScriptedLink::snapshot());
        m_link->nextEvent = 40; // told again from where the connection broke
        m_link->tell("device", ScriptedLink::device("adc", "fault", "old news"));
        QVERIFY(bench().card(QStringLiteral("adc"))->text().contains(QLatin1String("ready")));
        m_link->nextEvent = 50;
        m_link->tell("device", ScriptedLink::device("adc", "fault", "news"));
        QVERIFY(bench().card(QStringLiteral("adc"))->text().contains(QLatin1String("news")));
    }

    void whatTheStationSaysInAnotherShapeBreaksNothing()
    {
        m_link->attach(json::array({1, 2}));
        m_link->attach({{"devices", "none"},
                        {"channels", 7},
                        {"run", "r"},
                        {"queue", {{"a", 1}}},
                        {"prompts", {nullptr, 3}},
                        {"h2_window_s", {1}}});
        for (const char *what : {"device", "reading", "run", "durable", "closed", "adopted", "gap", "saturated", "line",
                                 "queue", "prompt", "answered", "dose", "log", "station", "else"}) {
            m_link->tell(what, nullptr);
            m_link->tell(what, {{"id", 1.5}, {"line", "x"}, {"run", 3}, {"state", nullptr}, {"first_sample", -1}});
        }
        emit m_link->live({5, {1.0, 2.0}, {{1.0}}});
        QCoreApplication::processEvents();
    }

    void tabReachesEverythingAndHelpIsThere()
    {
        m_link->attach(ScriptedLink::snapshot());
        QVERIFY(bench().help().contains(QLatin1String("not a safety system")));
        press(&window(), Qt::Key_F1);
        bench().findChild<QTabWidget *>()->setCurrentWidget(bench().dosePanel());
        bench().dosePanel()->field(QStringLiteral("pressure_rating_kPa"))->setFocus();
        QTRY_VERIFY(window().help().text().contains(QLatin1String("never a guess")));
        press(&window(), Qt::Key_F1);
        QSet<QWidget *> reached;
        bench().plot()->setFocus();
        for (int i = 0; i < 60; ++i) {
            reached.insert(focused());
            press(focused(), Qt::Key_Tab);
        }
        for (const char *name : {"benchStart", "benchHold", "benchAbort", "volume_mL", "temperature_C"}) {
            auto *widget = bench().findChild<QWidget *>(QString::fromUtf8(name));
            QVERIFY2(!widget->isEnabled() || reached.contains(widget), name);
        }
    }

private:
    QAbstractItemModel &queueModel() { return *bench().queuePanel()->table()->model(); }
    QAbstractItemModel &logModel() { return *bench().findChild<QTableView *>(QStringLiteral("benchLog"))->model(); }
};

QTEST_MAIN(TestDesktopBench)
#include "moc_bench_test.cpp" // NOLINT(bugprone-suspicious-include): its moc has no file of its own
#include "tst_desktop_bench.moc"
