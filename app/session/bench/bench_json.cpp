// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/bench_json.h"

#include <chrono>
#include <cmath>

#include "app/session/bench/recovery.h"
#include "app/session/bench/utc.h"
#include "app/session/bench/watchdogs.h"

namespace tgc::bench {

using nlohmann::json;

namespace {

double inMilliseconds(drivers::Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

json healthJson(const drivers::LinkHealth &health)
{
    return {{"requests", health.requests},
            {"answers", health.answers},
            {"timeouts", health.timeouts},
            {"bad_frames", health.badFrames},
            {"exceptions", health.exceptions},
            {"late_bytes", health.lateBytes},
            {"reconnects", health.reconnects},
            {"last_ms", inMilliseconds(health.lastRoundTrip)},
            {"worst_ms", inMilliseconds(health.worstRoundTrip)}};
}

} // namespace

json numberOrNull(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? json(*value) : json(nullptr);
}

json deviceJson(const DeviceEntry &entry, const drivers::DeviceIdentity &identity, const drivers::Device &device,
                const std::optional<TitratorState> &titrator, const std::string &why)
{
    const std::string own = device.why();
    const WatchdogFact watchdog = watchdogOf(entry);
    return {{"id", entry.id},
            {"kind", entry.driver},
            {"model", identity.model},
            {"serial", identity.serial},
            {"firmware", identity.firmware},
            {"evidence", identity.evidence},
            {"endpoint", entry.endpoint},
            {"state", std::string(drivers::toString(device.state()))},
            {"why", own.empty() ? why : own},
            {"health", healthJson(device.health())},
            {"watchdog", {{"armed", watchdog.armed}, {"sentence", std::string(watchdog.sentence)}}},
            {"initialised", titrator ? json(titrator->initialised) : json(nullptr)},
            {"largest_dose_mL", titrator ? json(titrator->largestDose_mL) : json(nullptr)}};
}

PointReading pointReading(const std::string &device, const drivers::Reading &reading)
{
    PointReading out;
    out.point = device + "." + reading.point;
    out.device = device;
    out.value = reading.value ? drivers::numberOf(*reading.value) : std::nullopt;
    out.unit = reading.unit;
    out.quality = std::string(drivers::toString(reading.quality));
    out.t = utcText(reading.time);
    return out;
}

json readingJson(const PointReading &reading)
{
    return {{"point", reading.point},
            {"value", numberOrNull(reading.value)},
            {"unit", reading.unit},
            {"quality", reading.quality},
            {"t", reading.t}};
}

json lineJson(const LineState &state)
{
    return {{"id", state.id},
            {"line", state.line.line},
            {"sample_id", state.line.sampleId},
            {"group", state.line.group},
            {"kind", state.line.kind},
            {"method", state.line.method},
            {"level", state.line.level},
            {"injections", state.line.injections},
            {"state", state.state},
            {"step", state.step},
            {"ready_at", state.readyUtc.empty() ? json(nullptr) : json(state.readyUtc)},
            {"done_injections", state.doneInjections},
            {"runs", state.runs},
            {"why", state.why},
            {"suitability", verdictJson(state.verdict)},
            {"dose", doseJson(state)},
            {"discarded_runs", state.discardedRuns},
            {"method_sha256", state.methodHash},
            {"restored", state.restored},
            {"undecided", state.undecided},
            {"known", state.state == "interrupted" || state.dose.inDoubt() ? whatIsKnown(state) : std::string()}};
}

json doseJson(const LineState &state)
{
    const DoseFact &dose = state.dose;
    if (!state.line.wantsDose() && dose.state == DoseFact::State::None) {
        return nullptr;
    }
    return {{"state", wordOf(dose.state)},  {"by_hand", dose.byHand},
            {"asked_mL", dose.asked_mL},    {"delivered_mL", numberOrNull(dose.delivered_mL)},
            {"at_most_mL", dose.atMost_mL}, {"evidence", dose.evidence},
            {"asked_at", dose.askedUtc},    {"known_at", dose.knownUtc},
            {"in_doubt", dose.inDoubt()},   {"acknowledged_by", dose.acknowledgedBy},
            {"reason", dose.reason}};
}

json runJson(const RunInfo &info, const recording::RecorderState &recorder)
{
    const auto sinceSync = std::chrono::steady_clock::now() - recorder.lastSync;
    return {{"run", info.run},
            {"state", info.state},
            {"line", info.line ? json(*info.line) : json(nullptr)},
            {"injection", info.injection},
            {"sample_id", info.sampleId},
            {"group", info.group},
            {"kind", info.kind},
            {"level", info.level},
            {"method", info.method},
            {"first_sample", recorder.firstSample},
            {"zero_device_s", numberOrNull(recorder.zero_s)},
            {"samples", recorder.samples},
            {"durable", recorder.durable},
            {"elapsed_s", recorder.elapsed_s},
            {"duration_s", numberOrNull(info.duration_s)},
            {"discarded", info.discarded},
            {"saved_s_ago", std::chrono::duration<double>(sinceSync).count()},
            {"fault", recorder.fault}};
}

json promptJson(const Prompt &prompt)
{
    json field = nullptr;
    if (prompt.field) {
        field = {{"name", prompt.field->name},
                 {"unit", prompt.field->unit},
                 {"default", numberOrNull(prompt.field->preset)}};
    }
    return {{"id", prompt.id},     {"line", prompt.line ? json(*prompt.line) : json(nullptr)},
            {"role", prompt.role}, {"question", prompt.question},
            {"field", field},      {"since", prompt.since}};
}

json rolesJson(const Roles &roles)
{
    json map = {{"signal", roles.signal},
                {"gc_start", roles.gcStart},
                {"titrator", roles.titrator},
                {"sampler", roles.sampler},
                {"trends", roles.trends}};
    if (roles.gcReady) {
        map["gc_ready"] = *roles.gcReady;
    }
    if (roles.pressure) {
        map["pressure"] = *roles.pressure;
    }
    return map;
}

json durableJson(const std::string &run, std::uint64_t samples)
{
    return {{"run", run}, {"samples", samples}};
}

} // namespace tgc::bench
