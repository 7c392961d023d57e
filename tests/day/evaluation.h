// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTest>

#include <cmath>

#include <nlohmann/json.hpp>

#include "tests/day/csv.h"
#include "tests/day/tables.h"
#include "tests/run_tgc.h"

/// The day's evaluation with the product's own commands, as a technician gives them.
namespace tgc::test {

/// The H2 peak of the day's chromatograph, as a method states it (tests/data/day/bench.toml).
inline QStringList h2Options()
{
    return {"--target", "H2=52:4", "--peak-width", "2.4"};
}

inline void writeTables(const QString &folder, const DayTables &tables)
{
    writeText(folder + "/standards.csv", tables.standards);
    writeText(folder + "/checks.csv", tables.checks);
    writeText(folder + "/blanks.csv", tables.blanks);
    writeText(folder + "/samples.csv", tables.samples);
}

/// The breakdown of the four tables of a folder, CSV; what the programs said goes to `said`. `more`: options of quantify.
inline TgcRun evaluateDay(const QString &folder, const QStringList &more = {})
{
    const TgcRun curve = runTgc(
        QStringList{"calibrate", "standards.csv", "--weights", "1/x2", "--out", "CAL.json"} + h2Options(), folder);
    if (curve.status != 0) {
        return curve;
    }
    return runTgc(QStringList{"quantify", "samples.csv", "--blanks", "blanks.csv", "--checks", "checks.csv",
                              "--calibration", "CAL.json", "--format", "csv"} +
                      h2Options() + more,
                  folder);
}

/// Areas of the H2 peak by chromatogram, from what `tgc integrate` printed: all digits, as a person would type them.
inline QMap<QByteArray, QByteArray> hydrogenAreas(const QByteArray &integrated)
{
    QMap<QByteArray, QByteArray> areas;
    for (const QByteArray &line : integrated.split('\n')) {
        const auto channel = nlohmann::json::parse(line.toStdString(), nullptr, false);
        if (!channel.is_object()) {
            continue;
        }
        for (const nlohmann::json &peak : channel.at("peaks")) {
            if (peak.at("name") == "H2") {
                areas[QByteArray::fromStdString(channel.value("trace", ""))] = cell(peak.at("area").get<double>());
            }
        }
    }
    return areas;
}

/// What differs between two breakdowns, but for where the numbers come from and flags that only a chromatogram's peak can
/// have (a typed area has lost them); empty: nothing, to the last digit.
inline QString differences(const std::vector<CsvRow> &typed, const std::vector<CsvRow> &other)
{
    QString words =
        typed.size() == other.size() ? QString() : QString("%1 rows, %2").arg(typed.size()).arg(other.size());
    for (std::size_t i = 0; i < std::min(typed.size(), other.size()); ++i) {
        for (const QString &column : typed[i].keys()) {
            QString wanted = other[i].value(column);
            if (column == "source") {
                continue;
            }
            if (column == "flags") {
                QStringList flags = wanted.split(';', Qt::SkipEmptyParts);
                flags.removeAll("gap");
                wanted = flags.join(';');
            }
            if (typed[i].value(column) != wanted) {
                words += QString("%1 %2: %3, %4; ").arg(typed[i]["sample_id"], column, typed[i][column], wanted);
            }
        }
    }
    return words;
}

/// How far the worst of a breakdown's numbers is from the truth, in its own standard uncertainties.
struct DayScore {
    int samples = 0;
    double worst_u = 0.0;
    double worstSilent_u = 0.0; ///< of those that carry no flag
    double rms_u = 0.0;
    QString words;
};

inline DayScore scoreOf(const QByteArray &breakdown, const std::vector<simulation::VialTruth> &truths)
{
    DayScore score;
    double squares = 0.0;
    for (const CsvRow &row : csvRows(breakdown)) {
        const auto &truth = truthOf(dayLine(row["sample_id"].toStdString()), truths);
        const auto off = [&](const char *name, double true_mAh) {
            return (row[name].toDouble() - true_mAh) / row[QString("u_") + name].toDouble();
        };
        const double metal = off("li0_mAh", truth.li0_mAh);
        const double sei = off("sei_li_mAh", truth.seiLi_mAh);
        for (const double each : {metal, sei}) {
            score.worst_u = std::max(score.worst_u, std::abs(each));
            if (row["flags"].isEmpty()) {
                score.worstSilent_u = std::max(score.worstSilent_u, std::abs(each));
            }
            squares += each * each;
        }
        ++score.samples;
        score.words += QString("%1: Li metal %2 mAh (true %3, %4 u), SEI %5 mAh (true %6, %7 u) %8\n")
                           .arg(row["sample_id"], row["li0_mAh"].left(9))
                           .arg(truth.li0_mAh, 0, 'f', 6)
                           .arg(metal, 0, 'f', 2)
                           .arg(row["sei_li_mAh"].left(9))
                           .arg(truth.seiLi_mAh, 0, 'f', 6)
                           .arg(sei, 0, 'f', 2)
                           .arg(row["flags"]);
    }
    score.rms_u = score.samples > 0 ? std::sqrt(squares / (2.0 * score.samples)) : 0.0;
    return score;
}

} // namespace tgc::test
