// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "db/schema_version.h"
#include "db/sha256.h"
#include "db/signal_codec.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

/// A dose that was given against its check is to be found in the trail without opening the run.
std::string overrideIn(const std::string &queueLine)
{
    const auto line = nlohmann::json::parse(queueLine, nullptr, false);
    if (!line.is_object() || !line.contains("dose_overridden")) {
        return {};
    }
    const auto text = [&](const char *key) {
        return line.contains(key) && line[key].is_string() ? line[key].get<std::string>() : std::string("nobody named");
    };
    return "dose override by " + text("override_by") + ": " + text("override_reason");
}

/// Samples a chunk: 16 KiB of values, small enough that sqlite3 alone picks samples out of it quickly.
constexpr std::size_t chunkPoints = 2048;

constexpr std::array<std::string_view, 8> statuses = {"queued",  "running", "done",        "stopped",
                                                      "aborted", "failed",  "interrupted", "imported"};
constexpr std::array<std::string_view, 4> kinds = {"sample", "standard", "blank", "check"};
constexpr std::array<std::string_view, 5> roles = {"", "trend", "host-time", "device-time", "lines"};
constexpr std::array<std::string_view, 3> markKinds = {"gap", "zero", "note"};

template <std::size_t N>
Result<void> oneOf(const std::array<std::string_view, N> &known, const std::string &word, const std::string &what)
{
    if (std::find(known.begin(), known.end(), word) != known.end()) {
        return {};
    }
    std::string list;
    for (const std::string_view each : known) {
        list += (list.empty() ? "" : ", ") + std::string(each);
    }
    return fail(ErrorCode::BadInput, "the run's " + what + " \"" + word + "\" is none of " + list);
}

Result<void> check(const NewRun &run)
{
    if (auto good = oneOf(statuses, run.status, "status"); !good) {
        return good;
    }
    if (auto good = oneOf(kinds, run.kind, "kind"); !good) {
        return good;
    }
    for (const RunMark &mark : run.marks) {
        if (auto good = oneOf(markKinds, mark.kind, "mark"); !good) {
            return good;
        }
    }
    std::set<std::string> names;
    for (const NewChannel &channel : run.channels) {
        if (auto good = oneOf(roles, channel.role, "signal role"); !good) {
            return good;
        }
        if (!names.insert(channel.name).second) {
            return fail(ErrorCode::BadInput,
                        "the run of \"" + run.fileName + "\" has two channels named \"" + channel.name + "\"");
        }
    }
    return {};
}

void insertChunks(Change &writes, RecordId signal, const Chromatogram &trace, bool withTimes, const Value &source)
{
    std::int64_t number = 0;
    for (std::size_t first = 0; first < trace.size(); first += chunkPoints) {
        const std::size_t points = std::min(chunkPoints, trace.size() - first);
        const std::string values = encodeDoubles(trace.values().subspan(first, points));
        const std::string times = withTimes ? encodeDoubles(trace.times_s().subspan(first, points)) : std::string();
        writes.insert("signal_chunks", {{"signal_id", signal},
                                        {"number", ++number},
                                        {"first_point", static_cast<std::int64_t>(first)},
                                        {"points", static_cast<std::int64_t>(points)},
                                        {"signal_values", Blob{values}},
                                        {"times_s", withTimes ? Value(Blob{times}) : Value()},
                                        {"sha256", sha256Hex(values + times)},
                                        {"source", source}});
    }
}

void insertVendorPeaks(Change &writes, RecordId signal, const std::vector<VendorPeakRecord> &peaks, const Value &source)
{
    std::int64_t number = 0;
    for (const VendorPeakRecord &peak : peaks) {
        writes.insert("vendor_peaks", {{"signal_id", signal},
                                       {"number", ++number},
                                       {"name", valueOf(peak.name)},
                                       {"apex_s", valueOf(peak.apex_s)},
                                       {"start_s", valueOf(peak.start_s)},
                                       {"end_s", valueOf(peak.end_s)},
                                       {"area", valueOf(peak.area)},
                                       {"area_unit", textOrNull(peak.areaUnit)},
                                       {"height", valueOf(peak.height)},
                                       {"height_unit", textOrNull(peak.heightUnit)},
                                       {"baseline_start", valueOf(peak.baselineStart)},
                                       {"baseline_end", valueOf(peak.baselineEnd)},
                                       {"concentration", valueOf(peak.concentration)},
                                       {"code", textOrNull(peak.code)},
                                       {"absent", std::int64_t{peak.absent}},
                                       {"manual", std::int64_t{peak.manual}},
                                       {"source", source}});
    }
}

