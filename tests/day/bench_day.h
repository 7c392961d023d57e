// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>

#include <csignal>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/session/recording/read_spool.h"
#include "tests/day/place.h"
#include "tests/day/served_bench.h"
#include "tests/day/tables.h"

/// The parts of the day on the simulated bench, one function each, in the order in which they happen: what a technician
/// does, what breaks, and what the station must say to it. Each fails the test that calls it where something is otherwise.
namespace tgc::test {

inline constexpr double daySpeed = 120.0; ///< simulated seconds a second, where the machine can
inline constexpr const char *technician = "A. Technician";

/// Guards of the bench beside what `tgc simulate` writes down of it.
inline constexpr const char *dayInterlocks = R"(
[[interlock]]
name = "headspace"
kind = "over-pressure"
point = "gauge.headspace_pressure"
limit = 160.0
unit = "kPa"
max_age_s = 1800.0
message = "Look at the gauge's plug."

[[interlock]]
name = "volumes"
kind = "titrator-over-volume"
per_vial_mL = 0.6
per_hour_mL = 20.0
)";

class BenchDay {
public:
    using json = nlohmann::json;

    simulation::BenchDescription plan = dayBench();
    std::uint64_t seed = 20261128;
    DayPlace place;
    std::unique_ptr<ServedBench> bench;
    std::vector<simulation::VialTruth> truth;
    std::vector<DayMeasured> day; ///< what was measured
    std::vector<CsvRow> runs; ///< of the store, oldest first

    void openTheBench()
    {
        auto simulator = cli::Simulator::open(
            {std::filesystem::path(TGC_SOURCE_DIR) / "tests/data/day/bench.toml", seed, daySpeed, {}});
        QVERIFY2(simulator.has_value(), simulator ? "" : simulator.error().message.c_str());
        QVERIFY((*simulator)->writeBench(place.bench().toStdString()).has_value());
        truth = (*simulator)->bench().model().truth();
        bench = std::make_unique<ServedBench>(std::move(*simulator));
        writeText(place.bench(), readBytes(place.bench()) + dayInterlocks);
        place.startStation();
        QVERIFY(place.waitForDevices());
        QVERIFY(place.waitFor([this] { return headspace() == "ok"; }, 60)); // till then nothing moves liquid
        place.tgc({"station", "initialise", "--yes"});
    }

    /// Standards, a check standard, blanks and the first three vials. The desktop is killed while it looks on, the signal's
    /// link is lost in the midst of a peak, the station is killed in the midst of an injection.
    void theMorning()
    {
        QStringList gas;
        for (const DayLine &line : dayLines()) {
            if (line.kind == "standard") {
                gas << QString::fromStdString(line.id);
            }
        }
        place.addLines(queueOf(gas + QStringList{"check-1", "blank-1", "blank-2"}));
        QProcess desktop;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("TGC_STAND_IN", place.path("desktop.sqlite"));
        desktop.setProcessEnvironment(environment);
        desktop.start(QStringLiteral(TGC_DESK_PROGRAM));
        place.startQueue();
        QVERIFY(desktop.waitForReadyRead(60000));
        QCOMPARE(desktop.readLine(), QByteArray("sees the run\n"));
        desktop.kill();
        QVERIFY(desktop.waitForFinished(10000));
        QCOMPARE(desktop.exitStatus(), QProcess::CrashExit);

        QVERIFY(place.waitUntilThrough(patience_s));

        place.addLines(queueOf({"s01", "s02", "s03"}));
        place.startQueue();
        QVERIFY(place.waitUntilInjected("s02", 1, patience_s));
        loseTheSignalInThePeak();
        QVERIFY(place.waitUntilInjected("s03", 1, patience_s));
        ::kill(static_cast<pid_t>(place.pid()), SIGKILL);
        QVERIFY(place.waitFor([this] { return place.snapshot().empty(); }, 30));

        place.startStation();
        const json left = place.line("s03");
        QCOMPARE(left.value("state", ""), std::string("interrupted"));
        QCOMPARE(left.at("dose").value("state", ""), std::string("given"));
        QVERIFY2(left.value("known", "").find("its gas may have been drawn") != std::string::npos,
                 left.value("known", "").c_str());
        QVERIFY(place.refused({"queue", "start"}, "was interrupted"));
        place.tgc({"queue", "recover", place.number("s03"), "continue", "--by", technician, "--reason",
                   "the computer went down; vial is well"});
        QVERIFY(place.waitForDevices());
        place.startQueue();
        QVERIFY(place.waitUntilThrough(patience_s));
    }

    /// Three answers of the digitiser come damaged while the hydrogen is on the detector: the link is closed and made anew
    /// each time, and samples are missing.
    void loseTheSignalInThePeak()
    {
        const bool inTime = bench->on([](simulation::SimulatedBench &simulated) {
            const auto began_s = simulated.model().chromatograph().began_s();
            for (const double at_s : {51.7, 52.0, 52.3}) {
                simulation::Fault fault;
                fault.device = "adc";
                fault.kind = simulation::FaultKind::BadChecksum;
                fault.at_s = began_s.value_or(0.0) + at_s;
                simulated.faults(ServedBench::place(simulated, "adc")).add(fault);
            }
            return began_s && simulated.model().now_s() < *began_s + 51.0;
        });
        QVERIFY2(inTime, "the peak was over already");
    }

