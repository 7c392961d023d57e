// SPDX-License-Identifier: GPL-3.0-or-later
// `tgc review` and `tgc approve` as a laboratory uses them, on the shipped example.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"
#include "tests/store_fixture.h"
#include "tests/store_tamper.h"

class TestCliApprove : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    TgcRun tgc(QStringList arguments, bool withStore = true) const
    {
        if (withStore) {
            arguments << "--db"
                      << "lab.sqlite";
        }
        return runTgc(arguments, m_folder.path());
    }
    [[nodiscard]] std::string store() const { return m_folder.filePath("lab.sqlite").toStdString(); }
    [[nodiscard]] static QString example(const char *name)
    {
        return QStringLiteral(TGC_SOURCE_DIR "/resources/examples/") + QString::fromUtf8(name);
    }
    /// Columns `exception` and `subject` of what is listed.
    [[nodiscard]] QStringList listed(const QStringList &more = {}) const
    {
        const TgcRun run = tgc(QStringList{"review", "--format", "csv"} + more);
        QStringList lines = QString::fromUtf8(run.out).split('\n', Qt::SkipEmptyParts);
        if (lines.value(0) != "exception,subject,of,version,group,made_by,at_utc,approved_by,says") {
            return {"no heading: " + QString::fromUtf8(run.out + run.err)};
        }
        lines.removeFirst();
        for (QString &line : lines) {
            line = line.section(',', 0, 1);
        }
        return lines;
    }
    TgcRun quantified() const
    {
        return tgc({"quantify", example("SAMPLES.csv"), "--blanks", example("BLANKS.csv"), "--calibration", "cal.json",
                    "--store", "--operator", "A. Maker"});
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(tgc({"calibrate", example("STANDARDS.csv"), "--out", "cal.json"}, false).status == 0, "calibrate");
        const TgcRun stored = quantified();
        QVERIFY2(stored.status == 0, stored.err);
    }
    void approveAsksForWords()
    {
        TgcRun run = tgc({"approve", "cell-01"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("--reviewer NAME"), run.err);
        run = tgc({"approve", "cell-01", "--reviewer", "B. Reviewer"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("--statement TEXT"), run.err);
        run = tgc({"approve", "--reviewer", "B", "--statement", "x"});
        QCOMPARE(run.status, 2);
        run = tgc({"approve", "nobody", "--reviewer", "B", "--statement", "x"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("no sample \"nobody\""), run.err);
        run = tgc({"approve", "cell-01", "--version", "2", "--reviewer", "B", "--statement", "x"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("is version 1, not 2"), run.err);
        QVERIFY(!listed().contains("own-approval,cell-01"));
    }
    void approvedAndListed()
    {
        TgcRun run = tgc({"approve", "cell-01", "--reviewer", "B. Reviewer", "--statement", "blank and areas checked",
                          "--format", "json"});
        QVERIFY2(run.status == 0 && run.err.isEmpty(), run.err);
        const QJsonObject told = QJsonDocument::fromJson(run.out.left(run.out.indexOf('\n'))).object();
        QVERIFY2(run.out.contains("\"own_work\":\"no\"") || told["own_work"].toString() == "no", run.out);
        QVERIFY(run.out.contains("A. Maker"));
        // One's own work: done, warned, and listed.
        run = tgc({"approve", "cell-02", "--operator", "a. maker", "--statement", "fine"});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.err.contains("their own work"), run.err);
        QVERIFY2(listed().contains("own-approval,cell-02"), qPrintable(listed().join('\n')));
        QVERIFY(!listed().contains("own-approval,cell-01"));
        QCOMPARE(tgc({"approve", "cell-01", "--reviewer", "C", "--statement", "x"}).status, 2);
        run = tgc({"review", "--only", "own-approval", "--format", "table"});
        QVERIFY2(run.status == 0 && run.out.contains("approved their own work"), run.out);
        QVERIFY(tgc({"review", "--only", "clock-jump", "--format", "table"}).out.contains("nothing to look at"));
        QCOMPARE(tgc({"review", "--only", "nonsense"}).status, 2);
    }
    void aLaterVersionSaysSo()
    {
        const TgcRun run = quantified();
        QCOMPARE(run.status, 0);
        QVERIFY2(run.err.contains("cell-01: version 2 takes the place of version 1, which B. Reviewer approved"),
                 run.err);
        QVERIFY(!run.err.contains("cell-03: version"));
        QVERIFY2(listed().contains("approved-replaced,cell-01"), qPrintable(listed().join('\n')));
        QVERIFY(tgc({"approve", "cell-01", "--reviewer", "B. Reviewer", "--statement", "again"}).status == 0);
        QVERIFY(!listed().contains("approved-replaced,cell-01"));
        QVERIFY(!listed({"--unapproved"}).contains("flagged,cell-01"));
    }
    void approvalsAreExported()
    {
        QCOMPARE(tgc({"export", "approvals", "--out", "approvals.csv"}).status, 0);
        const QByteArray csv = readBytes(m_folder.filePath("approvals.csv"));
        QVERIFY2(csv.contains("cell-01,breakdown,2,B. Reviewer,again"), csv);
        QVERIFY(csv.contains("cell-02,breakdown,1,a. maker,fine"));
        QCOMPARE(tgc({"export", "breakdown", "--out", "b.csv"}).status, 0);
        const QByteArray provenance = readBytes(m_folder.filePath("b.csv.provenance.csv"));
        QVERIFY2(provenance.contains("cell-01, version 2: approved by B. Reviewer"), provenance);
        QCOMPARE(tgc({"export", "audit", "--out", "audit.csv"}).status, 0);
        const QByteArray audit = readBytes(m_folder.filePath("audit.csv"));
        QVERIFY(audit.startsWith("entry,at_utc,who,action,table,record,old_value,new_value,reason,program,operator,"
                                 "uptime_s,boot_id"));
        QVERIFY(audit.contains("B. Reviewer") && audit.contains("A. Maker"));
        QCOMPARE(tgc({"report", "--group", "carbonate", "--out", "r.pdf"}).status, 0);
    }
    void takenBack()
    {
        TgcRun run = tgc({"approve", "cell-01", "--take-back", "the blank was wrong"});
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(run.out.contains("taken back"));
        QCOMPARE(tgc({"approve", "cell-01", "--take-back", "again"}).status, 2);
        QCOMPARE(tgc({"verify"}).status, 0);
    }
    void aCalibrationToo()
    {
        const TgcRun run =
            tgc({"approve", "--calibration", "cal", "--reviewer", "B. Reviewer", "--statement", "residuals looked at"});
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(tgc({"approve", "--calibration", "cal", "--take-back", "x"}).status, 2);
        QCOMPARE(tgc({"approve", "--calibration", "none", "--reviewer", "B", "--statement", "x"}).status, 2);
    }
    /// Every kind that the store of the other tests shows.
    void everyKindIsListed()
    {
        {
            auto made = tgc::db::Store::open(m_folder.filePath("kinds.sqlite").toStdString()).value();
            tgc::test::fill(made);
            auto run = tgc::test::someRun("broken");
            run.status = "aborted";
            QVERIFY(made.addRun(run).has_value());
            auto simulated = tgc::test::someResult(1);
            simulated.source = tgc::Source::Simulated;
            simulated.peaks.front().flags = {"saturated"};
            QVERIFY(made.saveResult(simulated).has_value());
            QVERIFY(made.saveDraft(1, R"([{"channel":"TCD"}])").has_value());
            QVERIFY(made.saveCalibration({.name = "gaps",
                                          .amountUnit = "nmol",
                                          .json = R"({"points":[{"level":"a","replicate":"1","used":false,
                                                     "reason":"bubble"},{"level":"b","used":true}]})"})
                        .has_value());
        }
        const auto kinds = [this](const QStringList &more = {}) {
            const TgcRun run = tgc(QStringList{"review", "--db", "kinds.sqlite", "--format", "csv"} + more, false);
            QStringList lines = QString::fromUtf8(run.out).split('\n', Qt::SkipEmptyParts);
            lines.removeFirst();
            for (QString &line : lines) {
                line = line.section(',', 0, 2);
            }
            return lines;
        };
        const QStringList all = kinds();
        for (const char *line : {"broken-run,R3,run", "manual-edit,R1,integration", "manual-edit,R2,check",
                                 "out-of-range,R1,integration", "flagged,R2,integration", "simulated,R1,integration",
                                 "unsaved-edits,R1,run", "unused-point,gaps,calibration"}) {
            QVERIFY2(all.contains(line), qPrintable(QString::fromUtf8(line) + " is not among\n" + all.join('\n')));
        }
        QVERIFY(kinds({"--group", "no such"}).filter("R1").isEmpty());
        // What was altered is said whatever the list is narrowed to.
        tgc::test::tamper(m_folder.filePath("kinds.sqlite").toStdString(),
                          {"UPDATE peaks SET area = 2 * area WHERE id = 1"});
        TgcRun run = tgc({"review", "--db", "kinds.sqlite", "--only", "broken-run"}, false);
        QCOMPARE(run.status, 4);
        QVERIFY2(run.err.contains("tgc verify"), run.err);
        run = tgc({"review", "--db", "kinds.sqlite", "--only", "altered", "--format", "csv"}, false);
        QVERIFY2(run.out.contains("altered,peaks 1,record"), run.out);
        QCOMPARE(tgc({"review", "--db", "kinds.sqlite", "--no-verify"}, false).status, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliApprove)
#include "tst_cli_approve.moc"
