// SPDX-License-Identifier: GPL-3.0-or-later
// The night in which daylight saving ends (Europe/Berlin, tz database: 2025-10-26 01:00 UTC): times are stored and shown as
// UTC, a time without its zone is refused, and a day is the UTC day wherever the computer stands.
#include <QTemporaryDir>
#include <QTest>

#include "db/store.h"
#include "tests/run_tgc.h"
#include "tests/store_fixture.h"

using namespace tgc;

class TestCliDaylight : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    TgcRun tgc(QStringList arguments, const char *zone = "Europe/Berlin") const
    {
        qputenv("TZ", zone);
        arguments << "--db"
                  << "lab.sqlite";
        return runTgc(arguments, m_folder.path());
    }
    TgcRun step(const char *step, const char *at, const QStringList &more = {}) const
    {
        return tgc(QStringList{"vials", "step", "V-03", step, "--by", "jd", "--at", at} + more);
    }

private slots:
    void initTestCase()
    {
        writeText(m_folder.filePath("samples.csv"),
                  "sample_id,group,vial_volume_mL,liquid_volume_mL,temperature_C,pressure_rating_kPa,li_upper_mAh,"
                  "reaction_s,draws_planned\nV-03,A,20,2,25,300,5,3600,2\n");
        QCOMPARE(tgc({"import", "samples.csv", "--samples"}).status, 0);
        auto store = db::Store::open(m_folder.filePath("lab.sqlite").toStdString());
        for (const char *started : {"2025-10-25T21:59:00Z", "2025-10-25T22:30:00Z", "2025-10-26T00:30:00Z",
                                    "2025-10-26T01:30:00Z", "2025-10-26T23:30:00Z"}) {
            db::NewRun run = test::someRun(started);
            run.startedUtc = started;
            QVERIFY(store->addRun(run).has_value());
        }
    }

    void stepsAreMoments()
    {
        TgcRun run = step("sealed", "2025-10-26T02:30");
        QVERIFY2(run.status == 2 && run.err.contains("with its offset"), run.err);
        QCOMPARE(step("sealed", "2025-10-26T02:10+02:00").status, 0);
        QCOMPARE(step("dosed", "2025-10-26T02:30+02:00", {"--value", "2", "--unit", "mL"}).status, 0);
        // The same time by the wall an hour later: its hour of reaction is just over.
        run = step("draw", "2025-10-26T02:29+01:00");
        QVERIFY2(run.status == 2 && run.err.contains("still reacting"), run.err);
        run = step("draw", "2025-10-26T02:31+01:00");
        QVERIFY2(run.status == 0 && run.err.isEmpty(), run.err);
        const TgcRun steps = tgc({"vials", "steps", "V-03", "--format", "csv"});
        for (const char *utc : {"2025-10-26T00:10:00.000Z", "2025-10-26T00:30:00.000Z", "2025-10-26T01:31:00.000Z"}) {
            QVERIFY2(steps.out.contains(utc), steps.out);
        }
    }

    /// Whatever the computer's zone, the days of these lists are UTC's.
    void daysAreUtc()
    {
        for (const char *zone : {"Europe/Berlin", "UTC", "Pacific/Auckland", "America/Los_Angeles"}) {
            const auto since = [&](const char *day) {
                return tgc({"runs", "--since", day, "--format", "csv"}, zone).out.count('\n') - 1;
            };
            QCOMPARE(since("2025-10-25"), 5);
            QCOMPARE(since("2025-10-26"), 3);
            QCOMPARE(since("2025-10-27"), 0);
            QCOMPARE(tgc({"runs", "--format", "csv"}, zone).out, tgc({"runs", "--format", "csv"}, "UTC").out);
        }
    }
};

QTEST_GUILESS_MAIN(TestCliDaylight)
#include "tst_cli_daylight.moc"
