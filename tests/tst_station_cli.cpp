// SPDX-License-Identifier: GPL-3.0-or-later
// tgc station, run and abort with the real station, which records from a LabJack that is not ours.
#include <QDeadlineTimer>
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QProcess>
#include <QTest>

#include <memory>

#include "db/store.h"
#include "tests/run_tgc.h"
#include "tests/station_process.h"

using namespace tgc;
using namespace tgc::test;
using nlohmann::json;

class TestStationCli : public QObject {
    Q_OBJECT
    std::unique_ptr<StationPlace> m_place;

    QString file(const char *name) const { return QString::fromStdString(m_place->path(name).string()); }
    /// The data folder is the environment's, which the place has set.
    TgcRun tgc(const QStringList &arguments) const { return runTgc(arguments, file("")); }
    QStringList bench() const { return {"--bench", file("bench.toml")}; }
    QStringList db() const { return {"--db", QString::fromStdString(m_place->store().string())}; }

    /// `tgc run`, until it has said what is waited for; a person is asked to inject, so it does not end by itself.
    void startRun(QProcess &run, const QByteArray &until) const
    {
        run.start(TGC_PROGRAM, QStringList{"run", file("queue.csv")} + bench() + db());
        QByteArray said;
        const QDeadlineTimer deadline(60000);
        while (!said.contains(until) && run.state() != QProcess::NotRunning && !deadline.hasExpired()) {
            run.waitForReadyRead(100);
            said += run.readAllStandardError();
        }
        QVERIFY2(said.contains(until), said.constData());
    }

    [[nodiscard]] std::optional<station::BlockingClient> attached() const
    {
        auto client = station::BlockingClient::connect(file("tgc-workbench/bench-k.sock").toStdString(), {});
        return client ? std::optional(std::move(*client)) : std::nullopt;
    }

private slots:
    void init()
    {
        m_place = std::make_unique<StationPlace>();
        writeText(file("queue.csv"), "sample_id,group,kind,injections\nS1,G,blank,1\nS2,G,blank,1\n");
    }

    void cleanup()
    {
        (void)tgc(QStringList{"station", "stop", "--force"});
        m_place.reset();
    }

    void startsOnceLooksAndStops()
    {
        QCOMPARE(tgc({"station", "status"}).status, 1);
        const TgcRun started = tgc(QStringList{"station", "start", "--format", "json"} + bench() + db());
        QVERIFY2(started.status == 0, started.err.constData());
        const auto line = json::parse(started.out.toStdString());
        QCOMPARE(line.at("bench"), json("bench-k"));
        QCOMPARE(line.at("started"), json(true));
        QCOMPARE(line.at("simulated"), json(true));
        QCOMPARE(line.at("store"), json(m_place->store().string()));

        const TgcRun again = tgc(QStringList{"station", "start"} + bench());
        QCOMPARE(again.status, 0);
        QVERIFY2(again.out.contains("running already"), again.out.constData());
        const TgcRun other = tgc(QStringList{"station", "start", "--db", file("other.sqlite")} + bench());
        QCOMPARE(other.status, 2);
        QVERIFY2(other.err.contains("writes to"), other.err.constData());

        for (const QStringList &which : {QStringList(), bench(), QStringList{"--bench", "bench-k"}}) {
            const TgcRun looked = tgc(QStringList{"station", "status"} + which);
            QCOMPARE(looked.status, 0);
            const auto status = json::parse(looked.out.toStdString());
            QCOMPARE(status.at("bench"), json("bench-k"));
            QCOMPARE(status.at("devices").at(0).at("id"), json("adc"));
        }
        QCOMPARE(tgc({"station", "status", "--bench", "bench-z"}).status, 1);
        QVERIFY(tgc({"station", "status", "--format", "csv"}).out.contains("bench-k,device,adc,"));

        QCOMPARE(tgc({"station", "stop"}).status, 0);
        QCOMPARE(tgc({"station", "stop"}).status, 3);
        QCOMPARE(tgc({"station", "status"}).status, 1);
    }

    void startSaysWhatIsWrong()
    {
        const TgcRun none = tgc({"station", "start", "--bench", file("none.toml")});
        QCOMPARE(none.status, 2);
        QCOMPARE(none.err.count('\n'), 1);
        QVERIFY2(none.err.contains("none.toml"), none.err.constData());
        writeText(file("wrong.toml"), "schema = 1\nname = \"b\"\nspeed = 3\n");
        const TgcRun wrong = tgc({"station", "start", "--bench", file("wrong.toml")});
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.err.contains("wrong.toml, line "), wrong.err.constData());
        // A simulated bench, and the user's own store.
        const TgcRun own =
            tgc(QStringList{"station", "start", "--db", file("data/tgc-workbench/tgc.sqlite")} + bench());
        QCOMPARE(own.status, 2);
        QVERIFY2(own.err.contains("simulated"), own.err.constData());
    }

    void abortEndsARunAndKeepsIt()
    {
        QProcess run;
        startRun(run, "waits for a person");
        const TgcRun aborted = tgc({"abort", "--why", "the test says so"});
        QVERIFY2(aborted.status == 0, aborted.err.constData());
        QVERIFY(run.waitForFinished(60000));
        QCOMPARE(run.exitCode(), 1);
        const QByteArray out = run.readAllStandardOutput();
        QVERIFY2(out.startsWith("line,sample_id,group,kind,injections,state,runs,why\n"), out.constData());
        QVERIFY2(out.contains("S1,G,blank,0,aborted,"), out.constData());
        QVERIFY(!attached()); // it was started for this run
    }

    void ctrlCHoldsTheQueueAndLeavesTheStation()
    {
        QProcess run;
        startRun(run, "waits for a person");
        ::kill(static_cast<pid_t>(run.processId()), SIGINT);
        QVERIFY(run.waitForFinished(60000));
        QCOMPARE(run.exitCode(), 1);
        const QByteArray said = run.readAllStandardError();
        QVERIFY2(said.contains("tgc abort"), said.constData());
        auto client = attached();
        QVERIFY(client.has_value());
        QCOMPARE(client->welcome().snapshot.at("queue_running"), json(false));
        QCOMPARE(client->welcome().snapshot.at("queue").at(0).at("state"), json("active"));
    }

    void aKilledStationIsToldWithWhatToDo()
    {
        QProcess run;
        startRun(run, "waits for a person");
        auto client = attached();
        QVERIFY(client.has_value());
        ::kill(static_cast<pid_t>(client->welcome().pid), SIGKILL);
        QVERIFY(run.waitForFinished(60000));
        QCOMPARE(run.exitCode(), 3);
        const QByteArray said = run.readAllStandardError();
        QVERIFY2(said.contains("tgc recover"), said.constData());
    }

    void aWrongQueueStartsNothing()
    {
        writeText(file("queue.csv"), "sample_id,kind,injections\nS1,blank,many\n");
        const TgcRun run = tgc(QStringList{"run", file("queue.csv")} + bench() + db());
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("injections"), run.err.constData());
        QVERIFY(!attached());
        const TgcRun none = tgc(QStringList{"run", file("none.csv")} + bench() + db());
        QCOMPARE(none.status, 2);
    }
};

QTEST_GUILESS_MAIN(TestStationCli)
#include "tst_station_cli.moc"
