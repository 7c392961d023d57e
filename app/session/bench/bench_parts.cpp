// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/bench_parts.h"

#include <algorithm>
#include <map>

#include "app/session/bench/check_bench.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

constexpr drivers::Duration safeStateTimeout = 3s;

/// The slow points of a device that the roles or an interlock name.
std::vector<std::string> slowPoints(const BenchFile &file, const std::string &device)
{
    const Roles &roles = file.roles;
    std::vector<std::string> points;
    const auto add = [&](const std::string &text) {
        const auto [id, point] = deviceAndPoint(text);
        if (id == device && std::find(points.begin(), points.end(), point) == points.end()) {
            points.push_back(point);
        }
    };
    if (roles.pressure) {
        add(*roles.pressure);
    }
    for (const std::string &trend : roles.trends) {
        add(trend);
    }
    for (const Interlock &interlock : file.interlocks) {
        if (interlock.reads()) {
            add(interlock.point);
        }
    }
    return points;
}

/// Where a point of this device tells of the chromatograph: the point, and the value that says ready.
std::optional<std::pair<std::string, std::string>> readyPoint(const Roles &roles, const std::string &device)
{
    const auto equals = roles.gcReady ? roles.gcReady->find('=') : std::string::npos;
    if (equals == std::string::npos) {
        return std::nullopt;
    }
    auto [id, point] = deviceAndPoint(roles.gcReady->substr(0, equals));
    return id == device ? std::optional(std::pair(std::move(point), roles.gcReady->substr(equals + 1))) : std::nullopt;
}

} // namespace

BenchParts::BenchParts(BenchFile file, BenchContext context)
    : core{std::move(file), std::move(context)},
      run(core),
      ready(core, readings),
      waiter(core),
      doseWaiter(core),
      prompts(core,
              [this] {
                  waiter.wake();
                  doseWaiter.wake();
              }),
      interlocks(core, readings)
{
    interlocks.setLinks([this](const std::string &device) { return link(device); });
}

void BenchParts::addDevices(BenchDevices devices)
{
    std::map<std::string, BusThread *> byEndpoint;
    // The signal first: the slow points are dated by its time.
    std::vector<const DeviceEntry *> entries;
    for (const DeviceEntry &entry : core.file.devices) {
        entries.push_back(&entry);
    }
    std::stable_partition(entries.begin(), entries.end(),
                          [&](const DeviceEntry *e) { return e->id == core.file.roles.signal; });
    for (const DeviceEntry *entry : entries) {
        const auto given = devices.devices.find(entry->id);
        if (given == devices.devices.end() || !given->second) {
            core.log("error", "device \"" + entry->id + "\" of the bench file was not made");
            continue;
        }
        BusThread *&bus = byEndpoint[entry->endpoint];
        if (bus == nullptr) {
            buses.push_back(std::make_unique<BusThread>(core));
            bus = buses.back().get();
        }
        auto slot = std::make_unique<DeviceSlot>(core, readings, *entry, std::move(given->second));
        auto *source = dynamic_cast<drivers::SignalSource *>(&slot->device());
        if (source != nullptr && entry->id == core.file.roles.signal) {
            auto poll = std::make_unique<SignalPoll>(core, run, *source, *entry);
            if (core.file.roles.gcReady == entry->id && entry->readyLine) {
                poll->watchReady(*entry->readyLine, ready);
            }
            slot->setSignal(std::move(poll));
        }
        auto points = slowPoints(core.file, entry->id);
        const auto tellsReady = readyPoint(core.file.roles, entry->id);
        auto *sensor = dynamic_cast<drivers::Sensor *>(&slot->device());
        if (sensor != nullptr && (!points.empty() || tellsReady)) {
            auto poll = std::make_unique<SlowPoll>(core, run, readings, *sensor, entry->id, std::move(points), [this] {
                SignalPoll *axis = signal();
                return axis != nullptr ? axis->deviceTimeAt(core.now()) : std::nullopt;
            });
            if (tellsReady) {
                poll->watchReady({tellsReady->first, tellsReady->second, ready});
            }
            slot->setSlow(std::move(poll));
        }
        bus->add(std::move(slot));
    }
}

std::optional<DeviceAt> BenchParts::find(const std::string &id) const
{
    for (const auto &bus : buses) {
        for (const auto &slot : bus->slots()) {
            if (slot->entry().id == id) {
                return DeviceAt{*bus, *slot};
            }
        }
    }
    return std::nullopt;
}

std::optional<LinkSeen> BenchParts::link(const std::string &id) const
{
    const auto at = find(id);
    if (!at) {
        return std::nullopt;
    }
    const drivers::Device &device = at->slot.device();
    const drivers::DeviceState state = device.state();
    const drivers::LinkHealth health = device.health();
    LinkSeen seen;
    seen.usable = state == drivers::DeviceState::Ready || state == drivers::DeviceState::Busy;
    seen.state = drivers::toString(state);
    seen.why = device.why();
    seen.counted = health.requests > 0;
    seen.answers = health.answers;
    return seen;
}

SignalPoll *BenchParts::signal() const
{
    const auto at = find(core.file.roles.signal);
    return at ? at->slot.signal() : nullptr;
}

bool BenchParts::durationOver(double duration_s) const
{
    const auto state = core.context.recorder.state();
    if (!state.zero_s) {
        return false;
    }
    if (state.elapsed_s >= duration_s) {
        return true;
    }
    const SignalPoll *poll = signal();
    if (poll == nullptr || poll->fresh()) {
        return false;
    }
    const auto now_s = poll->deviceTimeAt(core.now());
    return now_s && *now_s - *state.zero_s >= duration_s;
}

void BenchParts::safeStates()
{
    for (const auto &bus : buses) {
        for (const auto &slot : bus->slots()) {
            bus->post([this, &slot = *slot](bool stopping) {
                if (stopping || !slot.usable()) {
                    return;
                }
                if (const auto safe = slot.device().safeState(core.now() + safeStateTimeout); !safe) {
                    core.log("error", slot.entry().id + " is not in its safe state: " + safe.error().message);
                }
                slot.watch();
            });
        }
    }
}

} // namespace tgc::bench
