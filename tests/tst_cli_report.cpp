// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"

/// `tgc report` as a technician calls it: without a display, in any locale.
class TestCliReport : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        const QString examples = QStringLiteral(TGC_SOURCE_DIR "/resources/examples/");
        QCOMPARE(tgc({"calibrate", examples + "STANDARDS.csv", "--out", "cal.json", "--quiet"}).status, 0);
        const TgcRun stored = tgc({"quantify", examples + "SAMPLES.csv", "--blanks", examples + "BLANKS.csv",
                                   "--calibration", "cal.json", "--store", "--db", "lab.sqlite"});
        QVERIFY2(stored.status == 0, stored.err);
    }

    void aReportAppears_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::newRow("C, which is not UTF-8") << "C";
        QTest::newRow("German") << "de_DE.UTF-8";
    }
    void aReportAppears()
    {
        QFETCH(QString, locale);
        QFile::remove(m_folder.filePath("report.pdf"));
        const TgcRun run = tgc({"report", "--group", "carbonate", "--out", "report.pdf", "--db", "lab.sqlite"}, locale);
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.out, QByteArray());
        const QByteArray pdf = readBytes(m_folder.filePath("report.pdf"));
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::addColumn<int>("status"); // docs/cli.md
        const auto row = [](const char *name, const QStringList &arguments, const char *says, int status = 2) {
            QTest::newRow(name) << arguments << QString::fromUtf8(says) << status;
        };
        const QStringList db{"--db", "lab.sqlite"};
        row("neither group nor run", QStringList{"--out", "x.pdf"} + db, "--group, --all or --run");
        row("both", QStringList{"--group", "carbonate", "--run", "R1", "--out", "x.pdf"} + db, "--run");
        row("no file", QStringList{"--group", "carbonate"} + db, "--out");
        row("no such group", QStringList{"--group", "polymer", "--out", "x.pdf"} + db, "polymer");
        row("no such run", QStringList{"--run", "R99", "--out", "x.pdf"} + db, "R99");
        row("no run's name", QStringList{"--run", "cell-01", "--out", "x.pdf"} + db, "cell-01");
        row("a folder", QStringList{"--group", "carbonate", "--out", "."} + db, "folder");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        QFETCH(int, status);
        const auto before = QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
        const TgcRun run = tgc(QStringList{"report"} + arguments);
        QCOMPARE(run.status, status);
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err);
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), before);
    }

private:
    QTemporaryDir m_folder;

    TgcRun tgc(const QStringList &arguments, const QString &locale = {})
    {
        return runTgc(arguments, m_folder.path(), locale);
    }
};

QTEST_GUILESS_MAIN(TestCliReport)
#include "tst_cli_report.moc"
