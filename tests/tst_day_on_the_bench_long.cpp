// SPDX-License-Identifier: GPL-3.0-or-later
// A day on the simulated bench, with the real station and the real programs: five standards, four check standards, two
// blanks, twelve vials; five faults, the station and the desktop killed, vials dosed by hand. Then every line must have
// ended as it should, no vial be dosed twice, every number be near the truth or say why not, the same numbers come of
// typed areas, and whatever was done be found by who and when. docs/day-rehearsal.md tells it for technicians.
#include <QDir>
#include <QElapsedTimer>

#include "tests/day/bench_day.h"
#include "tests/day/evaluation.h"
#include "tests/day/trail.h"

using namespace tgc;
using namespace tgc::test;

class TestDayOnTheBench : public QObject {
    Q_OBJECT
    BenchDay m_day;
    QByteArray m_breakdown;
    bool m_over = false;

    [[nodiscard]] static QByteArray chromatogram(const DayDraw &draw)
    {
        return "chromatograms/" + QByteArray::fromStdString(draw.name) + ".csv";
    }

private slots:
    void theDay()
    {
        QElapsedTimer clock;
        clock.start();
        const std::pair<const char *, void (BenchDay::*)()> parts[] = {
            {"opening", &BenchDay::openTheBench},
            {"morning: desktop killed, signal lost, station killed", &BenchDay::theMorning},
            {"gauge unplugged", &BenchDay::theGaugeIsLost},
            {"sampler hangs", &BenchDay::theSamplerHangs},
            {"store locked", &BenchDay::theStoreIsLocked},
            {"a vial by hand", &BenchDay::aVialByHand},
            {"pump jams, a dose by hand", &BenchDay::thePumpJams},
            {"written down", &BenchDay::writeItDown}};
        for (const auto &[name, part] : parts) {
            (m_day.*part)();
            if (QTest::currentTestFailed()) {
                return;
            }
            qInfo("%5.0f s: %s", 1e-3 * static_cast<double>(clock.elapsed()), name);
        }
        QCOMPARE(m_day.place.failed(), 0);
        m_over = true;
    }

    void everyLineEndedAsItShould()
    {
        QVERIFY(m_over);
        for (const DayLine &line : dayLines()) {
            int done = 0;
            int interrupted = 0;
            for (const CsvRow &run : m_day.runs) {
                done += run["sample_id"].toStdString() == line.id && run["status"] == "done" ? 1 : 0;
                interrupted += run["sample_id"].toStdString() == line.id && run["status"] == "interrupted" ? 1 : 0;
            }
            // Two draws were asked for, and two are whole, whatever came between; of the vial that was given up none.
            QVERIFY2(done == (line.id == "s11" ? 0 : line.draws), line.id.c_str());
            QVERIFY2(interrupted == (line.id == "s03" ? 1 : 0), line.id.c_str());
        }
        QVERIFY(std::all_of(m_day.runs.begin(), m_day.runs.end(), [](const CsvRow &run) {
            return run["source"] == "simulated" && (run["status"] == "done" || run["status"] == "interrupted");
        }));
    }

    /// By the simulation's own count of what is in each vial.
    void noVialWasDosedTwice()
    {
        QVERIFY(m_over);
        for (const DayLine &line : dayLines()) {
            if (!line.isGas()) {
                const double liquid_mL = m_day.bench->liquid_mL(line.position);
                const bool givenUp = line.id == "s11";
                QVERIFY2(givenUp ? liquid_mL <= dayDose_mL : std::abs(liquid_mL - dayDose_mL) < 0.02,
                         qPrintable(QString("%1: %2 mL").arg(QString::fromStdString(line.id)).arg(liquid_mL)));
            }
        }
    }

    void everyNumberIsNearTheTruthOrSaysWhyNot()
    {
        QVERIFY(m_over);
        const DayTables tables = dayTables(m_day.day, m_day.plan, m_day.truth, m_day.seed, {"trace", chromatogram});
        writeTables(m_day.place.folder(), tables);
        const TgcRun checks =
            runTgc(QStringList{"calibrate", "standards.csv", "--weights", "1/x2", "--out", "CAL.json"} + h2Options(),
                   m_day.place.folder());
        QVERIFY2(checks.status == 0, checks.err);
        m_day.place.tgc(QStringList{"check", "checks.csv", "--calibration", "CAL.json"} + h2Options());
        QCOMPARE(m_day.place.failed(), 0);
        const TgcRun run =
            evaluateDay(m_day.place.folder(), {"--store", "--db", m_day.place.store(), "--operator", technician});
        QVERIFY2(run.status == 0, run.err);
        m_breakdown = run.out;
        const DayScore score = scoreOf(m_breakdown, m_day.truth);
        qInfo("%s%d samples; worst %.2f u, worst without a flag %.2f u, root mean square %.2f u",
              qPrintable(score.words), score.samples, score.worst_u, score.worstSilent_u, score.rms_u);
        QCOMPARE(score.samples, 11);
        QVERIFY(score.worstSilent_u <= 3.3);
        for (const CsvRow &row : csvRows(m_breakdown)) {
            // What the lost samples spoilt says so, and nothing else does.
            QVERIFY2(row["flags"].contains("gap") == (row["sample_id"] == "s02"),
                     qPrintable(row["sample_id"] + ": " + row["flags"]));
            QVERIFY(row["sample_id"] != "s11");
        }
    }

