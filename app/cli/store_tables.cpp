// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/store_tables.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/cli/integration_tables.h"
#include "app/formats/breakdown_table.h"
#include "app/session/processing_record.h"

namespace tgc::cli {

using formats::numberCell;
using formats::OutCell;
using formats::OutTable;
using formats::textCell;

namespace {

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words) {
        text += (text.empty() ? "" : ";") + word;
    }
    return text;
}

std::string valueOf(const db::InputValues &values, std::string_view name)
{
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

/// A cell of a stored breakdown, as the JSON of the result holds it.
OutCell cellOf(const nlohmann::ordered_json &value)
{
    if (value.is_number()) {
        return numberCell(value.get<double>());
    }
    return textCell(value.is_string() ? value.get<std::string>() : std::string());
}

/// Empty for a sample without a group, whose JSON says null.
std::string groupOf(const nlohmann::ordered_json &breakdown)
{
    const auto group = breakdown.find("group");
    return group != breakdown.end() && group->is_string() ? group->get<std::string>() : std::string();
}

Result<std::vector<db::StoredResult>> latestResults(const db::Store &store, const std::string &kind)
{
    db::ResultFilter filter;
    filter.kind = kind;
    filter.latestOnly = true;
    filter.withdrawnToo = false;
    return store.results(filter);
}

} // namespace

OutTable runTable(const std::vector<ListedRun> &runs)
{
    OutTable table{"runs",
                   {"run", "status", "sample_id", "group", "kind", "source", "started_utc", "ended_utc", "points",
                    "channels", "acquired_at", "file"},
                   {}};
    for (const auto &[name, run] : runs) {
        table.rows.push_back({textCell(name), textCell(run.status), textCell(run.sampleId.value_or("")),
                              textCell(run.group.value_or("")), textCell(run.kind),
                              textCell(std::string(toString(run.source))), textCell(run.startedUtc.value_or("")),
                              textCell(run.endedUtc.value_or("")), numberCell(static_cast<double>(run.points)),
                              textCell(joined(run.channels)), textCell(run.acquiredAt.value_or("")),
                              textCell(run.fileName)});
    }
    return table;
}

