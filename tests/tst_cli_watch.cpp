// SPDX-License-Identifier: GPL-3.0-or-later
// tgc watch, through the real program.
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>

#include "tests/run_tgc.h"
#include "tests/watched_folder.h"

using tgc::test::exportedTrace;
using tgc::test::exportTo;

class TestCliWatch : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    TgcRun watch(const QStringList &more) const
    {
        return runTgc(QStringList{"watch", "export", "--db", "lab.sqlite", "--settle", "0", "--target", "H2=60:6"} +
                          more,
                      m_folder.path(), "de_DE.UTF-8");
    }

private slots:
    void initTestCase()
    {
        writeText(m_folder.filePath("samples.csv"),
                  "sample_id,group,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
                  "inactive_mAh\ncell-01,A,30,0.5,25,locked,0.5,0.5\ncell-02,A,30,0.5,25,locked,0.5,0.4\n");
        exportTo(m_folder.filePath("export/run1.csv"), exportedTrace(1000.0, "cell-01", "2026-11-27T10:00:00Z"));
        exportTo(m_folder.filePath("export/run2.csv"), exportedTrace(500.0, "nobody", "2026-11-27T10:20:00Z"));
        exportTo(m_folder.filePath("export/notes.txt"), "none of it\n");
    }

    void aRowAFile()
    {
        const TgcRun run = watch({"--once", "--samples", "samples.csv", "--format", "csv"});
        QCOMPARE(run.status, 1); // something is left
        const QList<QByteArray> lines = run.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0], QByteArray("file,outcome,sample_id,kind,injection,run,area,area_unit,h2_vial_umol,li0_mAh,"
                                      "u_li0_mAh,decision,why"));
        QVERIFY2(lines[1].startsWith("notes.txt,unreadable,"), lines[1]);
        QVERIFY2(lines[2].startsWith("run1.csv,matched,cell-01,sample,1,R1,"), lines[2]);
        // 1000 * 2 * sqrt(2 pi)
        QVERIFY2(std::abs(lines[2].split(',')[6].toDouble() / 5013.26 - 1.0) < 0.005, lines[2]);
        QVERIFY2(lines[2].contains("not quantified: no calibration in the store"), lines[2]);
        QVERIFY2(lines[3].startsWith("run2.csv,unmatched,"), lines[3]);
        QVERIFY2(run.err.contains("1 files are matched, 1 are not, 1 could not be read"), run.err);
    }

    void startedAgainItStoresNothing()
    {
        const TgcRun run = watch({"--once", "--samples", "samples.csv", "--format", "json"});
        QCOMPARE(run.status, 1);
        const QJsonObject first = QJsonDocument::fromJson(run.out.split('\n').value(1)).object();
        QCOMPARE(first["file"].toString(), QString("run1.csv"));
        QCOMPARE(first["outcome"].toString(), QString("already-there"));
        QCOMPARE(first["run"].toString(), QString("R1"));
        const TgcRun runs = runTgc({"runs", "--db", "lab.sqlite", "--format", "csv"}, m_folder.path());
        QCOMPARE(runs.out.trimmed().split('\n').size(), 2);
    }

    void byHandWithAReason()
    {
        QCOMPARE(watch({"--once", "--match", "run2.csv=cell-02"}).status, 2); // no reason
        QCOMPARE(watch({"--once", "--match", "run2.csv", "--reason", "x"}).status, 2);
        const TgcRun run = watch({"--once", "--match", "run2.csv=cell-02:1", "--reason", "lab book", "--operator",
                                  "J. Doe", "--format", "csv"});
        QVERIFY2(run.out.contains("run2.csv,matched,cell-02,sample,1,R2,"), run.out);
        QVERIFY2(run.out.contains("by hand, J. Doe: lab book"), run.out);
    }

    void aQueue()
    {
        writeText(m_folder.filePath("queue.csv"), "line,kind,level,injections\n1,standard,1000 ppm,1\n");
        exportTo(m_folder.filePath("gas/s.csv"), exportedTrace(300.0, "1000ppm"));
        const TgcRun run = runTgc({"watch", "gas", "--db", "gas.sqlite", "--settle", "0", "--once", "--queue",
                                   "queue.csv", "--target", "H2=60:6", "--format", "csv"},
                                  m_folder.path());
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("s.csv,matched,standard 1000 ppm,standard,1,R1,"), run.out);
    }

    void ctrlCIsItsEnd()
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_DATA_HOME", m_folder.filePath("data"));
        process.setProcessEnvironment(environment);
        process.start(TGC_PROGRAM, {"watch", "gas", "--db", "gas.sqlite", "--settle", "0", "--format", "csv"});
        QVERIFY(process.waitForReadyRead(20000)); // the file that is there already
        exportTo(m_folder.filePath("gas/late.txt"), "no chromatogram\n");
        QByteArray out;
        QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("late.txt,unreadable"), 15000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(10000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1); // late.txt is left
    }

    void badUsage()
    {
        const TgcRun run = runTgc({"watch", "nowhere", "--db", "lab.sqlite"}, m_folder.path());
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("is no folder"), run.err);
        QCOMPARE(watch({"--once", "--settle", "-1"}).status, 2);
        QCOMPARE(watch({"--once", "--within", "0"}).status, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliWatch)
#include "tst_cli_watch.moc"
