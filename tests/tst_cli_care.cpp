// SPDX-License-Identifier: GPL-3.0-or-later
// tgc care, through the real program: acts, counters, what is due and the exit status, the drift of a column that takes up
// water, and the trend of the check standards.
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <cmath>

#include "app/session/vial_step_records.h"
#include "db/store.h"
#include "tests/run_tgc.h"

using namespace tgc;

class TestCliCare : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    const day::TimePoint m_now = std::chrono::system_clock::now();

    TgcRun tgc(QStringList arguments, const QString &store = QStringLiteral("lab.sqlite")) const
    {
        return runTgc(arguments << QStringLiteral("--db") << store, m_folder.path(), "de_DE.UTF-8");
    }
    TgcRun record(const QStringList &rest, const QString &store = QStringLiteral("lab.sqlite")) const
    {
        return tgc(QStringList{"care", "record"} + rest + QStringList{"--bench", "GC 1", "--by", "jd"}, store);
    }
    /// The objects of a list that is printed as JSON lines.
    QList<QJsonObject> objects(const QStringList &arguments, const QString &store = QStringLiteral("lab.sqlite")) const
    {
        QList<QJsonObject> all;
        const TgcRun run = tgc(arguments + QStringList{"--format", "json"}, store);
        for (const QByteArray &line : run.out.split('\n')) {
            if (!line.isEmpty()) {
                all << QJsonDocument::fromJson(line).object();
            }
        }
        return all;
    }
    QJsonObject subject(const QString &name, const QString &store = QStringLiteral("lab.sqlite")) const
    {
        for (const QJsonObject &each : objects({"care"}, store)) {
            if (each["subject"] == name) {
                return each;
            }
        }
        return {};
    }
    QString ago(double hours) const
    {
        return QString::fromStdString(session::utcText(m_now - std::chrono::milliseconds(std::llround(hours * 3.6e6))));
    }
    /// Runs of "GC 1", one an hour, the newest now: H2 at 52 s, `perRun_s` less with each.
    void fillRuns(const QString &name, int count, double perRun_s) const
    {
        auto store = db::Store::open(m_folder.filePath(name).toStdString()).value();
        std::vector<db::NewRun> runs;
        for (int i = 0; i < count; ++i) {
            db::NewRun run;
            run.status = "done";
            run.source = Source::Measured;
            run.startedUtc = ago(count - 1 - i).toStdString();
            run.instrument = "GC 1";
            run.methodName = "sieve";
            db::NewChannel tcd;
            tcd.name = "TCD";
            run.channels = {tcd};
            runs.push_back(run);
        }
        const auto added = store.addRuns(runs).value();
        for (int i = 0; i < count; ++i) {
            db::PeakRecord peak;
            peak.channel = "TCD";
            peak.name = "H2";
            peak.apex_s = 52.0 - perRun_s * i;
            peak.area = 1000.0;
            peak.areaUnit = "uV*s";
            db::NewResult result;
            result.kind = "integration";
            result.runId = added[static_cast<std::size_t>(i)].id;
            result.algorithmName = "classic";
            result.algorithmVersion = "1";
            result.peaks = {peak};
            QVERIFY(store.saveResult(result).has_value());
        }
    }