Result<OutTable> sampleTable(const db::Store &store, const db::SampleFilter &filter)
{
    const auto samples = store.samples(filter);
    const auto results = latestResults(store, "breakdown");
    if (!samples || !results) {
        return fail(samples ? results.error() : samples.error());
    }
    const std::vector<std::string> results_shown{"li0_mAh",      "u_li0_mAh", "sei_li_mAh",
                                                 "u_sei_li_mAh", "decision",  "flags"};
    OutTable table{
        "samples",
        {"sample_id", "kind", "group", "electrolyte", "charge_plated_mAh", "charge_stripped_mAh", "draws", "source"},
        {}};
    table.columns.insert(table.columns.end(), results_shown.begin(), results_shown.end());
    for (const auto &entry : *samples) {
        const db::Sample &sample = entry.record;
        std::vector<OutCell> row{textCell(sample.sampleId),
                                 textCell(std::string(db::toString(sample.kind))),
                                 textCell(valueOf(sample.values, "group")),
                                 textCell(valueOf(sample.values, "electrolyte")),
                                 OutCell{valueOf(sample.values, "charge_plated_mAh"), true},
                                 OutCell{valueOf(sample.values, "charge_stripped_mAh"), true},
                                 numberCell(static_cast<double>(sample.draws.size())),
                                 textCell(std::string(toString(sample.source)))};
        const auto result = std::find_if(results->begin(), results->end(),
                                         [&](const auto &each) { return each.result.sampleId == entry.id; });
        const auto json = result == results->end()
                              ? nlohmann::ordered_json::object()
                              : nlohmann::ordered_json::parse(result->result.outputsJson, nullptr, false);
        for (const std::string &column : results_shown) {
            row.push_back(json.is_object() && json.contains(column) ? cellOf(json[column]) : OutCell{});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Result<OutTable> breakdownTable(const db::Store &store, const std::optional<std::string> &group)
{
    const auto results = latestResults(store, "breakdown");
    if (!results) {
        return fail(results.error());
    }
    OutTable table = formats::breakdownTable({}); // later columns join these
    for (const db::StoredResult &stored : *results) {
        const auto json = nlohmann::ordered_json::parse(stored.result.outputsJson, nullptr, false);
        if (!json.is_object() || (group && groupOf(json) != *group)) {
            continue;
        }
        std::vector<OutCell> row(table.columns.size());
        for (const auto &[column, value] : json.items()) {
            if (value.is_structured()) { // the budget
                continue;
            }
            auto at = std::find(table.columns.begin(), table.columns.end(), column);
            if (at == table.columns.end()) {
                at = table.columns.insert(table.columns.end(), column);
                row.emplace_back();
                for (auto &earlier : table.rows) {
                    earlier.emplace_back();
                }
            }
            row[static_cast<std::size_t>(at - table.columns.begin())] = cellOf(value);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Result<OutTable> peakTable(const db::Store &store, std::optional<db::RecordId> run,
                           const std::optional<std::string> &group)
{
    const auto results = latestResults(store, "integration");
    const auto runs = store.runs();
    const auto methods = session::methodNames(store);
    if (!results || !runs || !methods) {
        return fail(!results ? results.error() : !runs ? runs.error() : methods.error());
    }
    OutTable table{"peaks",
                   {"run",       "sample_id",    "channel",   "name",   "apex_s",         "height",          "area",
                    "area_unit", "area_u",       "start_s",   "end_s",  "baseline_start", "baseline_end",    "code",
                    "rule",      "width_half_s", "tailing",   "plates", "resolution",     "signal_to_noise", "flags",
                    "source",    "version",      "algorithm", "method", "events"},
                   {}};
    for (const db::StoredResult &stored : *results) {
        const auto summary =
            std::find_if(runs->begin(), runs->end(), [&](const auto &each) { return each.id == stored.result.runId; });
        if (summary == runs->end() || (run && summary->id != *run) || (group && summary->group != group)) {
            continue;
        }
        const auto method = methods->find(stored.result.methodId.value_or(0));
        const std::string algorithm = stored.result.algorithmName + " " + stored.result.algorithmVersion;
        const auto events = static_cast<double>(eventCount(stored.result));
        for (const db::PeakRecord &peak : stored.result.peaks) {
            table.rows.push_back({textCell(db::runName(summary->id)),
                                  textCell(summary->sampleId.value_or("")),
                                  textCell(peak.channel),
                                  textCell(peak.name.value_or("")),
                                  numberCell(peak.apex_s),
                                  numberCell(peak.height),
                                  numberCell(peak.area),
                                  textCell(peak.areaUnit),
                                  numberCell(peak.areaU),
                                  numberCell(peak.start_s),
                                  numberCell(peak.end_s),
                                  numberCell(peak.baselineStart),
                                  numberCell(peak.baselineEnd),
                                  textCell(peak.code),
                                  textCell(peak.rule),
                                  numberCell(peak.widthHalf_s),
                                  numberCell(peak.tailing),
                                  numberCell(peak.plates),
                                  numberCell(peak.resolution),
                                  numberCell(peak.signalToNoise),
                                  textCell(joined(peak.flags)),
                                  textCell(std::string(toString(stored.result.source))),
                                  numberCell(stored.version),
                                  textCell(algorithm),
                                  textCell(method == methods->end() ? std::string() : method->second),
                                  numberCell(events)});
        }
    }
    return table;
}

Result<OutTable> auditTable(const db::Store &store)
{
    const auto entries = store.audit();
    if (!entries) {
        return fail(entries.error());
    }
    OutTable table{"audit",
                   {"entry", "at_utc", "who", "action", "table", "record", "old_value", "new_value", "reason",
                    "program", "operator", "uptime_s", "boot_id"},
                   {}};
    for (const db::AuditEntry &entry : *entries) {
        table.rows.push_back(
            {numberCell(static_cast<double>(entry.id)), textCell(entry.at_utc), textCell(entry.who),
             textCell(entry.action), textCell(entry.table), numberCell(static_cast<double>(entry.recordId)),
             textCell(entry.oldValue.value_or("")), textCell(entry.newValue.value_or("")),
             textCell(entry.reason.value_or("")), textCell(entry.program), textCell(entry.operatorName),
             numberCell(entry.uptime_ns ? std::optional(static_cast<double>(*entry.uptime_ns) * 1e-9) : std::nullopt),
             textCell(entry.bootId)});
    }
    return table;
}

} // namespace tgc::cli
