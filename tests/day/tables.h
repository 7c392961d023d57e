// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "drivers/simulation/bench_model.h"
#include "drivers/simulation/random.h"
#include "tests/day/plan.h"

/// What a technician writes down in the course of the day: the tables that `tgc calibrate`, `check` and `quantify` take.
/// Vials as they were planned, with their uncertainties, never as the simulation really made them; charges as a cycler
/// with an error of its own displays them.
namespace tgc::test {

struct DayDraw {
    std::string name; ///< of its chromatogram, s03_2
    std::string run; ///< in the store; empty: none
    std::string injectedAt;
    double lostBefore_mL = 0.0; ///< gas of this vial that was drawn since the draw before and gave no number
};

struct DayMeasured {
    DayLine line;
    std::vector<DayDraw> draws;
};

struct DayTables {
    QByteArray standards, checks, blanks, samples;
};

/// What is in the tables' last column, and its name: `trace` or `area`.
struct DayAreas {
    QByteArray column;
    std::function<QByteArray(const DayDraw &)> cell;
};

namespace day_detail {

/// As a cycler displays it, in nAh.
inline double displayed(double charge_mAh)
{
    return std::round(charge_mAh * 1e6) / 1e6;
}

inline QByteArray gasRow(const DayMeasured &measured, const DayDraw &draw, int replicate,
                         const simulation::BenchDescription &bench, const DayAreas &areas)
{
    const std::string level = measured.line.kind == "check" ? "check" : measured.line.id;
    return QByteArray::fromStdString(level) + ',' + QByteArray::number(replicate) + ',' + cell(measured.line.gas_ppm) +
           ',' + cell(measured.line.gas_ppm * bench.cylinders.uRel) + ',' + cell(dayDraw_mL) + ',' +
           cell(bench.vial.ambient_kPa) + ',' + cell(bench.vial.syringe_C) + ',' +
           QByteArray::fromStdString(draw.injectedAt) + ',' + areas.cell(draw) + '\n';
}

inline QByteArray vialCells(const DayMeasured &measured, const DayDraw &draw, const simulation::VialPlan &plan)
{
    const bool equalised = measured.line.sampling == "equalised";
    QByteArray row = QByteArray::fromStdString(measured.line.id) + ",day";
    for (const double number :
         {plan.volume_mL, plan.uVolume_mL, plan.solids_mL, plan.uSolids_mL, plan.liquid_mL, plan.uLiquid_mL,
          plan.sealed_kPa, plan.uSealed_kPa, plan.sealed_C, plan.temperature_C, plan.uTemperature_C}) {
        row += ',' + cell(number);
    }
    row +=
        ',' + QByteArray::fromStdString(measured.line.sampling) + ',' + cell(dayDraw_mL) + ',' + cell(plan.uSyringe_mL);
    for (const double number : {plan.syringe_C, plan.ambient_kPa, plan.uAmbient_kPa}) {
        row += ',' + (equalised ? cell(number) : QByteArray());
    }
    return row + ',' + (draw.lostBefore_mL > 0.0 ? cell(draw.lostBefore_mL) : QByteArray()) + ',' +
           QByteArray::fromStdString(draw.injectedAt);
}

/// Plated, stripped and their uncertainties.
inline QByteArray chargeCells(const std::string &id, const simulation::VialTruth &truth, std::uint64_t seed)
{
    constexpr double plan_mAh = 1.0;
    constexpr double u_mAh = 0.0006;
    simulation::Random cycler(seed, "cycler " + id);
    const double plated = displayed(cycler.normal(plan_mAh, u_mAh));
    const double stripped = displayed(cycler.normal(plan_mAh - truth.li0_mAh - truth.seiLi_mAh, u_mAh));
    return cell(plated) + ',' + cell(u_mAh) + ',' + cell(stripped) + ',' + cell(u_mAh);
}

} // namespace day_detail

inline const simulation::VialTruth &truthOf(const DayLine &line, const std::vector<simulation::VialTruth> &truths)
{
    for (const simulation::VialTruth &truth : truths) {
        if (truth.position == line.position) {
            return truth;
        }
    }
    qFatal("no vial %s", line.id.c_str());
}

inline const QByteArray &vialHeader()
{
    static const QByteArray header =
        "sample_id,group,vial_volume_mL,u_vial_volume_mL,solids_volume_mL,u_solids_volume_mL,liquid_volume_mL,"
        "u_liquid_volume_mL,initial_pressure_kPa,u_initial_pressure_kPa,initial_temperature_C,temperature_C,"
        "u_temperature_C,sampling,injection_volume_mL,u_injection_volume_mL,syringe_temperature_C,ambient_pressure_kPa,"
        "u_ambient_pressure_kPa,discarded_volume_mL,injected_at,";
    return header;
}

inline DayTables dayTables(const std::vector<DayMeasured> &day, const simulation::BenchDescription &bench,
                           const std::vector<simulation::VialTruth> &truths, std::uint64_t seed, const DayAreas &areas)
{
    const QByteArray gas = "level,replicate,fraction_ppm,u_amount_ppm,injection_volume_mL,pressure_kPa,temperature_C,"
                           "injected_at," +
                           areas.column + '\n';
    const QByteArray charges = "charge_plated_mAh,u_charge_plated_mAh,charge_stripped_mAh,u_charge_stripped_mAh,";
    DayTables tables{gas, gas, vialHeader() + areas.column + '\n', vialHeader() + charges + areas.column + '\n'};
    std::map<std::string, int> replicates;
    for (const DayMeasured &measured : day) {
        for (const DayDraw &draw : measured.draws) {
            const std::string &kind = measured.line.kind;
            if (measured.line.isGas()) {
                const int replicate = ++replicates[kind == "check" ? kind : measured.line.id];
                (kind == "check" ? tables.checks : tables.standards) +=
                    day_detail::gasRow(measured, draw, replicate, bench, areas);
                continue;
            }
            const QByteArray vial = day_detail::vialCells(measured, draw, bench.vial) + ',';
            if (kind == "blank") {
                tables.blanks += vial + areas.cell(draw) + '\n';
            } else {
                tables.samples += vial +
                                  day_detail::chargeCells(measured.line.id, truthOf(measured.line, truths), seed) +
                                  ',' + areas.cell(draw) + '\n';
            }
        }
    }
    return tables;
}

} // namespace tgc::test
