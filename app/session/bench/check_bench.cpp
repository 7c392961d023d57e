// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/check_bench.h"

#include <algorithm>

#include "analysis/core/near_name.h"

namespace tgc::bench {

std::pair<std::string, std::string> deviceAndPoint(const std::string &text)
{
    const auto dot = text.find('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == text.size()) {
        return {};
    }
    return {text.substr(0, dot), text.substr(dot + 1)};
}

namespace {

std::string noDevice(const BenchFile &bench, const std::string &id)
{
    std::vector<std::string_view> ids;
    for (const DeviceEntry &device : bench.devices) {
        ids.emplace_back(device.id);
    }
    return "names \"" + id + "\", which is no device of this bench" + nearName(id, ids);
}

/// The device of that id if it is of that driver; else a complaint and nothing.
const DeviceEntry *deviceOf(const BenchFile &bench, BenchTable &roles, const char *role, const std::string &id,
                            const std::string &driver, const char *what)
{
    const DeviceEntry *device = bench.device(id);
    if (device == nullptr) {
        roles.complain(role, noDevice(bench, id));
    } else if (device->driver != driver) {
        roles.complain(role, "\"" + id + "\" is a " + device->driver + ", which cannot be " + what);
        device = nullptr;
    }
    return device;
}

} // namespace

void checkPoint(const BenchFile &bench, BenchTable &table, const char *key, const std::string &text)
{
    const auto [id, point] = deviceAndPoint(text);
    if (id.empty()) {
        table.complain(key, "\"" + text + "\" must be a device's point: \"id.point\"");
        return;
    }
    (void)deviceOf(bench, table, key, id, "profile", "read by point");
}

void checkDevice(const BenchFile &bench, BenchTable &table, const char *key, const std::string &id)
{
    if (bench.device(id) == nullptr) {
        table.complain(key, noDevice(bench, id));
    }
}

namespace {

void checkReady(const BenchFile &bench, BenchTable &roles)
{
    const std::string &text = *bench.roles.gcReady;
    if (text == "manual") {
        return;
    }
    if (const auto equals = text.find('='); equals != std::string::npos) {
        checkPoint(bench, roles, "gc_ready", text.substr(0, equals));
        if (equals + 1 == text.size()) {
            roles.complain("gc_ready", "needs the value behind \"=\" that says ready");
        }
        return;
    }
    if (text != bench.roles.signal) {
        roles.complain("gc_ready", "must be the signal's device (its line `ready`), \"id.point=value\" or \"manual\"");
        return;
    }
    if (const DeviceEntry *device = bench.device(text); device != nullptr && !device->readyLine) {
        roles.complain("gc_ready", "is \"" + text + "\", whose `lines` have no `ready`: give its DIO number");
    }
}

void checkStart(const BenchFile &bench, BenchTable &roles)
{
    const std::string &text = bench.roles.gcStart;
    const DeviceEntry *signal = bench.device(bench.roles.signal);
    if (text == "manual") {
        return;
    }
    if (text == "watch" || text == "pulse") {
        const bool wired = signal != nullptr && (text == "watch" ? signal->startedLine : signal->startLine).has_value();
        if (signal != nullptr && !wired) {
            roles.complain("gc_start", "is \"" + text + "\", but the signal's `lines` have no `" +
                                           (text == "watch" ? "started" : "start") + "`: give its DIO number");
        }
        return;
    }
    if (deviceAndPoint(text).first.empty()) {
        roles.complain("gc_start", "must be \"watch\", \"pulse\", \"id.sequence\" or \"manual\"");
        return;
    }
    (void)deviceOf(bench, roles, "gc_start", deviceAndPoint(text).first, "profile", "started by a sequence");
}

} // namespace

void checkRoles(const BenchFile &bench, BenchTable &roles)
{
    const Roles &r = bench.roles;
    if (const DeviceEntry *signal = deviceOf(bench, roles, "signal", r.signal, "labjack-t7", "the signal")) {
        const auto named = [&](const AnalogChannel &channel) { return channel.name == bench.channel; };
        if (std::none_of(signal->channels.begin(), signal->channels.end(), named)) {
            roles.complain("signal",
                           "\"" + r.signal + "\" has no channel \"" + bench.channel + "\", which [run] channel names");
        }
    }
    if (r.gcReady) {
        checkReady(bench, roles);
    }
    checkStart(bench, roles);
    if (r.titrator != "manual") {
        (void)deviceOf(bench, roles, "titrator", r.titrator, "cavro", "the titrator");
    }
    if (r.sampler != "manual") {
        (void)deviceOf(bench, roles, "sampler", r.sampler, "profile", "the sampler");
    }
    if (r.pressure && *r.pressure != "manual") {
        checkPoint(bench, roles, "pressure", *r.pressure);
    }
    for (const std::string &trend : r.trends) {
        checkPoint(bench, roles, "trends", trend);
    }
}

} // namespace tgc::bench
