// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_state.h"

#include <nlohmann/json.hpp>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

using nlohmann::json;

namespace {

const json &at(const json &map, const char *key)
{
    static const json nothing;
    if (!map.is_object()) {
        return nothing;
    }
    const auto hit = map.find(key);
    return hit == map.end() ? nothing : *hit;
}

std::int64_t countOf(const json &map, const char *key)
{
    return integerOf(map, key).value_or(0);
}

std::uint64_t sampleNumber(const json &map, const char *key)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, countOf(map, key)));
}

std::optional<int> smallInteger(const json &map, const char *key)
{
    const auto value = integerOf(map, key);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

template <class T>
std::vector<T> listOf(const json &map, const char *key, T (*read)(const json &))
{
    std::vector<T> all;
    const json &list = at(map, key);
    if (list.is_array()) {
        for (const json &one : list) {
            all.push_back(read(one));
        }
    }
    return all;
}

BenchChannel readChannel(const json &channel)
{
    return {textOf(channel, "name"), textOf(channel, "unit")};
}

} // namespace

QString textOf(const json &map, const char *key)
{
    const json &value = at(map, key);
    return value.is_string() ? qstr(value.get_ref<const std::string &>()) : QString();
}

std::optional<double> numberOf(const json &map, const char *key)
{
    const json &value = at(map, key);
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

std::optional<std::int64_t> integerOf(const json &map, const char *key)
{
    const json &value = at(map, key);
    return value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt;
}

std::optional<bool> truthOf(const json &map, const char *key)
{
    const json &value = at(map, key);
    return value.is_boolean() ? std::optional(value.get<bool>()) : std::nullopt;
}

BenchDevice readDevice(const json &device)
{
    BenchDevice d;
    d.id = textOf(device, "id");
    d.kind = textOf(device, "kind");
    d.model = textOf(device, "model");
    d.serial = textOf(device, "serial");
    d.firmware = textOf(device, "firmware");
    d.evidence = textOf(device, "evidence");
    d.endpoint = textOf(device, "endpoint");
    d.state = textOf(device, "state");
    d.why = textOf(device, "why");
    if (const QString address = d.endpoint + QStringLiteral(": "); d.why.startsWith(address)) {
        d.why.remove(0, address.size()); // the card names the device, its tool tip the address
    }
    const json &health = at(device, "health");
    d.health = {countOf(health, "requests"),   countOf(health, "answers"),    countOf(health, "timeouts"),
                countOf(health, "bad_frames"), countOf(health, "exceptions"), countOf(health, "late_bytes"),
                countOf(health, "reconnects"), numberOf(health, "last_ms"),   numberOf(health, "worst_ms")};
    d.initialised = truthOf(device, "initialised");
    d.largestDose_mL = numberOf(device, "largest_dose_mL");
    return d;
}

BenchReading readReading(const json &reading)
{
    return {textOf(reading, "point"), numberOf(reading, "value"), textOf(reading, "unit"), textOf(reading, "quality"),
            textOf(reading, "t")};
}

BenchInterlock readInterlock(const json &interlock)
{
    BenchInterlock i;
    i.name = textOf(interlock, "name");
    i.kind = textOf(interlock, "kind");
    i.point = textOf(interlock, "point");
    i.action = textOf(interlock, "action");
    i.state = textOf(interlock, "state");
    i.unit = textOf(interlock, "unit");
    i.sentence = textOf(interlock, "sentence");
    i.message = textOf(interlock, "message");
    i.latchedBy = textOf(interlock, "latched_by");
    const json &inhibited = at(interlock, "inhibited");
    i.inhibitedBy = textOf(inhibited, "by");
    i.inhibitedWhy = textOf(inhibited, "reason");
    i.inhibitedUntil = textOf(inhibited, "until");
    i.value = numberOf(interlock, "value");
    i.limit = numberOf(interlock, "limit");
    i.above = textOf(interlock, "trips") != QLatin1String("below");
    i.letsDose = truthOf(interlock, "lets_dose").value_or(false);
    return i;
}

BenchRun readRun(const json &run)
{
    BenchRun r;
    r.run = textOf(run, "run");
    r.state = textOf(run, "state");
    r.sampleId = textOf(run, "sample_id");
    r.group = textOf(run, "group");
    r.kind = textOf(run, "kind");
    r.level = textOf(run, "level");
    r.method = textOf(run, "method");
    r.fault = textOf(run, "fault");
    r.line = smallInteger(run, "line");
    r.injection = smallInteger(run, "injection").value_or(0);
    r.firstSample = sampleNumber(run, "first_sample");
    r.samples = sampleNumber(run, "samples");
    r.durable = sampleNumber(run, "durable");
    r.zero_s = numberOf(run, "zero_device_s");
    r.duration_s = numberOf(run, "duration_s");
    r.savedAgo_s = numberOf(run, "saved_s_ago").value_or(0.0);
    return r;
}

BenchLine readLine(const json &line)
{
    BenchLine l;
    l.id = integerOf(line, "id");
    l.line = smallInteger(line, "line");
    l.sampleId = textOf(line, "sample_id");
    l.group = textOf(line, "group");
    l.kind = textOf(line, "kind");
    l.method = textOf(line, "method");
    l.level = textOf(line, "level");
    l.state = textOf(line, "state");
    l.step = textOf(line, "step");
    l.why = textOf(line, "why");
    l.injections = smallInteger(line, "injections").value_or(1);
    l.done = smallInteger(line, "done_injections").value_or(0);
    l.known = textOf(line, "known");
    l.undecided = truthOf(line, "undecided").value_or(false);
    const json &dose = at(line, "dose");
    l.doseInDoubt = truthOf(dose, "in_doubt").value_or(false);
    l.doseByHand = truthOf(dose, "by_hand").value_or(false);
    l.doseAsked_mL = numberOf(dose, "asked_mL");
    const json &judged = at(line, "suitability");
    l.verdict = textOf(judged, "verdict");
    l.verdictWords = textOf(judged, "words");
    l.verdictAct = textOf(judged, "act");
    const json &runs = at(line, "runs");
    if (runs.is_array()) {
        for (const json &run : runs) {
            if (run.is_string()) {
                l.runs << qstr(run.get_ref<const std::string &>());
            }
        }
    }
    return l;
}

BenchPrompt readPrompt(const json &prompt)
{
    BenchPrompt p;
    p.id = smallInteger(prompt, "id").value_or(0);
    p.line = smallInteger(prompt, "line");
    p.role = textOf(prompt, "role");
    p.question = textOf(prompt, "question");
    p.since = textOf(prompt, "since");
    const json &field = at(prompt, "field");
    p.wantsValue = field.is_object();
    p.fieldName = textOf(field, "name");
    p.unit = textOf(field, "unit");
    p.preset = numberOf(field, "default");
    return p;
}

void readSinceCheck(BenchState &state, const json &data)
{
    state.sinceCheck = smallInteger(data, "injections");
    state.checkEvery = smallInteger(data, "every");
}

BenchState readState(const json &snapshot)
{
    BenchState s;
    s.bench = textOf(snapshot, "bench");
    s.simulated = truthOf(snapshot, "simulated").value_or(false);
    s.timeScale = numberOf(snapshot, "time_scale").value_or(1.0);
    s.channels = listOf(snapshot, "channels", readChannel);
    const json &window = at(snapshot, "h2_window_s");
    if (window.is_array() && window.size() == 2 && window[0].is_number() && window[1].is_number()) {
        s.h2Window_s = std::pair(window[0].get<double>(), window[1].get<double>());
    }
    const json &roles = at(snapshot, "roles");
    s.titrator = textOf(roles, "titrator");
    s.signalDevice = textOf(roles, "signal");
    s.pressurePoint = textOf(roles, "pressure");
    s.devices = listOf(snapshot, "devices", readDevice);
    s.readings = listOf(snapshot, "readings", readReading);
    s.interlocks = listOf(snapshot, "interlocks", readInterlock);
    if (at(snapshot, "run").is_object()) {
        s.run = readRun(at(snapshot, "run"));
    }
    s.queue = listOf(snapshot, "queue", readLine);
    s.queueRunning = truthOf(snapshot, "queue_running").value_or(false);
    s.queueWhy = textOf(at(snapshot, "queue_policy"), "why");
    readSinceCheck(s, at(at(snapshot, "queue_policy"), "since_check"));
    s.prompts = listOf(snapshot, "prompts", readPrompt);
    return s;
}

} // namespace tgc::desktop
