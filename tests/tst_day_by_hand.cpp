// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsed day (tests/day/plan.h) entirely by hand: no station, no device. A person seals, doses, draws, injects and
// reads areas off the chromatograph's own data system; everything is typed. The breakdown is near the truth, and the same
// to the last digit as the one from the chromatograms themselves.
#include <QDir>
#include <QTemporaryDir>

#include "app/session/vial_day.h"
#include "app/session/vial_step_records.h"
#include "db/store.h"
#include "tests/day/evaluation.h"
#include "tests/day/hand_bench.h"

using namespace tgc;
using namespace tgc::test;

namespace {

constexpr const char *person = "A. Technician";

} // namespace

class TestDayByHand : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    simulation::BenchDescription m_plan = dayBench();
    std::uint64_t m_seed = 20261128;
    std::vector<simulation::VialTruth> m_truth;
    std::vector<DayMeasured> m_day;
    QMap<QByteArray, QByteArray> m_areas; ///< as typed, by chromatogram
    QByteArray m_byTraces;
    QByteArray m_byAreas;

    std::vector<day::VialStep> m_steps; ///< what was done to vials, with its time

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] static QByteArray chromatogram(const DayDraw &draw)
    {
        return "chromatograms/" + QByteArray::fromStdString(draw.name) + ".csv";
    }

    [[nodiscard]] static QStringList typed(const day::VialStep &step)
    {
        const std::string word(day::wordOf(step.step));
        QStringList arguments{"vials", "step", QString::fromStdString(step.sampleId), QString::fromStdString(word)};
        for (const auto &[option, text] : {std::pair("--value", &step.value), std::pair("--unit", &step.unit),
                                           std::pair("--reaction", &step.reaction_s), std::pair("--by", &step.by)}) {
            if (!text->empty()) {
                arguments << option << QString::fromStdString(*text);
            }
        }
        return arguments + QStringList{"--at", QString::fromStdString(session::utcText(step.at)), "--db", "lab.sqlite"};
    }