    /// The gauge is unplugged: what it guards is not known any more, and nothing is dosed.
    void theGaugeIsLost()
    {
        bench->breakDown("gauge", simulation::FaultKind::Unplug);
        QVERIFY(place.waitFor([this] { return headspace() == "tripped"; }, 60));
        place.addLines(queueOf({"s04"}));
        place.startQueue();
        QVERIFY(place.waitUntilFailed("s04", patience_s));
        QVERIFY2(why("s04").contains("Not dosed: interlock headspace is tripped"), qPrintable(why("s04")));
        QVERIFY2(why("s04").contains("Look at the gauge's plug."), qPrintable(why("s04")));
        QCOMPARE(bench->liquid_mL(dayLine("s04").position), 0.0);
        QVERIFY(place.refused({"station", "acknowledge", "headspace", "--by", technician, "--reason", "too early"},
                              "headspace"));
        bench->mend("gauge");
        QVERIFY(place.waitFor([this] { return headspace() == "latched"; }, 60));
        place.tgc({"station", "acknowledge", "headspace", "--by", technician, "--reason", "the plug is in again"});
        place.tgc({"queue", "recover", place.number("s04"), "continue", "--by", technician});
        place.startQueue();
        QVERIFY(place.waitUntilThrough(patience_s));
    }

    /// The sampler hangs when a vial that was dosed is to be drawn from.
    void theSamplerHangs()
    {
        place.addLines(queueOf({"check-2", "s05"}));
        place.startQueue();
        QVERIFY(place.waitFor(
            [this] {
                const json dose = place.line("s05").value("dose", json());
                return dose.is_object() && dose.value("state", "") == "given";
            },
            patience_s));
        QVERIFY(place.waitUntilInjected("check-2", 1, patience_s)); // s05 is dosed ahead of it
        bench->breakDown("sampler", simulation::FaultKind::Stall);
        QVERIFY(place.waitUntilFailed("s05", patience_s));
        QVERIFY2(why("s05").contains("not injected: the sampler does not answer"), qPrintable(why("s05")));
        bench->mend("sampler");
        place.tgc({"queue", "recover", place.number("s05"), "continue", "--by", technician, "--reason",
                   "the sampler was switched off and on"});
        place.startQueue();
        QVERIFY(place.waitUntilThrough(patience_s));
    }

    /// Another program holds the store: runs wait in their files, and nothing else waits.
    void theStoreIsLocked()
    {
        const auto waiting = [this] {
            return recording::spoolFilesIn(recording::spoolFolderOf(place.store().toStdString())).size();
        };
        place.addLines(queueOf({"s06", "s07", "s08", "check-3"}));
        {
            SQLite::Database other(place.store().toStdString(), SQLite::OPEN_READWRITE, 30000);
            other.exec("BEGIN IMMEDIATE");
            place.startQueue();
            QVERIFY(place.waitFor([&] { return waiting() >= 3; }, patience_s)); // two wait, a third is recorded
            QVERIFY(place.waitFor([this] { return place.log().contains("is taken into the store later"); }, 60));
            other.exec("ROLLBACK");
        }
        QVERIFY(place.waitUntilThrough(patience_s));
        QVERIFY(place.waitFor([&] { return waiting() == 0; }, 120));
    }

    /// A vial that a person seals, doses and closes; the station only draws from it.
    void aVialByHand()
    {
        const DayLine vial = dayLine("s10");
        writeText(place.path("vials.csv"),
                  "sample_id,group,vial_volume_mL,solids_volume_mL,initial_pressure_kPa,temperature_C,"
                  "pressure_rating_kPa,li_upper_mAh,reaction_s,draws_planned\ns10,day,30,0.05,101.3,25,100,1,2,2\n");
        place.tgc({"import", "vials.csv", "--samples", "--db", place.store()});
        const auto step = [this](const QStringList &what) {
            place.tgc(QStringList{"vials", "step", "s10"} + what +
                      QStringList{"--by", technician, "--db", place.store()});
        };
        step({"sealed"});
        QVERIFY(bench->on([&](simulation::SimulatedBench &simulated) {
            return simulated.model().doseByHand(vial.position, 0.502); // what a syringe really gives
        }));
        step({"dosed", "--value", "0.5", "--unit", "mL"});
        QVERIFY(
            place.refused({"vials", "step", "s10", "dosed", "--value", "0.5", "--unit", "mL", "--db", place.store()},
                          "")); // a second one needs a word
        place.addLines(queueOf({"s09"}) + queueOf({"s10"}, true).split('\n').value(1) + '\n');
        QVERIFY(place.waitFor(
            [&] {
                const auto vials = csvRows(place.tgc({"vials", "--format", "csv", "--db", place.store()}));
                return std::any_of(vials.begin(), vials.end(), [](const CsvRow &row) {
                    return row["sample_id"] == "s10" && row["state"] == "ready";
                });
            },
            60));
        place.startQueue();
        QVERIFY(place.waitUntilThrough(patience_s));
        const auto draws = [&] { // the station's own
            const auto steps = csvRows(place.tgc({"vials", "steps", "s10", "--format", "csv", "--db", place.store()}));
            return std::count_if(steps.begin(), steps.end(), [](const CsvRow &row) { return row["step"] == "draw"; });
        };
        QVERIFY2(place.waitFor([&] { return draws() == 2; }, 60),
                 place.tgc({"vials", "steps", "s10", "--format", "csv", "--db", place.store()}));
        step({"closed"});
    }

