// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/core/decimal.h"
#include "drivers/simulation/bench_description.h"

/// The rehearsed day (docs/day-rehearsal.md): five standards, four check standards, two blanks, twelve vials. The same
/// plan is measured by the simulated bench (tst_day_on_the_bench_long) and entirely by hand (tst_day_by_hand).
namespace tgc::test {

struct DayLine {
    std::string id;
    std::string kind;     ///< standard, check, blank or sample
    int position = 0;     ///< at the sampler; 0: gas of a cylinder
    double gas_ppm = 0.0; ///< of that gas
    int draws = 1;
    std::string sampling;
    bool waterBefore = false; ///< the vial has its water before its line begins
    [[nodiscard]] bool isGas() const { return position == 0; }
};

inline constexpr double dayDose_mL = 0.5;
inline constexpr double dayDraw_mL = 0.5;
inline constexpr double dayReaction_s = 200.0; ///< ten times as long as the lithium takes to fall by e

inline simulation::BenchDescription dayBench()
{
    auto bench = simulation::readBenchDescription(std::filesystem::path(TGC_SOURCE_DIR) / "tests" / "data" / "day" /
                                                  "bench.toml");
    if (!bench) {
        qFatal("%s", bench.error().message.c_str());
    }
    return std::move(*bench);
}

/// In the order of the day: the check standards are spread over it.
inline std::vector<DayLine> dayLines()
{
    std::vector<DayLine> lines;
    for (const double ppm : {50.0, 250.0, 1000.0, 4000.0, 12000.0}) {
        lines.push_back({"standard-" + shortest(ppm), "standard", 0, ppm, 2, "", false});
    }
    const auto check = [&](int number) {
        lines.push_back({"check-" + std::to_string(number), "check", 0, 1000.0, 1, "", false});
    };
    check(1);
    lines.push_back({"blank-1", "blank", 1, 0.0, 1, "locked", true});
    lines.push_back({"blank-2", "blank", 2, 0.0, 1, "locked", false});
    for (int vial = 1; vial <= 12; ++vial) {
        const std::string id = std::string(vial < 10 ? "s0" : "s") + std::to_string(vial);
        // Two draws each, three of the fourth; every third syringe is opened to the room before it is injected.
        lines.push_back(
            {id, "sample", vial + 2, 0.0, vial == 4 ? 3 : 2, vial % 3 == 0 ? "equalised" : "locked", false});
        if (vial % 4 == 0) {
            check(vial / 4 + 1);
        }
    }
    return lines;
}

inline DayLine dayLine(const std::string &id)
{
    for (DayLine &line : dayLines()) {
        if (line.id == id) {
            return line;
        }
    }
    qFatal("the day has no line %s", id.c_str());
}

inline QByteArray cell(double number)
{
    return QByteArray::fromStdString(shortest(number));
}

/// These lines as QUEUE.csv. A vial that has its water already is not dosed by its line.
inline QByteArray dayQueue(const std::vector<DayLine> &lines, const simulation::VialPlan &plan)
{
    QByteArray csv = "sample_id,group,kind,level,vial,sampling,injections,injection_volume_mL,fraction_ppm,dose_mL,"
                     "vial_volume_mL,solids_volume_mL,initial_pressure_kPa,initial_temperature_C,temperature_C,"
                     "pressure_rating_kPa,li_upper_mAh,reaction_s\n";
    for (const DayLine &line : lines) {
        const QByteArray id = QByteArray::fromStdString(line.id);
        csv += id + ',' + (line.isGas() ? QByteArray("standards") : QByteArray("day")) + ',' +
               QByteArray::fromStdString(line.kind) + ',' + (line.isGas() ? id : QByteArray()) + ',' +
               (line.isGas() ? QByteArray() : QByteArray::number(line.position)) + ',' +
               QByteArray::fromStdString(line.sampling) + ',' + QByteArray::number(line.draws) + ',' +
               cell(dayDraw_mL) + ',' + (line.isGas() ? cell(line.gas_ppm) : QByteArray()) + ',';
        if (line.isGas()) {
            csv += ",,,,,,,,\n";
            continue;
        }
        const bool dosed = !line.waterBefore;
        csv += (dosed ? cell(dayDose_mL) : QByteArray()) + ',' + cell(plan.volume_mL) + ',' + cell(plan.solids_mL) +
               ',' + cell(plan.sealed_kPa) + ',' + cell(plan.sealed_C) + ',' + cell(plan.temperature_C) + ",100," +
               (line.kind == "blank" ? "0" : "1") + ',' + (dosed ? cell(dayReaction_s) : QByteArray()) + '\n';
    }
    return csv;
}

} // namespace tgc::test
