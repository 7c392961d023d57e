// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "db/dates.h"
#include "db/like.h"
#include "db/schema_version.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

/// A JSON array of texts.
std::vector<std::string> textsOf(const std::string &json)
{
    std::vector<std::string> texts;
    const auto array = nlohmann::json::parse(json, nullptr, false);
    if (array.is_array()) {
        for (const auto &text : array) {
            texts.push_back(text.is_string() ? text.get<std::string>() : text.dump());
        }
    }
    return texts;
}

struct Where {
    std::string conditions = "1";
    std::vector<Value> values;

    void add(const std::string &condition, std::initializer_list<Value> bound)
    {
        conditions += " AND (" + condition + ")";
        values.insert(values.end(), bound);
    }
};

/// Names of channels, of any run, that are like the pattern. There are few names, and an index of them: from each the next
/// one is found at once.
std::vector<Value> channelsWith(const Connection &connection, const Value &pattern)
{
    std::vector<Value> names;
    for (const Row &row : connection.rows(
             "WITH RECURSIVE each(name) AS (SELECT min(channel) FROM signals UNION ALL SELECT (SELECT min(channel) "
             "FROM "
             "signals WHERE channel > name) FROM each WHERE name IS NOT NULL) SELECT name FROM each WHERE name LIKE ? "
             "ESCAPE '\\'",
             {pattern})) {
        names.emplace_back(textOf(row, "name"));
    }
    return names;
}

Where whereOf(const Connection &connection, const RunFilter &filter)
{
    Where where;
    if (filter.since) {
        // date() takes any number for a Julian day, so only what is written like a date is given to it.
        where.add("coalesce(date(started_utc), iif(acquired_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*', "
                  "date(acquired_at), NULL), date(created_at)) >= ?",
                  {*filter.since});
    }
    if (filter.sampleId) {
        where.add("sample_id = ?", {*filter.sampleId});
    }
    if (filter.group) {
        where.add("\"group\" = ?", {*filter.group});
    }
    if (filter.status == "withdrawn") {
        where.add("withdrawn_at IS NOT NULL", {});
    } else if (filter.status) {
        where.add("status = ? AND withdrawn_at IS NULL", {*filter.status});
    } else if (!filter.withdrawnToo) {
        where.add("withdrawn_at IS NULL", {});
    }
    if (filter.text) {
        const Value p = likeAnywhere(*filter.text);
        std::string anywhere =
            R"(sample_id LIKE ? ESCAPE '\' OR "group" LIKE ? ESCAPE '\' OR file_name LIKE ? ESCAPE '\'
                                  OR method_name LIKE ? ESCAPE '\' OR instrument LIKE ? ESCAPE '\')";
        std::vector<Value> bound(5, p);
        if (const auto channels = channelsWith(connection, p); !channels.empty()) {
            anywhere += " OR EXISTS (SELECT 1 FROM signals WHERE run_id = runs.id AND channel IN (?";
            for (std::size_t i = 1; i < channels.size(); ++i) {
                anywhere += ", ?";
            }
            anywhere += ")" + detectorsOnly(connection) + ")";
            bound.insert(bound.end(), channels.begin(), channels.end());
        }
        where.conditions += " AND (" + anywhere + ")";
        where.values.insert(where.values.end(), bound.begin(), bound.end());
    }
    return where;
}

std::optional<std::string> textAt(SQLite::Statement &query, int column)
{
    const SQLite::Column value = query.getColumn(column);
    return value.isNull() ? std::nullopt : std::optional<std::string>(value.getString());
}

constexpr const char *summaryColumns =
    "SELECT id, iif(withdrawn_at IS NULL, status, 'withdrawn'), sample_id, \"group\", kind, source, started_utc, "
    "ended_utc, acquired_at, file_name FROM runs WHERE ";

RunSummary summaryOf(SQLite::Statement &query)
{
    RunSummary summary;
    summary.id = query.getColumn(0).getInt64();
    summary.status = query.getColumn(1).getString();
    summary.sampleId = textAt(query, 2);
    summary.group = textAt(query, 3);
    summary.kind = query.getColumn(4).getString();
    summary.source = sourceFromString(query.getColumn(5).getString()).value_or(Source::Typed);
    summary.startedUtc = textAt(query, 6);
    summary.endedUtc = textAt(query, 7);
    summary.acquiredAt = textAt(query, 8);
    summary.fileName = query.getColumn(9).getString();
    return summary;
}