Value saturationText(const std::optional<Chromatogram> &trace)
{
    if (!trace || trace->saturation().empty()) {
        return {};
    }
    auto stretches = nlohmann::json::array();
    for (const Stretch &stretch : trace->saturation()) {
        stretches.push_back({stretch.from_s, stretch.to_s});
    }
    return jsonText(stretches);
}

/// Nothing: the text is not what saturationText() wrote.
std::optional<std::vector<Stretch>> saturationFrom(const std::string &text)
{
    std::vector<Stretch> stretches;
    if (text.empty()) {
        return stretches;
    }
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_array()) {
        return std::nullopt;
    }
    for (const auto &each : json) {
        if (!each.is_array() || each.size() != 2 || !each[0].is_number() || !each[1].is_number()) {
            return std::nullopt;
        }
        stretches.push_back({each[0].get<double>(), each[1].get<double>()});
    }
    return stretches;
}

void insertChannel(Change &writes, RecordId run, std::int64_t number, const NewChannel &channel, const Value &source)
{
    const auto even = channel.trace ? evenTimes(channel.trace->times_s()) : std::nullopt;
    const RecordId signal =
        writes.insert("signals", {{"run_id", run},
                                  {"number", number},
                                  {"channel", channel.name},
                                  {"detector", textOrNull(channel.detector)},
                                  {"unit", channel.trace ? Value(channel.trace->signalUnit()) : Value()},
                                  {"points", static_cast<std::int64_t>(channel.trace ? channel.trace->size() : 0)},
                                  {"start_s", even ? Value(even->start_s) : Value()},
                                  {"interval_s", even ? Value(even->interval_s) : Value()},
                                  {"vendor_calibrations", textOrNull(channel.vendorCalibrations)},
                                  {"role", textOrNull(channel.role)},
                                  {"saturated", saturationText(channel.trace)},
                                  {"source", source}});
    if (channel.trace) {
        insertChunks(writes, signal, *channel.trace, !even, source);
    }
    insertVendorPeaks(writes, signal, channel.vendorPeaks, source);
}

void insertMarks(Change &writes, RecordId run, const std::vector<RunMark> &marks, const Value &source)
{
    std::int64_t number = 0;
    for (const RunMark &mark : marks) {
        writes.insert("run_marks", {{"run_id", run},
                                    {"number", ++number},
                                    {"kind", mark.kind},
                                    {"at_s", valueOf(mark.at_s)},
                                    {"until_s", valueOf(mark.until_s)},
                                    {"text", textOrNull(mark.text)},
                                    {"device_s", valueOf(mark.device_s)},
                                    {"host_ns", valueOf(mark.host_ns)},
                                    {"source", source}});
    }
}

AddedRun insertRun(Change &writes, const NewRun &run)
{
    if (!run.contentHash.empty()) {
        const auto known = writes.connection().rows(
            "SELECT id FROM runs WHERE content_hash = ? AND withdrawn_at IS NULL", {run.contentHash});
        if (!known.empty()) {
            return {integerOf(known.front(), "id"), true};
        }
    }
    const Value source = std::string(toString(run.source));
    const RecordId id =
        writes.insert("runs", {{"status", run.status},
                               {"sample_id", valueOf(run.sampleId)},
                               {"group", valueOf(run.group)},
                               {"kind", run.kind},
                               {"started_utc", valueOf(run.startedUtc)},
                               {"ended_utc", valueOf(run.endedUtc)},
                               {"acquired_at", valueOf(run.acquiredAt)},
                               {"format", textOrNull(run.format)},
                               {"file_name", textOrNull(run.fileName)},
                               {"content_hash", textOrNull(run.contentHash)},
                               {"method_name", textOrNull(run.methodName)},
                               {"instrument", textOrNull(run.instrument)},
                               {"queue_line", textOrNull(run.queueLine)},
                               {"warnings", run.warnings.empty() ? Value() : Value(jsonText(run.warnings))},
                               {"source", source},
                               {"created_at", writes.connection().now()}});
    std::int64_t number = 0;
    for (const NewChannel &channel : run.channels) {
        insertChannel(writes, id, ++number, channel, source);
    }
    insertMarks(writes, id, run.marks, source);
    writes.log("added", "runs", id, overrideIn(run.queueLine));
    return {id, false};
}

} // namespace

std::string runName(RecordId id)
{
    return "R" + std::to_string(id);
}

