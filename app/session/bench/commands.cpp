// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/commands.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/near_name.h"
#include "app/session/bench/command_args.h"
#include "app/session/bench/dose_command.h"
#include "app/session/bench/interlock_commands.h"
#include "app/session/bench/queue_commands.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr drivers::Duration initialiseTimeout = 60s;
constexpr double mostRecent_s = 60.0;

struct Call {
    BenchParts &parts;
    QueueEngine &queue;
    const std::string &name;
    const json &args;
};

json nothing()
{
    return json::object();
}

Result<json> snapshot(const Call &call)
{
    CommandArgs args(call.name, call.args, {});
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    return json{{"snapshot", snapshotOf(call.parts, call.queue)}};
}

Result<json> ofQueue(const Call &call)
{
    return doQueueCommand(call.queue, call.name, call.args);
}

Result<json> runStart(const Call &call)
{
    CommandArgs args(call.name, call.args, {"sample_id", "group", "kind", "method", "level", "duration_s"});
    QueueRow texts;
    for (const char *key : {"sample_id", "group", "kind", "method", "level"}) {
        if (auto text = args.text(key); text && !text->empty()) {
            texts.emplace(key, std::move(*text));
        }
    }
    const auto duration_s = args.number("duration_s");
    if (duration_s && !(*duration_s >= 1.0 && *duration_s <= 86400.0)) {
        args.bad("duration_s must be from 1 to 86400");
    }
    if (const auto kind = texts.find("kind"); kind != texts.end() && kind->second != "sample" &&
                                              kind->second != "standard" && kind->second != "blank" &&
                                              kind->second != "check") {
        args.bad("kind must be sample, standard, blank or check");
    }
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    const auto run = call.queue.startRun(texts, duration_s);
    if (!run) {
        return fail(run.error());
    }
    return json{{"run", *run}};
}

Result<json> runStop(const Call &call)
{
    CommandArgs args(call.name, call.args, {});
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    if (const auto stopped = call.queue.stopRun(); !stopped) {
        return fail(stopped.error());
    }
    return nothing();
}

Result<json> abort(const Call &call)
{
    CommandArgs args(call.name, call.args, {"why"});
    const auto why = args.text("why");
    // Whatever else is wrong with it: who says abort means it.
    if (call.name == "halt") {
        call.queue.halt(why.value_or(std::string()));
    } else {
        call.queue.abort(why.value_or(std::string()));
    }
    return nothing();
}

Result<json> promptAnswer(const Call &call)
{
    CommandArgs args(call.name, call.args, {"id", "value", "time", "by"});
    args.require("id");
    const auto id = args.whole("id");
    PromptAnswer answer;
    answer.value = args.number("value");
    answer.by = args.text("by").value_or(std::string());
    answer.time = std::chrono::system_clock::now();
    if (const auto typed = args.text("time")) {
        if (const auto time = parseUtc(*typed); time && *time <= answer.time + 1s) {
            answer.time = *time;
        } else {
            args.bad("time must be a time that has passed, as 2026-11-25T15:01:02.123Z");
        }
    }
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    if (const auto done = call.parts.prompts.answer(*id, std::move(answer)); !done) {
        return fail(done.error());
    }
    return nothing();
}

/// Liquid is moved on a person's word only, and never into the middle of a line.
Result<void> mayMove(const Call &call, CommandArgs &args)
{
    if (!args.flag("confirm")) {
        args.bad("it moves liquid: say so with confirm = true");
    }
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    if (call.parts.core.file.roles.titrator == "manual") {
        return fail(ErrorCode::BadInput, call.name + ": the titrator of this bench is a person");
    }
    if (call.queue.atWork()) {
        return fail(ErrorCode::Busy,
                    call.name + ": a line of the queue is at work; hold the queue and wait, or abort it");
    }
    return {};
}

Result<json> initialise(const Call &call)
{
    CommandArgs args(call.name, call.args, {"confirm"});
    if (const auto may = mayMove(call, args); !may) {
        return fail(may.error());
    }
    const auto pump = call.parts.find(call.parts.core.file.roles.titrator);
    if (!pump) {
        return fail(ErrorCode::Unsupported, call.name + ": the titrator was not made");
    }
    const auto done = pump->bus.command<void>(pump->slot, [&](drivers::Device &device) -> Result<void> {
        if (const auto let = call.parts.interlocks.letInitialise(); !let) {
            return fail(let.error());
        }
        auto *titrator = dynamic_cast<drivers::Titrator *>(&device);
        if (titrator == nullptr) {
            return fail(ErrorCode::Unsupported, pump->slot.entry().id + " cannot dose");
        }
        return titrator->initialise(call.parts.core.now() + initialiseTimeout);
    });
    if (!done) {
        return fail(done.error());
    }
    call.parts.core.log("info", pump->slot.entry().id + " was initialised on a person's word");
    return nothing();
}