/// What the detector channels of these runs, in descending order of their keys, add up to, with their names in the file's
/// order. Of a few runs each is asked for; of many, all channels of the store are read once.
void addChannels(const Connection &connection, std::vector<RunSummary> &runs)
{
    constexpr std::size_t few = 1000;
    const std::string detectors = detectorsOnly(connection);
    const auto add = [](RunSummary &run, SQLite::Statement &signal) {
        run.channels.push_back(signal.getColumn(1).getString());
        run.points += static_cast<std::size_t>(signal.getColumn(2).getInt64());
    };
    if (runs.size() <= few) {
        SQLite::Statement one = connection.statement("SELECT run_id, channel, points FROM signals WHERE run_id = ?" +
                                                     detectors + " ORDER BY number");
        for (RunSummary &run : runs) {
            one.reset();
            one.bind(1, run.id);
            while (one.executeStep()) {
                add(run, one);
            }
        }
        return;
    }
    SQLite::Statement all = connection.statement("SELECT run_id, channel, points FROM signals WHERE run_id >= ?" +
                                                     detectors + " ORDER BY run_id, number",
                                                 {runs.back().id});
    auto run = runs.rbegin();
    while (all.executeStep()) {
        const RecordId id = all.getColumn(0).getInt64();
        while (run != runs.rend() && run->id < id) {
            ++run;
        }
        if (run == runs.rend()) {
            return;
        }
        if (run->id == id) {
            add(*run, all);
        }
    }
}

std::vector<RunSummary> summariesOf(const Connection &connection, const std::string &sql,
                                    const std::vector<Value> &values)
{
    SQLite::Statement query = connection.statement(sql, values);
    std::vector<RunSummary> found;
    while (query.executeStep()) {
        found.push_back(summaryOf(query));
    }
    addChannels(connection, found);
    return found;
}

VendorPeakRecord vendorPeakOf(const Row &row)
{
    VendorPeakRecord peak;
    peak.name = optionalText(row, "name");
    peak.apex_s = optionalReal(row, "apex_s");
    peak.start_s = optionalReal(row, "start_s");
    peak.end_s = optionalReal(row, "end_s");
    peak.area = optionalReal(row, "area");
    peak.areaUnit = textOf(row, "area_unit");
    peak.height = optionalReal(row, "height");
    peak.heightUnit = textOf(row, "height_unit");
    peak.baselineStart = optionalReal(row, "baseline_start");
    peak.baselineEnd = optionalReal(row, "baseline_end");
    peak.concentration = optionalReal(row, "concentration");
    peak.code = textOf(row, "code");
    peak.absent = integerOf(row, "absent") != 0;
    peak.manual = integerOf(row, "manual") != 0;
    return peak;
}

RunMark markOf(const Row &row)
{
    return {textOf(row, "kind"), optionalReal(row, "at_s"),     optionalReal(row, "until_s"),
            textOf(row, "text"), optionalReal(row, "device_s"), optionalInteger(row, "host_ns")};
}

StoredChannel channelOf(const Connection &connection, const Row &row)
{
    StoredChannel channel;
    channel.id = integerOf(row, "id");
    channel.name = textOf(row, "channel");
    channel.detector = textOf(row, "detector");
    channel.signalUnit = textOf(row, "unit");
    channel.points = static_cast<std::size_t>(integerOf(row, "points"));
    channel.vendorCalibrations = textOf(row, "vendor_calibrations");
    channel.role = textOf(row, "role");
    for (const Row &peak :
         connection.rows("SELECT * FROM vendor_peaks WHERE signal_id = ? ORDER BY number", {channel.id})) {
        channel.vendorPeaks.push_back(vendorPeakOf(peak));
    }
    return channel;
}

} // namespace

Result<std::vector<RunSummary>> Store::runs(const RunFilter &filter) const
{
    if (filter.since && !isDate(*filter.since)) {
        return fail(ErrorCode::BadInput, "\"" + *filter.since + "\" is not a date; write YYYY-MM-DD");
    }
    return guarded(m_impl->connection, [&]() -> Result<std::vector<RunSummary>> {
        const Where where = whereOf(m_impl->connection, filter);
        const std::string tail =
            " ORDER BY id DESC" + (filter.limit ? " LIMIT " + std::to_string(*filter.limit) : std::string());
        return summariesOf(m_impl->connection, summaryColumns + where.conditions + tail, where.values);
    });
}

Result<RunDetails> Store::run(RecordId id) const
{
    const Connection &connection = m_impl->connection;
    return guarded(connection, [&]() -> Result<RunDetails> {
        const auto found = connection.row("runs", id);
        if (!found) {
            return fail(ErrorCode::BadInput, "there is no run " + runName(id));
        }
        const Row &row = *found;
        RunDetails details;
        details.summary = summariesOf(connection, std::string(summaryColumns) + "id = ?", {id}).front();
        details.format = textOf(row, "format");
        details.contentHash = textOf(row, "content_hash");
        details.methodName = textOf(row, "method_name");
        details.instrument = textOf(row, "instrument");
        details.warnings = textsOf(textOf(row, "warnings"));
        details.createdAt_utc = textOf(row, "created_at");
        details.withdrawn = withdrawalOf(row);
        for (const Row &signal : connection.rows("SELECT * FROM signals WHERE run_id = ? ORDER BY number", {id})) {
            StoredChannel channel = channelOf(connection, signal);
            (channel.role.empty() ? details.channels : details.companions).push_back(std::move(channel));
        }
        details.queueLine = textOf(row, "queue_line");
        if (knowsRoles(connection)) {
            for (const Row &mark : connection.rows("SELECT * FROM run_marks WHERE run_id = ? ORDER BY number", {id})) {
                details.marks.push_back(markOf(mark));
            }
        }
        return details;
    });
}

} // namespace tgc::db
