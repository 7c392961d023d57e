// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/read_interlocks.h"

#include <algorithm>

#include "analysis/core/near_name.h"
#include "app/session/bench/bench_core.h"
#include "app/session/bench/check_bench.h"
#include "app/session/bench/interlock_units.h"

namespace tgc::bench {

namespace {

/// A device that is not polled is looked at every 5 s, and one lost answer is no lost link.
constexpr double leastLinkAge_s = 15.0;
constexpr double usualLinkAge_s = 30.0;
constexpr double longest_s = 3600.0;

std::string listed(const std::vector<std::string_view> &words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += (i == 0 ? "\"" : i + 1 == words.size() ? " or \"" : ", \"") + std::string(words[i]) + "\"";
    }
    return text;
}

void readUnit(BenchTable &table, Interlock &interlock)
{
    table.text("unit", interlock.unit);
    if (!table.has("unit")) {
        return;
    }
    if (interlock.unit.empty()) {
        table.complain("unit", "cannot be empty");
    } else if (interlock.kind == InterlockKind::OverPressure && !isPressureUnit(interlock.unit)) {
        table.complain("unit", "must be one of a pressure: Pa, hPa, kPa, MPa, mbar, bar or psi");
    } else if (interlock.kind == InterlockKind::OverTemperature && !isTemperatureUnit(interlock.unit)) {
        table.complain("unit", "must be one of a temperature: degC or K");
    }
}

void readReading(BenchTable &table, const BenchFile &bench, Interlock &interlock)
{
    table.onlyKeys({"name", "kind", "point", "limit", "unit", "trips", "max_age_s", "delay_s", "action", "message"});
    for (const char *key : {"point", "limit", "unit"}) {
        table.require(key);
    }
    table.text("point", interlock.point);
    if (table.has("point")) {
        checkPoint(bench, table, "point", interlock.point);
    }
    table.number("limit", interlock.limit, -1e12, 1e12);
    const bool mustBePositive =
        interlock.kind == InterlockKind::H2Leak || interlock.kind == InterlockKind::NoCarrierFlow;
    if (table.has("limit") && mustBePositive && !(interlock.limit > 0.0)) {
        table.complain("limit", interlock.kind == InterlockKind::H2Leak
                                    ? "must be above 0: clean air would trip it"
                                    : "must be above 0: else no flow at all would not trip it");
    }
    readUnit(table, interlock);
    interlock.above = tripsAbove(interlock.kind);
    if (const auto trips = table.text("trips"); trips && *trips != (interlock.above ? "above" : "below")) {
        table.complain("trips", "must be \"" + std::string(interlock.above ? "above" : "below") + "\" for " +
                                    std::string(wordOf(interlock.kind)));
    }
    table.number("max_age_s", interlock.maxAge_s, 1.0, longest_s);
    if (interlock.maxAge_s < 2.0 * bench.poll_s) {
        table.complain("max_age_s", "is " + spoken(interlock.maxAge_s) + " s, less than twice [run] poll_s (" +
                                        spoken(bench.poll_s) + " s): every reading would be too old before the next");
    }
}

void readLink(BenchTable &table, const BenchFile &bench, Interlock &interlock)
{
    table.onlyKeys({"name", "kind", "device", "max_age_s", "delay_s", "action", "message"});
    table.require("device");
    table.text("device", interlock.point);
    if (table.has("device")) {
        checkDevice(bench, table, "device", interlock.point);
    }
    interlock.maxAge_s = usualLinkAge_s;
    table.number("max_age_s", interlock.maxAge_s, leastLinkAge_s, longest_s);
}

void readVolumes(BenchTable &table, Interlock &interlock)
{
    table.onlyKeys({"name", "kind", "per_vial_mL", "per_hour_mL", "action", "message"});
    table.require("per_vial_mL");
    table.require("per_hour_mL");
    table.number("per_vial_mL", interlock.limit, 1e-6, 1e6);
    table.number("per_hour_mL", interlock.perHour_mL, 1e-6, 1e6);
    interlock.unit = "mL";
    if (table.has("per_vial_mL") && table.has("per_hour_mL") && interlock.perHour_mL < interlock.limit) {
        table.complain("per_hour_mL", "is less than one vial may get");
    }
}

Interlock readInterlock(const toml::table &entry, const BenchFile &bench, Complaints &complaints)
{
    Interlock interlock;
    BenchTable named(entry, "[[interlock]]", complaints);
    named.require("name");
    named.require("kind");
    named.text("name", interlock.name);
    interlock.line = named.line();
    if (named.has("name") && !isName(interlock.name)) {
        named.complain("name", "must be a name of letters, digits, \"-\" and \"_\"");
    }
    BenchTable table(entry, "[[interlock]] " + interlock.name + ":", complaints);
    const std::string kind = table.text("kind").value_or("");
    const auto known = interlockKind(kind);
    if (!known) {
        if (named.has("kind")) {
            table.complain("kind", "must be " + listed(interlockKinds()) + nearName(kind, interlockKinds()));
        }
        return interlock;
    }
    interlock.kind = *known;
    if (interlock.kind == InterlockKind::LostLink) {
        readLink(table, bench, interlock);
    } else if (interlock.kind == InterlockKind::TitratorOverVolume) {
        readVolumes(table, interlock);
    } else {
        readReading(table, bench, interlock);
    }
    table.number("delay_s", interlock.delay_s, 0.0, longest_s);
    table.text("message", interlock.message);
    if (const auto word = table.text("action")) {
        const auto action = interlockAction(*word);
        if (!action) {
            table.complain("action", "must be " + listed(interlockActions()) + nearName(*word, interlockActions()));
        }
        interlock.action = action.value_or(interlock.action);
    }
    return interlock;
}

} // namespace

void readInterlocks(BenchTable &file, BenchFile &bench, Complaints &complaints)
{
    for (const toml::table *entry : file.tables("interlock")) {
        Interlock interlock = readInterlock(*entry, bench, complaints);
        const auto same = [&](const Interlock &other) { return other.name == interlock.name; };
        if (!interlock.name.empty() && std::any_of(bench.interlocks.begin(), bench.interlocks.end(), same)) {
            complaints.push_back({interlock.line, "[[interlock]] name \"" + interlock.name + "\" is there twice"});
        }
        bench.interlocks.push_back(std::move(interlock));
    }
}

} // namespace tgc::bench
