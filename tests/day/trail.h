// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/day/csv.h"

/// What "the trail is complete" means of the rehearsed day. Everything that was done is found, with its time and its doer:
///  - every injection that the queue's journal says was begun is a run of the store, named so, and the trail says when it
///    came in and by whom;
///  - every dose that was asked for has its answer in the journal: what was given and by what evidence (the plunger, or who
///    typed it), or that nobody knows and who took that upon himself and why;
///  - every choice about a line that failed or was interrupted has a name in the journal;
///  - every step by hand is in the trail of the store, and every approval with its reviewer.
/// Each function says what is missing; empty: nothing.
namespace tgc::test {

struct DayTrail {
    std::vector<CsvRow> audit; ///< `tgc export audit`
    std::vector<nlohmann::json> journal; ///< records of the queue's journal, in their order
    QByteArray log; ///< of the station

    [[nodiscard]] qsizetype entries(const QString &action, const QString &table) const
    {
        return std::count_if(audit.begin(), audit.end(), [&](const CsvRow &entry) {
            return entry["action"] == action && entry["table"] == table && !entry["at_utc"].isEmpty() &&
                   !entry["who"].isEmpty();
        });
    }
};

inline std::vector<nlohmann::json> journalOf(const QByteArray &file)
{
    std::vector<nlohmann::json> records;
    for (const QByteArray &line : file.split('\n')) {
        const auto parsed = nlohmann::json::parse(line.toStdString(), nullptr, false);
        if (parsed.is_object() && parsed.contains("record")) {
            records.push_back(parsed["record"]);
        }
    }
    return records;
}

/// The last that the journal says of each line, by the vial's name.
inline std::map<std::string, nlohmann::json> lastOfLines(const DayTrail &trail)
{
    std::map<std::string, nlohmann::json> last;
    for (const nlohmann::json &record : trail.journal) {
        for (const nlohmann::json &line : record.value("lines", nlohmann::json::array())) {
            last[line.value("texts", nlohmann::json::object()).value("sample_id", "")] = line;
        }
    }
    return last;
}

inline QString missingRuns(const DayTrail &trail, const std::vector<CsvRow> &runs)
{
    std::size_t begun = 0;
    for (const auto &[id, line] : lastOfLines(trail)) {
        for (const nlohmann::json &run : line.at("runs")) {
            ++begun;
            const QString file = QString::fromStdString(run.get<std::string>()) + ".spool";
            if (std::none_of(runs.begin(), runs.end(), [&](const CsvRow &row) { return row["file"] == file; })) {
                return file + " of " + QString::fromStdString(id) + " is not in the store";
            }
        }
    }
    if (begun != runs.size()) {
        return QString("%1 injections were begun, %2 runs are in the store").arg(begun).arg(runs.size());
    }
    for (const CsvRow &run : runs) {
        const bool told = std::any_of(trail.audit.begin(), trail.audit.end(), [&](const CsvRow &entry) {
            return entry["table"] == "runs" && entry["action"] == "added" && "R" + entry["record"] == run["run"] &&
                   entry["program"].contains("tgc") && !entry["at_utc"].isEmpty() && !entry["who"].isEmpty();
        });
        if (!told) {
            return run["run"] + " is not in the trail";
        }
    }
    return {};
}

/// `dosed`: the vials whose lines dose them.
inline QString missingDoses(const DayTrail &trail, const std::vector<std::string> &dosed)
{
    const auto lines = lastOfLines(trail);
    for (const std::string &id : dosed) {
        const auto line = lines.find(id);
        const nlohmann::json dose = line == lines.end() ? nlohmann::json::object() : line->second.at("dose");
        const std::string state = dose.value("state", "");
        const bool given = state == "given" && !dose.value("evidence", "").empty();
        const bool takenOver =
            state == "unknown" && !dose.value("acknowledged_by", "").empty() && !dose.value("reason", "").empty();
        if ((!given && !takenOver) || dose.value("asked_at", "").empty() || dose.value("known_at", "").empty()) {
            return QString::fromStdString(id + ": " + dose.dump());
        }
        // Asked for on the disk once, and never more.
        const auto asked = std::count_if(trail.journal.begin(), trail.journal.end(), [&](const nlohmann::json &record) {
            return record.value("what", "") == "dose asked" &&
                   record.at("lines").at(0).at("texts").value("sample_id", "") == id;
        });
        if (asked != 1) {
            return QString("%1 was asked for its dose %2 times").arg(QString::fromStdString(id)).arg(asked);
        }
    }
    return {};
}

/// `choices`: vial and choice, in the order in which they were made.
inline QString missingRecoveries(const DayTrail &trail, const std::vector<std::pair<std::string, std::string>> &choices,
                                 const std::string &by)
{
    std::vector<std::pair<std::string, std::string>> found;
    for (const nlohmann::json &record : trail.journal) {
        const std::string what = record.value("what", "");
        if (what.rfind("recovered: ", 0) != 0) {
            continue;
        }
        if (record.value("by", "") != by || record.value("t", "").empty()) {
            return QString::fromStdString(record.dump());
        }
        found.emplace_back(record.at("lines").at(0).at("texts").value("sample_id", ""), what.substr(11));
    }
    return found == choices ? QString() : QString("%1 choices, %2 were made").arg(found.size()).arg(choices.size());
}

/// `steps`: of `tgc vials steps`; `expected`: "step by whom" of each.
inline QString missingSteps(const DayTrail &trail, const std::vector<CsvRow> &steps, const QStringList &expected)
{
    QStringList found;
    for (const CsvRow &step : steps) {
        found << step["step"] + " by " + step["by"];
        const bool told = std::any_of(trail.audit.begin(), trail.audit.end(), [&](const CsvRow &entry) {
            return entry["table"] == "vial_steps" && entry["record"] == step["id"] && !entry["at_utc"].isEmpty();
        });
        if (!told) {
            return "not in the trail: " + step["id"] + " " + found.back();
        }
    }
    return found == expected ? QString() : found.join(", ");
}

inline QString missingApprovals(const DayTrail &trail, qsizetype expected, const QString &reviewer)
{
    const auto named = std::count_if(trail.audit.begin(), trail.audit.end(), [&](const CsvRow &entry) {
        return entry["action"] == "approved" && entry["new_value"].contains(reviewer) && !entry["at_utc"].isEmpty();
    });
    return named == expected ? QString() : QString("%1 approvals of %2").arg(named).arg(expected);
}

} // namespace tgc::test