std::optional<RecordId> runIdFromName(std::string_view name)
{
    if (name.starts_with('R') || name.starts_with('r')) {
        name.remove_prefix(1);
    }
    RecordId id = 0;
    const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), id);
    return problem == std::errc() && end == name.data() + name.size() && id > 0 ? std::optional<RecordId>(id)
                                                                                : std::nullopt;
}

Result<AddedRun> Store::addRun(const NewRun &run)
{
    return addRuns({run}).map([](const auto &added) { return added.front(); });
}

Result<std::vector<AddedRun>> Store::addRuns(const std::vector<NewRun> &runs)
{
    for (const NewRun &run : runs) {
        if (const auto good = check(run); !good) {
            return fail(good.error());
        }
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<std::vector<AddedRun>> {
        std::vector<AddedRun> added;
        for (const NewRun &run : runs) {
            added.push_back(insertRun(writes, run));
        }
        return added;
    });
}

Result<void> Store::assignRun(RecordId id, std::optional<std::string> sampleId, std::optional<std::string> group,
                              const std::string &kind, const std::string &reason)
{
    if (auto good = oneOf(kinds, kind, "kind"); !good) {
        return good;
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<void> {
        if (!writes.connection().row("runs", id)) {
            return fail(ErrorCode::BadInput, "there is no run " + runName(id));
        }
        writes.update("runs", id, {{"sample_id", valueOf(sampleId)}, {"group", valueOf(group)}, {"kind", kind}},
                      "changed", reason);
        return {};
    });
}

Result<Chromatogram> Store::loadSignal(RecordId runId, const std::string &channel) const
{
    const Connection &connection = m_impl->connection;
    return guarded(connection, [&]() -> Result<Chromatogram> {
        const std::string what = "run " + runName(runId) + (channel.empty() ? "" : ", channel \"" + channel + "\"");
        const auto signals = connection.rows("SELECT * FROM signals WHERE run_id = ? AND (? = '' OR channel = ?)" +
                                                 (channel.empty() ? detectorsOnly(connection) : std::string()) +
                                                 " ORDER BY number LIMIT 1",
                                             {runId, channel, channel});
        if (signals.empty()) {
            return fail(ErrorCode::BadInput, "there is no " + what);
        }
        const Row &signal = signals.front();
        const std::int64_t points = integerOf(signal, "points");
        if (points == 0) {
            return fail(ErrorCode::NotDetermined, what + " is a report without a signal");
        }
        const auto damaged = [&](std::int64_t number) {
            return fail(ErrorCode::Integrity, what + ": chunk " + std::to_string(number) +
                                                  " of the stored signal is not what was written; run `tgc verify`");
        };
        std::vector<double> values;
        std::vector<double> times;
        std::int64_t number = 0;
        for (const Row &chunk : connection.rows("SELECT * FROM signal_chunks WHERE signal_id = ? ORDER BY number",
                                                {integerOf(signal, "id")})) {
            ++number;
            const auto bytes = [&chunk](std::string_view column) {
                const auto *blob = std::get_if<Blob>(&chunk.find(column)->second);
                return blob != nullptr ? blob->bytes : std::string();
            };
            const auto moreValues = decodeDoubles(bytes("signal_values"));
            const auto moreTimes = decodeDoubles(bytes("times_s"));
            if (!moreValues || !moreTimes || integerOf(chunk, "number") != number ||
                sha256Hex(bytes("signal_values") + bytes("times_s")) != textOf(chunk, "sha256")) {
                return damaged(number);
            }
            values.insert(values.end(), moreValues->begin(), moreValues->end());
            times.insert(times.end(), moreTimes->begin(), moreTimes->end());
        }
        if (values.size() != static_cast<std::size_t>(points)) {
            return damaged(number + 1);
        }
        const auto start = optionalReal(signal, "start_s");
        const auto interval = optionalReal(signal, "interval_s");
        auto trace =
            start && interval
                ? Chromatogram::uniform(seconds(*start), seconds(*interval), std::move(values), textOf(signal, "unit"))
                : Chromatogram::create(std::move(times), std::move(values), textOf(signal, "unit"));
        if (!trace) {
            return fail(ErrorCode::Integrity, what + ": the stored signal is not what was written (" +
                                                  trace.error().message + "); run `tgc verify`");
        }
        const auto saturated = saturationFrom(textOf(signal, "saturated"));
        auto known = saturated ? std::move(*trace).withSaturation(*saturated)
                               : fail(ErrorCode::Integrity, "the list of saturated stretches cannot be read");
        if (!known) {
            return fail(ErrorCode::Integrity, what + ": " + known.error().message + "; run `tgc verify`");
        }
        return known;
    });
}

} // namespace tgc::db
