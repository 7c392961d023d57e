// SPDX-License-Identifier: GPL-3.0-or-later
// tgc queue with the real station: the queue looked at and changed, also after the station was killed.
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QTest>

#include <memory>

#include "tests/run_tgc.h"
#include "tests/station_process.h"

using namespace tgc;
using namespace tgc::test;
using nlohmann::json;

class TestStationQueueCli : public QObject {
    Q_OBJECT
    std::unique_ptr<StationPlace> m_place;

    QString file(const char *name) const { return QString::fromStdString(m_place->path(name).string()); }
    TgcRun tgc(const QStringList &arguments) const { return runTgc(arguments, file("")); }
    TgcRun queue(const QStringList &arguments) const { return tgc(QStringList{"queue"} + arguments); }
    void start() const
    {
        const TgcRun started = tgc({"station", "start", "--bench", file("bench.toml"), "--db",
                                    QString::fromStdString(m_place->store().string())});
        QVERIFY2(started.status == 0, started.err.constData());
    }
    [[nodiscard]] station::BlockingClient attached() const
    {
        auto client = station::BlockingClient::connect(file("tgc-workbench/bench-k.sock").toStdString(), {});
        if (!client) {
            qFatal("%s", client.error().message.c_str());
        }
        return std::move(*client);
    }
    /// "1 2 3": the numbers in the list's order.
    [[nodiscard]] QByteArray numbers() const
    {
        QByteArray all;
        for (const QByteArray &row : queue({"list", "--format", "csv"}).out.split('\n').mid(1)) {
            all += row.isEmpty() ? QByteArray() : (all.isEmpty() ? "" : " ") + row.left(row.indexOf(','));
        }
        return all;
    }

private slots:
    void init()
    {
        m_place = std::make_unique<StationPlace>();
        writeText(file("queue.csv"), "sample_id,group,kind,injections\nS1,G,blank,1\nS2,G,blank,1\nS3,G,blank,1\n");
    }
    void cleanup()
    {
        (void)tgc(QStringList{"station", "stop", "--force"});
        m_place.reset();
    }

    void linesAreAddedEditedMovedAndTakenOut()
    {
        start();
        QCOMPARE(queue({"add", file("queue.csv")}).out, QByteArray("added: line 1, 2, 3\n"));
        const TgcRun listed = queue({"list", "--format", "csv"});
        QVERIFY2(
            listed.out.startsWith("line,sample_id,group,kind,method,injections,done,state,dose,details,suitability\n"
                                  "1,S1,G,blank,,1,0,waiting,,,\n"),
            listed.out.constData());
        QVERIFY2(listed.err.contains("stands"), listed.err.constData());
        QCOMPARE(queue({"edit", "2", "injections=3", "level=L2", "--by", "jd"}).out, QByteArray("line 2 is changed\n"));
        QVERIFY(queue({"list", "2"}).out.contains("\"injections\":\"3\""));
        QCOMPARE(queue({"move", "1", "--last"}).status, 0);
        QCOMPARE(numbers(), QByteArray("2 3 1"));
        QCOMPARE(queue({"move", "1", "--before", "3"}).status, 0);
        QCOMPARE(queue({"priority", "3"}).out, QByteArray("line 3 is next\n"));
        QCOMPARE(numbers(), QByteArray("3 2 1"));
        QCOMPARE(queue({"add", file("queue.csv"), "--first"}).out,
                 QByteArray("added before those that wait: line 4, 5, 6\n"));
        QCOMPARE(numbers(), QByteArray("4 5 6 3 2 1"));
        QCOMPARE(queue({"remove", "5"}).status, 0);
        QCOMPARE(queue({"skip", "6", "--by", "jd", "--reason", "cracked"}).status, 0);
        QVERIFY(queue({"list", "--format", "csv"}).out.contains("6,S3,G,blank,,1,0,skipped,,skipped by jd: cracked"));
        QCOMPARE(queue({"repeat", "6"}).out, QByteArray("line 6 stands at the end once more, as line 7\n"));
        // Wrong ones: exit 2, a sentence, and nothing has changed.
        const QByteArray before = numbers();
        for (const QStringList &wrong :
             {QStringList{"edit", "2", "injections=many"}, QStringList{"edit", "2", "injections"},
              QStringList{"edit", "99", "level=x"}, QStringList{"move", "2"}, QStringList{"move", "2", "--before", "6"},
              QStringList{"recover", "2", "continue"}, QStringList{"recover", "2", "perhaps"},
              QStringList{"repeat", "2"}}) {
            const TgcRun run = queue(wrong);
            QVERIFY2(run.status == 2 && run.err.size() > 10, qPrintable(wrong.join(' ')));
        }
        QCOMPARE(numbers(), before);
    }

    void theQueueRunsIsHeldAndSaysWhatIsAtWork()
    {
        start();
        auto client = attached();
        QVERIFY(waitForSignal(client));
        QCOMPARE(queue({"add", file("queue.csv")}).status, 0);
        QCOMPARE(queue({"start", "--on-failure", "hold"}).out, QByteArray("the queue runs\n"));
        QTRY_COMPARE_WITH_TIMEOUT(client.command("snapshot")->at("snapshot").at("queue").at(0).at("state"),
                                  json("active"), 60000);
        const TgcRun refused = queue({"edit", "1", "level=x"});
        QCOMPARE(refused.status, 3); // busy
        QVERIFY2(refused.err.contains("line 1 is at work"), refused.err.constData());
        QCOMPARE(queue({"edit", "2", "level=x"}).status, 0);
        QCOMPARE(queue({"hold"}).status, 0);
        QVERIFY(!client.command("snapshot")->at("snapshot").at("queue_running").get<bool>());
    }

    /// Killed and started again: the list says what is known, and another queue is not run over it.
    void afterAKillTheLinesWaitForAChoice()
    {
        start();
        {
            auto client = attached();
            QVERIFY(waitForSignal(client));
            QCOMPARE(queue({"add", file("queue.csv")}).status, 0);
            QCOMPARE(queue({"start"}).status, 0);
            QTRY_COMPARE_WITH_TIMEOUT(client.command("snapshot")->at("snapshot").at("prompts").size(), std::size_t{1},
                                      60000);
            ::kill(static_cast<pid_t>(client.welcome().pid), SIGKILL);
            while (client.nextEvent(std::chrono::seconds(5))) {
            }
        }
        start();
        const TgcRun listed = queue({"list", "--format", "csv"});
        QVERIFY2(listed.err.contains("line 1 waits for a choice: tgc queue recover 1"), listed.err.constData());
        QVERIFY2(listed.out.contains("1,S1,G,blank,,1,0,interrupted,,"), listed.out.constData());
        const TgcRun run = tgc({"run", file("queue.csv"), "--bench", file("bench.toml")});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("lines of before the station was started (1, 2, 3)"), run.err.constData());
        QVERIFY2(queue({"start"}).err.contains("line 1 was interrupted"), "start");
        QCOMPARE(queue({"recover", "1", "skip", "--by", "jd"}).out,
                 QByteArray("line 1: skip; the queue stands until it is started\n"));
        QVERIFY(queue({"list", "--format", "csv"}).out.contains("1,S1,G,blank,,1,0,skipped,,skipped by jd"));
        QCOMPARE(queue({"start"}).status, 0);
    }
};

QTEST_GUILESS_MAIN(TestStationQueueCli)
#include "tst_station_queue_cli.moc"