    /// The pump jams in a dose: how much the vial got nobody knows, and it is given up. The rest is dosed by a person.
    void thePumpJams()
    {
        bench->breakDown("pump", simulation::FaultKind::Stall);
        place.addLines(queueOf({"s11"}));
        place.startQueue();
        QVERIFY(place.waitUntilFailed("s11", patience_s));
        QVERIFY2(why("s11").contains("the dose of 0.5 mL failed, and is not repeated"), qPrintable(why("s11")));
        QVERIFY2(why("s11").contains("its plunger was blocked (overload)"), qPrintable(why("s11")));
        QVERIFY(place.refused({"queue", "recover", place.number("s11"), "close"}, "with a name and a reason"));
        place.tgc({"queue", "recover", place.number("s11"), "close", "--by", technician, "--reason",
                   "pump jammed, water in it not known: vial given up"});
        place.tgc({"station", "stop"});
        setTitrator("\"pump\"", "\"manual\"");
        place.startStation();
        QVERIFY(place.waitForDevices("pump"));

        place.addLines(queueOf({"s12", "check-4"}));
        place.startQueue();
        json question;
        QVERIFY(place.waitFor(
            [&] {
                for (const json &prompt : place.snapshot().value("prompts", json::array())) {
                    question = prompt;
                }
                return question.is_object();
            },
            patience_s));
        QCOMPARE(question.value("role", ""), std::string("titrator"));
        QVERIFY(bench->on([](simulation::SimulatedBench &simulated) {
            return simulated.model().doseByHand(dayLine("s12").position, 0.497);
        }));
        place.tgc({"station", "answer", QString::number(question.value("id", 0)), "0.5", "--by", technician});
        QVERIFY(place.waitUntilThrough(patience_s));
    }

    /// What came of the runs, a row a line of the plan; their chromatograms as files.
    void writeItDown()
    {
        runs = csvRows(place.tgc({"runs", "--format", "csv", "--db", place.store()}));
        std::reverse(runs.begin(), runs.end()); // newest first
        QVERIFY(QDir(place.folder()).mkpath("chromatograms"));
        for (const DayLine &line : dayLines()) {
            DayMeasured measured{line, {}};
            double lost_mL = 0.0;
            for (const CsvRow &run : runs) {
                if (run["sample_id"].toStdString() != line.id) {
                    continue;
                }
                if (run["status"] != "done") { // its injection was on the column: the gas is gone
                    lost_mL += dayDraw_mL;
                    continue;
                }
                DayDraw draw{line.id + "_" + std::to_string(measured.draws.size() + 1), run["run"].toStdString(),
                             run["started_utc"].toStdString(), lost_mL};
                lost_mL = 0.0;
                place.tgc({"export", "chromatogram", "--run", run["run"], "--out",
                           place.path(QString("chromatograms/%1.csv").arg(QString::fromStdString(draw.name))), "--db",
                           place.store()});
                measured.draws.push_back(std::move(draw));
            }
            if (!measured.draws.empty()) {
                day.push_back(std::move(measured));
            }
        }
    }

private:
    /// How that interlock stands.
    [[nodiscard]] std::string headspace()
    {
        for (const json &one : place.snapshot().value("interlocks", json::array())) {
            if (one.value("name", "") == "headspace") {
                return one.value("state", "");
            }
        }
        return {};
    }
    [[nodiscard]] QByteArray queueOf(const QStringList &ids, bool waterBefore = false) const
    {
        std::vector<DayLine> lines;
        for (const QString &id : ids) {
            lines.push_back(dayLine(id.toStdString()));
            lines.back().waterBefore = lines.back().waterBefore || waterBefore;
        }
        return dayQueue(lines, plan.vial);
    }
    [[nodiscard]] QString why(const std::string &id) { return QString::fromStdString(place.line(id).value("why", "")); }
    void setTitrator(const char *from, const char *to) const
    {
        QByteArray text = readBytes(place.bench());
        QVERIFY(text.contains(QByteArray("titrator = ") + from));
        writeText(place.bench(), text.replace(QByteArray("titrator = ") + from, QByteArray("titrator = ") + to));
    }

    static constexpr int patience_s = 240; ///< for a part of the day on a busy machine
};

} // namespace tgc::test