    /// The same day from areas that somebody types: the same numbers, to the last digit. What differs is where they come
    /// from, and flags of a peak: a typed area has none.
    void typedAreasGiveTheSameNumbers()
    {
        QVERIFY(!m_breakdown.isEmpty());
        QStringList files;
        for (const DayMeasured &measured : m_day.day) {
            for (const DayDraw &draw : measured.draws) {
                files << QString::fromUtf8(chromatogram(draw));
            }
        }
        const QByteArray integrated = m_day.place.tgc(QStringList{"integrate"} + files + h2Options());
        const QString typed = m_day.place.path("typed");
        QVERIFY(QDir().mkpath(typed));
        const auto areas = hydrogenAreas(integrated);
        writeTables(typed, dayTables(m_day.day, m_day.plan, m_day.truth, m_day.seed,
                                     {"area", [&](const DayDraw &draw) { return areas.value(chromatogram(draw)); }}));
        const TgcRun run = evaluateDay(typed);
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(differences(csvRows(run.out), csvRows(m_breakdown)), QString());
    }

    /// Complete means: what tests/day/trail.h lists.
    void theTrailIsComplete()
    {
        QVERIFY(!m_breakdown.isEmpty());
        QStringList approved;
        for (const CsvRow &row : csvRows(m_breakdown)) {
            if (row["flags"].isEmpty()) {
                approved << row["sample_id"];
            }
        }
        m_day.place.tgc(QStringList{"approve"} + approved +
                        QStringList{"--reviewer", "B. Reviewer", "--statement", "peaks, blank and checks looked at",
                                    "--db", m_day.place.store()});
        m_day.place.tgc({"station", "stop"});
        m_day.place.tgc({"verify", "--db", m_day.place.store()});
        m_day.place.tgc({"export", "audit", "--out", "audit.csv", "--db", m_day.place.store()});
        QCOMPARE(m_day.place.failed(), 0);
        const DayTrail trail{csvRows(readBytes(m_day.place.path("audit.csv"))),
                             journalOf(readBytes(m_day.place.path("runs.sqlite-spool/day.queue"))), m_day.place.log()};
        QCOMPARE(missingRuns(trail, m_day.runs), QString());
        std::vector<std::string> dosed;
        for (const DayLine &line : dayLines()) {
            if (!line.isGas() && !line.waterBefore && line.id != "s10") { // that one a person dosed without the station
                dosed.push_back(line.id);
            }
        }
        QCOMPARE(missingDoses(trail, dosed), QString());
        QCOMPARE(missingRecoveries(trail,
                                   {{"s03", "continue"}, {"s04", "continue"}, {"s05", "continue"}, {"s11", "close"}},
                                   technician),
                 QString());
        const auto steps =
            csvRows(m_day.place.tgc({"vials", "steps", "s10", "--format", "csv", "--db", m_day.place.store()}));
        const QString person = QString(" by ") + technician;
        const QString station = " by station day";
        QCOMPARE(
            missingSteps(trail, steps,
                         {"sealed" + person, "dosed" + person, "draw" + station, "draw" + station, "closed" + person}),
            QString());
        QCOMPARE(missingApprovals(trail, approved.size(), "B. Reviewer"), QString());
        QVERIFY2(trail.log.contains("interlock headspace was acknowledged by A. Technician: the plug is in again"),
                 "who acknowledged the interlock");
        qInfo("%zu runs, %zu entries in the store's trail, %zu records in the queue's journal, %lld approvals",
              m_day.runs.size(), trail.audit.size(), trail.journal.size(), static_cast<long long>(approved.size()));
    }
};

QTEST_GUILESS_MAIN(TestDayOnTheBench)
#include "tst_day_on_the_bench_long.moc"