private slots:
    void initTestCase()
    {
        QVERIFY(QDir(m_folder.path()).mkpath("chromatograms"));
        HandBench bench(m_plan, m_seed);
        m_truth = bench.truth();
        simulation::Random hand(m_seed, "syringe of the person who doses");
        for (const DayLine &line : dayLines()) {
            const auto note = [&](day::Step what, const char *value = "", const char *unit = "") {
                day::VialStep step;
                step.sampleId = line.id;
                step.step = what;
                step.at = *session::zonedMoment(bench.utc());
                step.by = person;
                step.value = value;
                step.unit = unit;
                if (what == day::Step::Dosed) {
                    step.reaction_s = shortest(dayReaction_s);
                }
                if (line.kind == "sample") {
                    m_steps.push_back(std::move(step));
                }
            };
            if (!line.isGas() && !line.waterBefore) {
                note(day::Step::Sealed, "101.3", "kPa");
                bench.dose(line.position, hand.normal(m_plan.vial.liquid_mL, m_plan.vial.uLiquid_mL));
                note(day::Step::Dosed, "0.5", "mL");
                bench.wait(dayReaction_s + 1.0);
            }
            DayMeasured measured{line, {}};
            for (int draw = 1; draw <= line.draws; ++draw) {
                DayDraw taken{line.id + "_" + std::to_string(draw), "", bench.utc(), 0.0};
                note(day::Step::Draw, "0.5", "mL");
                writeText(path(QString::fromUtf8(chromatogram(taken))), bench.inject(line));
                measured.draws.push_back(std::move(taken));
            }
            note(day::Step::Closed);
            m_day.push_back(std::move(measured));
        }
    }

    /// A person reads the areas off, and types them.
    void areasAreRead()
    {
        QStringList files;
        for (const DayMeasured &measured : m_day) {
            for (const DayDraw &draw : measured.draws) {
                files << QString::fromUtf8(chromatogram(draw));
            }
        }
        const TgcRun run = runTgc(QStringList{"integrate"} + files + h2Options(), m_folder.path());
        QVERIFY2(run.status == 0, run.err);
        m_areas = hydrogenAreas(run.out);
        QCOMPARE(m_areas.size(), files.size());
    }

    /// The steps of all vials go into a store, in their order; at the end each is closed, and the trail is whole.
    void theStepsAreRecorded()
    {
        QByteArray vials = "sample_id,group,vial_volume_mL,solids_volume_mL,liquid_volume_mL,initial_pressure_kPa,"
                           "temperature_C,pressure_rating_kPa,li_upper_mAh,draws_planned\n";
        for (const DayLine &line : dayLines()) {
            if (line.kind == "sample") {
                vials += QByteArray::fromStdString(line.id) + ",day,30,0.05,0.5,101.3,25,100,1," +
                         QByteArray::number(line.draws) + '\n';
            }
        }
        writeText(path("vials.csv"), vials);
        TgcRun run = runTgc({"import", "vials.csv", "--samples", "--db", "lab.sqlite"}, m_folder.path());
        QVERIFY2(run.status == 0, run.err);
        auto store = db::Store::open(path("lab.sqlite").toStdString());
        QVERIFY2(store.has_value(), store ? "" : store.error().message.c_str());
        for (const day::VialStep &step : m_steps) {
            if (step.sampleId <= "s03") { // as typed; the others as the command and the screen hand them on
                run = runTgc(typed(step), m_folder.path());
                QVERIFY2(run.status == 0, run.err);
                continue;
            }
            const auto done = session::recordStep(*store, step, std::chrono::system_clock::now());
            QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        }
        run = runTgc({"vials", "--all", "--format", "csv", "--db", "lab.sqlite"}, m_folder.path());
        const auto board = csvRows(run.out);
        QCOMPARE(board.size(), std::size_t{12});
        for (const CsvRow &vial : board) {
            QCOMPARE(vial["state"], QString("closed"));
            QCOMPARE(vial["draws"], vial["draws_planned"]);
            QVERIFY2(vial["remarks"].isEmpty(), qPrintable(vial["sample_id"] + ": " + vial["remarks"]));
        }
        QCOMPARE(runTgc({"verify", "--db", "lab.sqlite"}, m_folder.path()).status, 0);
    }

    void theTypedDayIsNearTheTruth()
    {
        const DayAreas areas{"area", [this](const DayDraw &draw) { return m_areas.value(chromatogram(draw)); }};
        writeTables(m_folder.path(), dayTables(m_day, m_plan, m_truth, m_seed, areas));
        const TgcRun run = evaluateDay(m_folder.path(), {"--store", "--db", "lab.sqlite", "--operator", person});
        QVERIFY2(run.status == 0, run.err);
        m_byAreas = run.out;
        const DayScore score = scoreOf(m_byAreas, m_truth);
        qInfo("%s%d samples; worst %.2f u, root mean square %.2f u", qPrintable(score.words), score.samples,
              score.worst_u, score.rms_u);
        QCOMPARE(score.samples, 12);
        QVERIFY(score.worst_u <= 3.3);
        for (const CsvRow &row : csvRows(m_byAreas)) {
            QVERIFY2(row["flags"].isEmpty() && row["source"] == "typed", qPrintable(row["sample_id"] + row["flags"]));
        }
        QCOMPARE(runTgc({"verify", "--db", "lab.sqlite"}, m_folder.path()).status, 0);
    }

    void chromatogramsGiveTheSameNumbers()
    {
        writeTables(m_folder.path(), dayTables(m_day, m_plan, m_truth, m_seed, {"trace", chromatogram}));
        const TgcRun run = evaluateDay(m_folder.path());
        QVERIFY2(run.status == 0, run.err);
        m_byTraces = run.out;
        QCOMPARE(differences(csvRows(m_byAreas), csvRows(m_byTraces)), QString());
    }

    /// What the store keeps of the typed day is what was printed.
    void theStoreHasTheSameNumbers()
    {
        const TgcRun run =
            runTgc({"export", "breakdown", "--out", "stored.csv", "--db", "lab.sqlite"}, m_folder.path());
        QVERIFY2(run.status == 0, run.err);
        auto stored = csvRows(readBytes(path("stored.csv")));
        std::sort(stored.begin(), stored.end(),
                  [](const CsvRow &a, const CsvRow &b) { return a["sample_id"] < b["sample_id"]; });
        QCOMPARE(differences(csvRows(m_byAreas), stored), QString());
    }
};

QTEST_GUILESS_MAIN(TestDayByHand)
#include "tst_day_by_hand.moc"