private slots:
    void initTestCase() { fillRuns("lab.sqlite", 20, 0.0); }
    void whatWasNeverRecorded()
    {
        const auto rows = objects({"care"});
        QCOMPARE(rows.size(), 6); // bake-out, septum, column, leak-check, carrier-cylinder, standard-cylinder
        for (const QJsonObject &row : rows) {
            QCOMPARE(row["verdict"].toString(), row["subject"] == "bake-out" ? "in order" : "not recorded");
            QVERIFY(row["bench"] == "GC 1" && row["since_utc"].isNull());
        }
        QCOMPARE(tgc({"care"}).status, 0);
    }
    void theSeptumAndItsCounter()
    {
        const TgcRun done = record({"septum", "--part", "BTO 11 mm", "--at", ago(9.5)});
        QVERIFY2(done.status == 0, done.err.constData());
        const QJsonObject septum = subject("septum");
        QCOMPARE(septum["count"].toInt(), 10); // 9 h ago to now
        QCOMPARE(septum["limit"].toInt(), 150);
        QCOMPARE(septum["verdict"].toString(), "in order");
        QCOMPARE(septum["part"].toString(), "BTO 11 mm");
        const TgcRun due = tgc({"care", "--septum-limit", "10"});
        QCOMPARE(due.status, 1);
        QVERIFY2(due.err.contains("GC 1, septum: 10 injections of 10, change the septum"), due.err.constData());
        QCOMPARE(tgc({"care", "--septum-limit", "11"}).status, 0); // soon
    }
    void cylindersAndTheirCertificates()
    {
        QCOMPARE(record({"carrier-cylinder", "--part", "Ar 5.0", "--value", "150,5", "--unit", "bar"}).status, 0);
        QCOMPARE(subject("carrier-cylinder")["count"].toDouble(), 15050.0);
        const QStringList standard = {"standard-cylinder", "--part", "C-1", "--value", "9500", "--minimum", "1000"};
        QCOMPARE(record(standard + QStringList{"--expires", "2199-03-31"}).status, 0);
        QCOMPARE(tgc({"care"}).status, 0);
        QCOMPARE(record(standard + QStringList{"--expires", "2020-03-31"}).status, 0);
        const TgcRun expired = tgc({"care"});
        QCOMPARE(expired.status, 1);
        QVERIFY2(expired.err.contains("standard-cylinder C-1: expired (2020-03-31)"), expired.err.constData());
        const auto acts = objects({"care", "acts"});
        QCOMPARE(acts.back()["minimum"].toInt(), 1000);
        const QString id = QString::number(acts.back()["id"].toInt());
        QCOMPARE(tgc({"care", "void", id}).status, 2); // without a reason
        QCOMPARE(tgc({"care", "void", id, "--reason", "read off the wrong line"}).status, 0);
        QCOMPARE(tgc({"care", "void", id, "--reason", "again"}).status, 2);
        QCOMPARE(tgc({"care"}).status, 0);
        const auto after = objects({"care", "acts"});
        QCOMPARE(after.size(), acts.size() + 1); // both stay
        QCOMPARE(after[after.size() - 2]["voided"].toString(), "yes");
        QCOMPARE(after.back()["voids"].toInt(), id.toInt());
        QCOMPARE(record({"standard-cylinder", "--part", "C-1", "--value", "900"}).status,
                 0); // its certificate is known
        QCOMPARE(subject("standard-cylinder C-1")["verdict"].toString(), "due");
        QCOMPARE(record({"standard-cylinder", "--part", "C-1", "--value", "0"}).status, 0); // sent back
        QVERIFY(subject("standard-cylinder C-1").isEmpty());
        QCOMPARE(tgc({"verify"}).status, 0);
    }
    void waterOnTheSieve()
    {
        fillRuns("wet.sqlite", 40, 0.1); // 52.0 to 48.1 s
        const TgcRun due = tgc({"care"}, "wet.sqlite");
        QCOMPARE(due.status, 1);
        QVERIFY2(due.err.contains("GC 1, bake-out: bake out now: H2, retention 48.30 s, 6.8 % less than the 51.80 s"),
                 due.err.constData());
        const TgcRun drift = tgc({"care", "drift", "--format", "json"}, "wet.sqlite");
        QCOMPARE(drift.status, 1);
        const QJsonObject series = QJsonDocument::fromJson(drift.out).object();
        QCOMPARE(series["target"].toString(), "H2");
        QCOMPARE(series["runs"].toInt(), 40);
        QVERIFY(std::abs(series["slope_s_per_injection"].toDouble() + 0.1) < 1e-9);
        QVERIFY(std::abs(series["slope_s_per_day"].toDouble() + 2.4) < 1e-6);
        QCOMPARE(series["verdict"].toString(), "bake out now");
        QVERIFY(series["injections_left"].isNull());
        // 10 % are 5.18 s: 46.62 s, 1.68 s and 16.8 injections from the 48.30 s of now.
        const auto wide = objects({"care", "drift", "--retention-limit", "10"}, "wet.sqlite");
        QVERIFY(std::abs(wide[0]["injections_left"].toDouble() - 16.8) < 1e-6);
        QVERIFY(std::abs(wide[0]["days_left"].toDouble() - 0.7) < 1e-6);
        QCOMPARE(wide[0]["verdict"].toString(), "bake out soon");
        const auto runs = objects({"care", "drift", "--runs"}, "wet.sqlite");
        QCOMPARE(runs.size(), 40);
        QCOMPARE(runs[39]["injections"].toInt(), 40);
        QVERIFY(std::abs(runs[39]["retention_s"].toDouble() - 48.1) < 1e-9);
        QVERIFY(std::abs(runs[39]["trend_s"].toDouble() - 48.1) < 1e-6);
        QVERIFY(objects({"care", "drift", "--target", "CO"}, "wet.sqlite").isEmpty());
        QCOMPARE(record({"bake-out", "--value", "8", "--at", ago(3.5)}, "wet.sqlite").status, 0);
        const QJsonObject baked = subject("bake-out", "wet.sqlite");
        QCOMPARE(baked["count"].toInt(), 4);
        QVERIFY2(baked["words"].toString().startsWith("not enough runs: H2, 4 of the 6"),
                 qPrintable(baked["words"].toString()));
        QCOMPARE(tgc({"care"}, "wet.sqlite").status, 0);
    }
    void theCheckStandards()
    {
        writeText(
            m_folder.filePath("standards.csv"),
            "level,replicate,amount_nmol,area\n1,1,10,1000\n1,2,10,1002\n2,1,20,2001\n2,2,20,1999\n3,1,30,3001\n");
        QCOMPARE(tgc({"calibrate", "standards.csv", "--out", "CAL.json"}, "checks.sqlite").status, 0);
        {
            QFile json(m_folder.filePath("CAL.json"));
            QVERIFY(json.open(QIODevice::ReadOnly));
            db::OpenOptions before;
            before.clock = [this] { return m_now - std::chrono::hours(24); };
            auto store = db::Store::open(m_folder.filePath("checks.sqlite").toStdString(), before).value();
            QVERIFY(store.saveCalibration({.name = "today", .amountUnit = "nmol", .json = json.readAll().toStdString()})
                        .has_value());
        }
        QCOMPARE(subject("check-standard", "checks.sqlite")["verdict"].toString(), "not recorded");
        const auto import = [&](const char *file, double first_h, double last_h, double area) {
            QByteArray text = "level,replicate,amount_nmol,area,injected_at\n";
            for (const auto &[number, at] : {std::pair("1", first_h), std::pair("2", last_h)}) {
                text += QByteArray("c,") + number + ",20," + QByteArray::number(area) + "," + ago(at).toUtf8() + "\n";
            }
            writeText(m_folder.filePath(file), text);
            const TgcRun done = tgc({"import", file, "--checks"}, "checks.sqlite");
            QVERIFY2(done.status == 0, done.err.constData());
        };
        import("old.csv", 40, 39, 1500); // before the calibration
        QCOMPARE(subject("check-standard", "checks.sqlite")["count"].toInt(), 0);
        import("good.csv", 10, 9, 2010);
        QJsonObject row = subject("check-standard", "checks.sqlite");
        QCOMPARE(row["count"].toInt(), 2);
        QVERIFY2(row["verdict"].toString() == "in order" && row["words"].toString().contains("newest 100.5 %"),
                 qPrintable(row["words"].toString()));
        import("bad.csv", 2, 1, 2200);
        row = subject("check-standard", "checks.sqlite");
        QVERIFY2(row["verdict"].toString() == "due" && row["words"].toString().contains("newest 110.0 %"),
                 qPrintable(row["words"].toString()));
        QCOMPARE(tgc({"care"}, "checks.sqlite").status, 1);
    }
    void wrongUseIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *name, const QStringList &arguments, const char *said) {
            QTest::newRow(name) << arguments << QByteArray(said);
        };
        row("no such act", {"record", "polish", "--bench", "GC 1"}, "is no act of care");
        row("void as an act", {"record", "void", "--bench", "GC 1"}, "tgc care void");
        row("no bench", {"record", "septum"}, "--bench");
        row("a value of a septum", {"record", "septum", "--bench", "GC 1", "--value", "2"}, "it has no value");
        row("another unit", {"record", "carrier-cylinder", "--bench", "GC 1", "--value", "2", "--unit", "atm"},
            "kPa, bar");
        row("no day", {"record", "standard-cylinder", "--bench", "GC 1", "--part", "C", "--expires", "31.3.2027"},
            "is no day");
        row("no number", {"record", "standard-cylinder", "--bench", "GC 1", "--expires", "2027-03-31"},
            "which cylinder");
        row("a time without zone", {"record", "septum", "--bench", "GC 1", "--at", "2026-11-27T10:04"}, "its offset");
        row("still to come", {"record", "septum", "--bench", "GC 1", "--at", "2199-01-01T00:00Z"}, "still to come");
        row("no such bench", {"--bench", "GC 7"}, "there is no bench \"GC 7\"");
        row("no such limit", {"--retention-limit", "200"}, "retention-limit");
        row("nothing to take back", {"void", "999", "--reason", "x"}, "there is no act 999");
    }
    void wrongUseIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        const auto before = objects({"care", "acts"}).size();
        const TgcRun run = tgc(QStringList("care") + arguments);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains(said), run.err.constData());
        QCOMPARE(objects({"care", "acts"}).size(), before);
    }
    void noStoreIsMadeForNothing()
    {
        QVERIFY(tgc({"care"}, "none.sqlite").status == 4);
        QCOMPARE(tgc({"care", "void", "1", "--reason", "x"}, "none.sqlite").status, 4);
        QCOMPARE(record({"polish"}, "none.sqlite").status, 2);
        QVERIFY(!QFile::exists(m_folder.filePath("none.sqlite")));
    }
    void helpTellsOfLimits()
    {
        const TgcRun run = runTgc({"care", "--help"}, m_folder.path());
        QCOMPARE(run.status, 0);
        for (const char *word : {"--septum-limit", "--retention-limit", "default 150", "record", "drift", "Status 1"}) {
            QVERIFY2(run.out.contains(word), word);
        }
    }
};

QTEST_APPLESS_MAIN(TestCliCare)
#include "tst_cli_care.moc"
