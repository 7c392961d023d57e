// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/bench_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "app/session/bench/bench_table.h"
#include "app/session/bench/check_bench.h"
#include "app/session/bench/read_interlocks.h"

namespace tgc::bench {

namespace {

constexpr double mostSamplesPerSecond = 1000.0;

AnalogChannel readChannel(const toml::table &entry, const std::string &where, Complaints &complaints)
{
    AnalogChannel channel;
    BenchTable table(entry, where + " channels:", complaints);
    table.onlyKeys({"name", "input", "unit", "scale", "range_V", "resolution_index", "negative"});
    table.require("name");
    table.require("input");
    table.text("name", channel.name);
    table.whole("input", channel.input, 0, 149);
    table.text("unit", channel.unit);
    table.number("scale", channel.scale, -1e12, 1e12);
    table.number("range_V", channel.range_V, 0.01, 10.0);
    table.whole("resolution_index", channel.resolutionIndex, 0, 12);
    channel.negative = table.whole("negative", 0, 149);
    constexpr double ranges_V[] = {10.0, 1.0, 0.1, 0.01};
    if (std::find(std::begin(ranges_V), std::end(ranges_V), channel.range_V) == std::end(ranges_V)) {
        table.complain("range_V", "must be 10.0, 1.0, 0.1 or 0.01");
    }
    if (!(channel.scale < 0.0 || channel.scale > 0.0)) {
        table.complain("scale", "cannot be 0");
    }
    if (channel.name.empty() || channel.unit.empty()) {
        table.complain("name", "and unit cannot be empty");
    }
    // The T7 pairs an even input with the odd one after it, or (80 to 127 on extension boards) 8 further on.
    if (channel.negative && *channel.negative == channel.input) {
        table.complain("negative", "must be another input than `input`");
    }
    return channel;
}

void readLabjack(BenchTable &table, const std::string &where, DeviceEntry &device, Complaints &complaints)
{
    table.number("rate_hz", device.rate_hz, 0.1, mostSamplesPerSecond);
    std::set<std::string> names;
    for (const toml::table *entry : table.tables("channels")) {
        device.channels.push_back(readChannel(*entry, where, complaints));
        if (!names.insert(device.channels.back().name).second) {
            table.complain("channels", "has two of the name \"" + device.channels.back().name + "\"");
        }
    }
    if (device.channels.empty()) {
        table.complain("channels", "needs at least one channel");
    }
    if (const toml::table *entry = table.table("lines")) {
        BenchTable lines(*entry, where + " lines:", complaints);
        lines.onlyKeys({"start", "ready", "started"});
        device.startLine = lines.whole("start", 0, 22);
        device.readyLine = lines.whole("ready", 0, 22);
        device.startedLine = lines.whole("started", 0, 22);
        std::set<int> used;
        for (const auto &line : {device.startLine, device.readyLine, device.startedLine}) {
            if (line && !used.insert(*line).second) {
                table.complain("lines", "gives DIO " + std::to_string(*line) + " to two lines");
            }
        }
    }
}

void readCavro(BenchTable &table, DeviceEntry &device)
{
    table.whole("address", device.address, 1, 15);
    table.whole("baud", device.baud, 1200, 115200);
    table.number("syringe_mL", device.syringe_mL, 0.001, 100.0);
    table.whole("steps", device.steps, 1, 1'000'000);
    device.largestDose_mL = device.syringe_mL;
    table.number("largest_dose_mL", device.largestDose_mL, 0.0001, 100.0);
    table.text("input_valve", device.inputValve);
    table.text("output_valve", device.outputValve);
    table.number("speed_mL_per_min", device.speed_mL_per_min, 0.001, 1000.0);
    if (device.largestDose_mL > device.syringe_mL) {
        table.complain("largest_dose_mL", "is more than the syringe holds");
    }
    for (const std::string *valve : {&device.inputValve, &device.outputValve}) {
        if (valve->size() != 1 || !std::isalnum(static_cast<unsigned char>(valve->front()))) {
            table.complain(valve == &device.inputValve ? "input_valve" : "output_valve",
                           "must be one letter or digit: the valve's command");
        }
    }
    if (device.inputValve == device.outputValve) {
        table.complain("output_valve", "is the same as input_valve: titrant would go back into its bottle");
    }
}

void readProfile(BenchTable &table, DeviceEntry &device)
{
    table.require("profile");
    table.text("profile", device.profile);
    device.unit = table.whole("unit", 0, 255);
    if (table.has("profile") && device.profile.empty()) {
        table.complain("profile", "must be a shipped profile's name or a file");
    }
}

DeviceEntry readDevice(const toml::table &entry, Complaints &complaints)
{
    DeviceEntry device;
    BenchTable named(entry, "[[device]]", complaints);
    named.require("id");
    named.require("driver");
    named.require("endpoint");
    named.text("id", device.id);
    device.line = named.line();
    const std::string where = "[[device]] " + device.id + ":";
    BenchTable table(entry, where, complaints);
    if (named.has("id") && (!isName(device.id) || device.id == "manual")) {
        named.complain("id", "must be a name of letters, digits, \"-\" and \"_\", and not \"manual\"");
    }
    table.text("driver", device.driver);
    table.text("endpoint", device.endpoint);
    table.text("serial", device.serial);
    if (named.has("endpoint") && !device.endpoint.starts_with("tcp://") && !device.endpoint.starts_with("serial:///")) {
        table.complain("endpoint", "must be \"tcp://HOST:PORT\" or \"serial:///dev/serial/by-id/...\"");
    }
    if (device.driver == "labjack-t7") {
        table.onlyKeys({"id", "driver", "endpoint", "serial", "rate_hz", "channels", "lines"});
        readLabjack(table, where, device, complaints);
    } else if (device.driver == "cavro") {
        table.onlyKeys({"id", "driver", "endpoint", "serial", "address", "baud", "syringe_mL", "steps",
                        "largest_dose_mL", "input_valve", "output_valve", "speed_mL_per_min"});
        readCavro(table, device);
    } else if (device.driver == "profile") {
        table.onlyKeys({"id", "driver", "endpoint", "serial", "profile", "unit"});
        readProfile(table, device);
    } else if (named.has("driver")) {
        table.complain("driver", "must be \"labjack-t7\", \"cavro\" or \"profile\"");
    }
    return device;
}

void readRoles(BenchTable &table, Roles &roles)
{
    table.onlyKeys({"signal", "gc_ready", "gc_start", "titrator", "sampler", "pressure", "trends"});
    table.require("signal");
    table.text("signal", roles.signal);
    roles.gcReady = table.text("gc_ready");
    table.text("gc_start", roles.gcStart);
    table.text("titrator", roles.titrator);
    table.text("sampler", roles.sampler);
    roles.pressure = table.text("pressure");
    roles.trends = table.texts("trends");
}

void readRun(BenchTable &table, BenchFile &bench)
{
    table.onlyKeys({"channel", "duration_s", "h2_window_s", "poll_s"});
    table.text("channel", bench.channel);
    table.number("duration_s", bench.duration_s, 1.0, 86400.0);
    table.number("poll_s", bench.poll_s, 0.1, 3600.0);
    bench.h2Window_s = table.window("h2_window_s");
    if (bench.h2Window_s && (bench.h2Window_s->first < 0.0 || bench.h2Window_s->second > bench.duration_s)) {
        table.complain("h2_window_s", "must lie within the run: 0 to duration_s");
    }
}

void readQueuePolicy(BenchTable &table, QueuePolicy &policy)
{
    table.onlyKeys(
        {"on_failure", "discard_first_after_h", "dose_ahead", "on_unsuitable", "unsuitable_repeats", "check_every"});
    table.whole("dose_ahead", policy.doseAhead, 1, 100);
    std::string word = "skip";
    table.text("on_failure", word);
    if (word != "skip" && word != "hold") {
        table.complain("on_failure", "must be \"skip\" (the next line begins) or \"hold\" (the queue holds)");
    }
    policy.holdOnFailure = word == "hold";
    if (table.has("discard_first_after_h")) {
        double hours = 12.0;
        table.number("discard_first_after_h", hours, 0.1, 1000.0);
        policy.discardFirstAfter_h = hours;
    }
    std::string unsuitable = wordOf(policy.onUnsuitable);
    table.text("on_unsuitable", unsuitable);
    if (const auto action = onUnsuitableOf(unsuitable)) {
        policy.onUnsuitable = *action;
    } else {
        table.complain("on_unsuitable", onUnsuitableWords());
    }
    table.whole("unsuitable_repeats", policy.unsuitableRepeats, 1, 10);
    policy.checkEvery = table.whole("check_every", 1, 10000);
}

/// Two devices at one place would answer each other's questions.
void checkNeighbours(const BenchFile &bench, Complaints &complaints)
{
    std::set<std::string> ids;
    std::set<std::pair<std::string, int>> places;
    for (const DeviceEntry &device : bench.devices) {
        if (!ids.insert(device.id).second) {
            complaints.push_back({device.line, "[[device]] id \"" + device.id + "\" is there twice"});
        }
        const int address = device.driver == "cavro"     ? device.address
                            : device.driver == "profile" ? device.unit.value_or(-1)
                                                         : -1;
        if (!places.insert({device.endpoint, address}).second) {
            complaints.push_back({device.line, "[[device]] " + device.id + ": another device has this endpoint and " +
                                                   "address already"});
        }
    }
}

void readWhole(const toml::table &root, BenchFile &bench, Complaints &complaints)
{
    BenchTable table(root, "", complaints);
    table.onlyKeys({"schema", "name", "simulated", "time_scale", "device", "roles", "run", "queue", "interlock"});
    table.require("schema");
    table.require("name");
    table.require("roles");
    int schema = 1;
    table.whole("schema", schema, 1, 1);
    table.text("name", bench.name);
    if (table.has("name") && !isName(bench.name)) {
        table.complain("name", "must be at most 40 letters, digits, \"-\" and \"_\"");
    }
    table.flag("simulated", bench.simulated);
    table.number("time_scale", bench.timeScale, 0.01, 10000.0);
    if (!bench.simulated && (bench.timeScale < 1.0 || bench.timeScale > 1.0)) {
        table.complain("time_scale", "other than 1 is for simulated benches only");
    }
    for (const toml::table *entry : table.tables("device")) {
        bench.devices.push_back(readDevice(*entry, complaints));
    }
    if (bench.devices.empty()) {
        table.complain("device", "is missing: a bench has at least the device that digitises the signal");
    }
    checkNeighbours(bench, complaints);
    if (const toml::table *run = table.table("run")) {
        BenchTable runTable(*run, "[run]", complaints);
        readRun(runTable, bench);
    }
    if (const toml::table *queue = table.table("queue")) {
        BenchTable queueTable(*queue, "[queue]", complaints);
        readQueuePolicy(queueTable, bench.queue);
    }
    if (const toml::table *roles = table.table("roles")) {
        BenchTable roleTable(*roles, "[roles]", complaints);
        readRoles(roleTable, bench.roles);
        if (complaints.empty()) {
            checkRoles(bench, roleTable);
        }
    }
    readInterlocks(table, bench, complaints);
}

std::string sentence(const std::string &file, int line, const std::string &text)
{
    return file + ", line " + std::to_string(line) + ": " + text;
}

} // namespace

const DeviceEntry *BenchFile::device(const std::string &id) const
{
    const auto found = std::find_if(devices.begin(), devices.end(), [&](const auto &d) { return d.id == id; });
    return found != devices.end() ? &*found : nullptr;
}

Result<BenchFile> parseBenchFile(const std::string &text, const std::string &file)
{
    toml::table root;
    try {
        root = toml::parse(text, file);
    } catch (const toml::parse_error &error) {
        std::string what(error.description());
        std::replace(what.begin(), what.end(), '\n', ' ');
        return fail(ErrorCode::BadInput, sentence(file, static_cast<int>(error.source().begin.line), what));
    }
    BenchFile bench;
    Complaints complaints;
    readWhole(root, bench, complaints);
    if (!complaints.empty()) {
        const auto byLine = [](const Complaint &a, const Complaint &b) { return a.line < b.line; };
        const auto first = std::min_element(complaints.begin(), complaints.end(), byLine);
        return fail(ErrorCode::BadInput, sentence(file, first->line, first->text));
    }
    return bench;
}

Result<BenchFile> loadBenchFile(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return fail(ErrorCode::Io, file.string() + " cannot be read: is it there, and yours to read?");
    }
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad()) {
        return fail(ErrorCode::Io, file.string() + " cannot be read to its end");
    }
    return parseBenchFile(text, file.string());
}

} // namespace tgc::bench
