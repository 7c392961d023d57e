// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include "db/store.h"
#include "tests/run_tgc.h"

using namespace tgc::db;

class TestCliSelfTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private slots:
    void everythingPassesHere()
    {
        qputenv("TMPDIR", m_folder.path().toUtf8());
        const TgcRun run = runTgc({"self-test", "--format", "json"}, m_folder.path(), "de_DE.UTF-8");
        QMap<QString, int> passed;
        for (const QByteArray &line : run.out.split('\n')) {
            if (line.isEmpty()) {
                continue;
            }
            const QJsonObject check = QJsonDocument::fromJson(line).object();
            QVERIFY2(!check["what"].toString().isEmpty(), line);
            QVERIFY2(check["outcome"].toString() == "pass", line);
            ++passed[check["check"].toString()];
        }
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.err.isEmpty(), run.err);
        for (const char *check :
             {"resources", "profiles", "programs", "store folder", "disk", "clock", "simulated bench", "numbers",
              "integration", "calibration", "quantification", "files", "store", "tampering", "backup", "anchor"}) {
            QVERIFY2(passed.contains(check), check);
        }
        // Nothing is left, and no store was made.
        QVERIFY(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).isEmpty());
    }
    void eachFormat()
    {
        const TgcRun csv = runTgc({"self-test", "--format", "csv"}, m_folder.path());
        QVERIFY2(csv.out.startsWith("check,outcome,what\nresources,pass,"), csv.out);
        const TgcRun table = runTgc({"self-test", "--format", "table"}, m_folder.path());
        QVERIFY2(table.out.contains("anchor") && table.out.contains("pass"), table.out);
    }
    void aFailedCheckGivesStatusOne()
    {
        // A store whose last entry lies in the future: one of the clocks was wrong.
        OpenOptions tomorrow;
        tomorrow.clock = [] { return std::chrono::system_clock::now() + std::chrono::hours(24); };
        QVERIFY(Store::open(m_folder.filePath("lab.sqlite").toStdString(), tomorrow).has_value());
        const TgcRun run = runTgc({"self-test", "--format", "csv", "--db", "lab.sqlite"}, m_folder.path());
        QCOMPARE(run.status, 1);
        QVERIFY2(run.out.contains("clock,fail,") && run.err.contains("1 of ") && run.err.contains("checks failed"),
                 run.out + run.err);
    }
};

QTEST_GUILESS_MAIN(TestCliSelfTest)
#include "tst_cli_self_test.moc"
