// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/run_tgc.h"

namespace {

/// Rows of a CSV without quotes, by column name.
QList<QMap<QString, QString>> rowsOf(const QByteArray &csv)
{
    QList<QMap<QString, QString>> rows;
    const QStringList lines = QString::fromUtf8(csv).split('\n', Qt::SkipEmptyParts);
    const QStringList columns = lines.value(0).split(',');
    for (int i = 1; i < lines.size(); ++i) {
        const QStringList cells = lines[i].split(',');
        QMap<QString, QString> row;
        for (int c = 0; c < columns.size(); ++c) {
            row[columns[c]] = cells.value(c);
        }
        rows << row;
    }
    return rows;
}

} // namespace

/// A whole study through the real program: the demonstration, the same by hand, the store's commands.
class TestCliStudy : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        // The station's socket and log stay with the test; the folder is one that an earlier demonstration filled.
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        QVERIFY(QDir(m_folder.path()).mkdir("study"));
        writeText(m_folder.filePath("study/SIMULATED.txt"), "by `tgc demo`");
        writeText(m_folder.filePath("study/breakdown.csv"), "of before");
        const TgcRun run = runTgc({"demo", "--no-window", "--seed", "3", "--out", "study"}, m_folder.path());
        QVERIFY2(run.status == 0, run.err);
        QVERIFY2(run.out.contains("simulated (seed 3)") || run.out.contains("sample_id"), run.out);
        QVERIFY(run.out.contains("report.pdf"));
        QVERIFY(study("report.pdf").startsWith("%PDF-"));
        QCOMPARE(stations(), 0); // station and simulated bench have ended
    }

    void truthLiesWithinTheIntervals()
    {
        const auto measured = rowsOf(study("breakdown.csv"));
        const auto truth = rowsOf(study("truth.csv"));
        QCOMPARE(measured.size(), truth.size());
        QCOMPARE(measured.size(), 3);
        int sure = 0;
        for (int i = 0; i < measured.size(); ++i) {
            QCOMPARE(measured[i]["sample_id"], truth[i]["sample_id"]);
            QCOMPARE(measured[i]["source"], QString("simulated"));
            for (const QString name : {"li0_mAh", "sei_li_mAh"}) {
                const double off = measured[i][name].toDouble() - truth[i][name].toDouble();
                const double u = measured[i]["u_" + name].toDouble();
                QVERIFY(u > 0.0);
                QVERIFY2(std::abs(off) < 5.0 * u, qPrintable(measured[i]["sample_id"] + " " + name));
                sure += std::abs(off) < 2.0 * u ? 1 : 0;
            }
        }
        // Of 6 normal values fewer than 3 within 2 u has a chance of 1e-5.
        QVERIFY2(sure >= 3, qPrintable(QString::number(sure)));
    }

    void byHandGivesTheSameBreakdown()
    {
        const QString target = "H2=52:4";
        QCOMPARE(hand({"calibrate", "study/standards.csv", "--weights", "1/x2", "--target", target, "--peak-width",
                       width(), "--out", "cal.json", "--quiet"})
                     .status,
                 0);
        QCOMPARE(readBytes(m_folder.filePath("cal.json")), study("calibration.json"));
        const TgcRun run = hand({"quantify", "study/samples.csv", "--blanks", "study/blanks.csv", "--calibration",
                                 "cal.json", "--target", target, "--peak-width", width()});
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(run.out, study("breakdown.csv"));
    }

    /// What a technician would have done at the bench is in the runs: every line of the queue through the station.
    void theStationRecordedIt()
    {
        QMap<QString, int> kinds;
        for (const QByteArray &line : stored({"runs"}).out.split('\n')) {
            const QJsonObject run = QJsonDocument::fromJson(line).object();
            if (!run.isEmpty()) {
                ++kinds[run["kind"].toString()];
                QCOMPARE(run["status"].toString(), QString("done"));
                QVERIFY(run["file"].toString().endsWith(".spool"));
            }
        }
        QCOMPARE(kinds["standard"], 10);
        QCOMPARE(kinds["check"], 2);
        QCOMPARE(kinds["blank"], 4);
        QCOMPARE(kinds["sample"], 6);
        // A trend, recorded beside the signal. A run of the demo lasts a fifth of a second, and a busy machine may not
        // come to read the gauge in one of them; in all six it does.
        int withTrend = 0;
        for (int run = 17; run <= 22; ++run) {
            withTrend += stored({"show", "R" + QString::number(run)}).out.contains("gauge.headspace_pressure") ? 1 : 0;
        }
        QVERIFY(withTrend > 0);
    }

    void aFolderOfSomebodyElseIsLeftAlone()
    {
        QVERIFY(QDir(m_folder.path()).mkdir("mine"));
        writeText(m_folder.filePath("mine/thesis.txt"), "years of work");
        const TgcRun run = hand({"demo", "--no-window", "--out", "mine"});
        QCOMPARE(run.status, 2);
        QCOMPARE(run.err.count('\n'), 1);
        QCOMPARE(QDir(m_folder.filePath("mine")).entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot),
                 QStringList{"thesis.txt"});
    }

    void theStoreHoldsTheStudy()
    {
        const TgcRun runs = stored({"runs"});
        QVERIFY2(runs.status == 0, runs.err);
        const int traces =
            static_cast<int>(QDir(m_folder.filePath("study/chromatograms")).entryList(QDir::Files).size());
        QCOMPARE(runs.out.count('\n'), traces);
        const QJsonObject first = QJsonDocument::fromJson(runs.out.left(runs.out.indexOf('\n'))).object();
        for (const char *key : {"run", "status", "sample_id", "group", "kind", "source", "started_utc", "ended_utc",
                                "points", "channels"}) {
            QVERIFY2(first.contains(key), key);
        }
        QCOMPARE(first["source"].toString(), QString("simulated"));
        QCOMPARE(rowsOf(stored({"samples", "--kind", "sample"}).out).size(), rowsOf(study("truth.csv")).size());
        QCOMPARE(stored({"show", first["run"].toString()}).status, 0);
        QCOMPARE(stored({"show", "R99999"}).status, 2);
        const TgcRun export_ = stored({"export", "breakdown", "--out", "exported.csv"});
        QVERIFY2(export_.status == 0, export_.err);
        const auto exported = rowsOf(readBytes(m_folder.filePath("exported.csv")));
        const auto measured = rowsOf(study("breakdown.csv"));
        QCOMPARE(exported.size(), measured.size());
        QCOMPARE(exported[0]["li0_mAh"], measured[0]["li0_mAh"]);
        for (const QString what : {"runs", "peaks", "calibration", "audit", "breakdown"}) {
            QCOMPARE(stored({"export", what, "--out", what + ".csv"}).status, 0);
            QVERIFY(rowsOf(readBytes(m_folder.filePath(what + ".csv"))).size() > 1);
            QCOMPARE(stored({"export", what, "--out", what + ".xlsx"}).status, 0);
            QVERIFY(readBytes(m_folder.filePath(what + ".xlsx")).startsWith("PK"));
        }
        QCOMPARE(stored({"export", "runs", "--out", "runs.doc"}).status, 2);
    }

    void anExportedChromatogramIsTheSame()
    {
        const QByteArray original = readBytes(m_folder.filePath("study/chromatograms/dead-metal-1_2.csv"));
        QCOMPARE(stored({"export", "chromatogram", "--run", "R22", "--out", "c.csv"}).status, 0);
        const auto samples = [](const QByteArray &text) { return text.mid(text.indexOf("time_s,")); };
        QCOMPARE(samples(readBytes(m_folder.filePath("c.csv"))), samples(original));
        QVERIFY(readBytes(m_folder.filePath("c.csv")).contains("# source: simulated"));
    }

    void theSameFileTwiceIsRecognised()
    {
        const QString trace = "study/chromatograms/check_1.csv";
        QVERIFY(hand({"import", trace, "--db", "two.sqlite"}).out.contains(",added"));
        QVERIFY(hand({"import", trace, "--db", "two.sqlite"}).out.contains(",already there"));
        QCOMPARE(hand({"runs", "--db", "two.sqlite"}).out.count('\n'), 1);
        const TgcRun tables = hand({"import", "study/samples.csv", "study/standards.csv", "--db", "two.sqlite"});
        QVERIFY2(tables.status == 0, tables.err);
        QVERIFY(tables.out.contains(",sample,carbonate-1,added"));
        QVERIFY(hand({"import", "study/blanks.csv", "--blanks", "--db", "two.sqlite"})
                    .out.contains(",blank,blank-1,added"));
        // Without the word it is a table of samples, which must not overwrite those blanks.
        const TgcRun unsaid = hand({"import", "study/blanks.csv", "--db", "two.sqlite"});
        QCOMPARE(unsaid.status, 2);
        QVERIFY2(unsaid.out.isEmpty() && unsaid.err.contains("--blanks") && unsaid.err.contains("\"blank-1\""),
                 unsaid.err);
        QVERIFY(!hand({"samples", "--db", "two.sqlite", "--kind", "sample"}).out.contains("blank-1"));
        QVERIFY(tables.out.contains(",standard,standard standard-1,added"));
    }

    void anAlteredRecordIsFound()
    {
        QCOMPARE(stored({"verify"}).status, 0);
        QVERIFY(QFile::copy(m_folder.filePath("study/runs.sqlite"), m_folder.filePath("altered.sqlite")));
        {
            SQLite::Database database(m_folder.filePath("altered.sqlite").toStdString(), SQLite::OPEN_READWRITE);
            std::vector<std::string> guards; // an attacker takes the guards away first
            SQLite::Statement triggers(database, "SELECT name FROM sqlite_master WHERE type = 'trigger'");
            while (triggers.executeStep()) {
                guards.push_back(triggers.getColumn(0).getString());
            }
            triggers.reset();
            for (const std::string &guard : guards) {
                database.exec("DROP TRIGGER \"" + guard + "\"");
            }
            database.exec("UPDATE samples SET charge_plated_mAh = '9' WHERE sample_id = 'carbonate-1'");
        }
        const TgcRun run = hand({"verify", "--db", "altered.sqlite"});
        QCOMPARE(run.status, 4);
        QVERIFY2(run.out.contains("samples "), run.out);
    }

    void noStoreYet()
    {
        const TgcRun run = hand({"runs", "--db", "none.sqlite"});
        QCOMPARE(run.status, 4);
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY(!QFile::exists(m_folder.filePath("none.sqlite")));
    }

private:
    int stations() const
    {
        const TgcRun run = hand({"station", "status"});
        return static_cast<int>(run.out.count('\n'));
    }
    TgcRun hand(const QStringList &arguments) const { return runTgc(arguments, m_folder.path()); }
    TgcRun stored(QStringList arguments) const
    {
        return hand(arguments << "--db"
                              << "study/runs.sqlite");
    }
    QByteArray study(const QString &file) const { return readBytes(m_folder.filePath("study/" + file)); }
    /// The half-height width that the demonstration states for its H2 peak: 2.355 sqrt(sigma^2 + tau^2).
    static QString width() { return QString::number(2.355 * std::hypot(0.9, 0.5), 'g', 17); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCliStudy)
#include "tst_cli_study.moc"