Result<json> dose(const Call &call)
{
    if (call.name == "dose.check") {
        return doseCheck(call.parts, call.args);
    }
    return doseNow(call.parts, call.args, [&](CommandArgs &args) { return mayMove(call, args); });
}

Result<json> deviceLink(const Call &call)
{
    CommandArgs args(call.name, call.args, {"id"});
    args.require("id");
    const std::string id = args.text("id").value_or(std::string());
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    const auto at = call.parts.find(id);
    if (!at) {
        std::vector<std::string_view> ids;
        for (const DeviceEntry &entry : call.parts.core.file.devices) {
            ids.emplace_back(entry.id);
        }
        return fail(ErrorCode::BadInput, call.name + ": the bench has no device \"" + id + "\"" + nearName(id, ids));
    }
    const bool connect = call.name == "device.connect";
    if (!connect && call.parts.run.current() && id == call.parts.core.file.roles.signal) {
        return fail(ErrorCode::Busy, call.name + ": a run is being recorded from " + id);
    }
    const auto done = at->bus.inTurn<bool>([&]() -> Result<bool> {
        if (connect) {
            at->slot.wantConnected();
        } else {
            at->slot.disconnect();
        }
        return true;
    });
    return done ? Result<json>(nothing()) : Result<json>(fail(done.error()));
}

Result<json> recent(const Call &call)
{
    CommandArgs args(call.name, call.args, {"seconds"});
    const double seconds = args.number("seconds").value_or(mostRecent_s);
    if (!(seconds > 0.0 && seconds <= mostRecent_s)) {
        args.bad("seconds must be above 0 and at most 60");
    }
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    const double rate_hz = call.parts.signalEntry().rate_hz;
    const auto samples =
        call.parts.core.context.recorder.recent(static_cast<std::size_t>(std::ceil(seconds * rate_hz)) + 1);
    json device_s = json::array();
    json values = json::array();
    for (std::size_t i = 0; i < call.parts.signalEntry().channels.size(); ++i) {
        values.push_back(json::array());
    }
    std::uint64_t first = samples.empty() ? 0 : samples.back().number;
    for (const recording::Sample &sample : samples) {
        if (sample.device_s < samples.back().device_s - seconds) {
            continue;
        }
        first = std::min(first, sample.number);
        device_s.push_back(sample.device_s);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i].push_back(i < sample.values.size() ? numberOrNull(sample.values[i]) : json(nullptr));
        }
    }
    return json{{"first", first}, {"device_s", device_s}, {"values", values}};
}

Result<json> interlockWord(const Call &call)
{
    return interlockCommand(call.parts.interlocks, call.name, call.args);
}

struct Entry {
    const char *name;
    Result<json> (*does)(const Call &);
};

constexpr Entry entries[] = {
    {"snapshot", snapshot},
    {"queue.add", ofQueue},
    {"queue.edit", ofQueue},
    {"queue.move", ofQueue},
    {"queue.priority", ofQueue},
    {"queue.skip", ofQueue},
    {"queue.remove", ofQueue},
    {"queue.repeat", ofQueue},
    {"queue.recover", ofQueue},
    {"queue.line", ofQueue},
    {"queue.start", ofQueue},
    {"queue.hold", ofQueue},
    {"queue.clear", ofQueue},
    {"run.start", runStart},
    {"run.stop", runStop},
    {"abort", abort},
    {"halt", abort},
    {"prompt.answer", promptAnswer},
    {"titrator.initialise", initialise},
    {"dose", dose},
    {"dose.check", dose},
    {"device.connect", deviceLink},
    {"device.disconnect", deviceLink},
    {"recent", recent},
    {"interlock.acknowledge", interlockWord},
    {"interlock.inhibit", interlockWord},
    {"interlock.release", interlockWord},
};

} // namespace

Result<json> doCommand(BenchParts &parts, QueueEngine &queue, const std::string &name, const json &args)
{
    if (name == "queue.start") {
        if (const auto may = parts.interlocks.letQueue(); !may) {
            return fail(may.error());
        }
    }
    std::vector<std::string_view> names;
    for (const Entry &entry : entries) {
        if (name == entry.name) {
            return entry.does({parts, queue, name, args});
        }
        names.emplace_back(entry.name);
    }
    return fail(ErrorCode::BadInput, "there is no command \"" + name + "\"" + nearName(name, names));
}

} // namespace tgc::bench
