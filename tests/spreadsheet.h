// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <tuple>

#include "tests/faster_bench.h"

/// What a technician would copy from a spreadsheet for the queue of resources/demo/queue.csv: with what
/// resources/bench/simulated.toml says is written down of gases and vials, and the charges that a cycler would have counted.
namespace spreadsheet {

/// The name of the n-th run of a sample.
using RunOf = std::function<QString(const QString &sample, int n)>;

inline QString standards(const RunOf &runOf)
{
    QString rows = QStringLiteral("level\treplicate\tfraction_ppm\tu_fraction_ppm\tinjection_volume_mL\tpressure_kPa\t"
                                  "temperature_C\ttrace\n");
    const double ppm[] = {50, 250, 1000, 4000, 12000};
    for (int level = 0; level < 5; ++level) {
        const QString name = QStringLiteral("standard-%1").arg(level + 1);
        for (int replicate = 1; replicate <= 2; ++replicate) {
            rows += QStringLiteral("%1\t%2\t%3\t%4\t0.5\t100.4\t23\t%5\n")
                        .arg(name)
                        .arg(replicate)
                        .arg(ppm[level])
                        .arg(ppm[level] * 0.005) // u of certificate and syringe
                        .arg(runOf(name, replicate));
        }
    }
    return rows;
}

inline QString vials(const RunOf &runOf, const std::function<FasterBench::VialTruth(int position)> &truthOf)
{
    const QLatin1String columns("vial_volume_mL\tu_vial_volume_mL\tsolids_volume_mL\tu_solids_volume_mL\t"
                                "liquid_volume_mL\tu_liquid_volume_mL\tinitial_pressure_kPa\tu_initial_pressure_kPa\t"
                                "initial_temperature_C\ttemperature_C\tu_temperature_C\tinjection_volume_mL\t"
                                "u_injection_volume_mL");
    const QLatin1String cells("30.0\t0.1\t0.05\t0.005\t0.5\t0.005\t101.3\t0.15\t25\t25\t0.3\t0.5\t0.004");
    QString rows = QStringLiteral("sample_id\tkind\tgroup\t%1\tsampling\tsyringe_temperature_C\t"
                                  "ambient_pressure_kPa\tu_ambient_pressure_kPa\ttrace\tcell_type\tcharge_plated_mAh\t"
                                  "u_charge_plated_mAh\tcharge_stripped_mAh\tu_charge_stripped_mAh\n")
                       .arg(columns);
    for (int blank = 1; blank <= 4; ++blank) {
        const QString name = QStringLiteral("blank-%1").arg(blank);
        rows += QStringLiteral("%1\tblank\tblanks\t%2\tlocked\t\t\t\t%3\t\t\t\t\t\n").arg(name, cells, runOf(name, 1));
    }
    const std::tuple<const char *, const char *, int, const char *, const char *> samples[] = {
        {"carbonate-1", "carbonate", 5, "locked", "\t\t"},
        {"ether-1", "ether", 6, "equalised", "23\t100.4\t0.05"},
        {"dead-metal-1", "dead-metal", 7, "locked", "\t\t"}};
    for (const auto &[name, group, position, sampling, air] : samples) {
        const auto truth = truthOf(position);
        for (int draw = 1; draw <= 2; ++draw) {
            rows += QStringLiteral("%1\tsample\t%2\t%3\t%4\t%5\t%6\tLi||Cu\t1.0\t0.0006\t%7\t0.0006\n")
                        .arg(QLatin1String(name), QLatin1String(group), cells, QLatin1String(sampling),
                             QLatin1String(air), runOf(QLatin1String(name), draw))
                        .arg(1.0 - truth.li0_mAh - truth.sei_mAh, 0, 'f', 6);
        }
    }
    return rows;
}

} // namespace spreadsheet
