// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/lanes.h"

#include <algorithm>

namespace tgc::bench {

namespace {

bool sameVial(const QueueLine &a, const QueueLine &b, const LaneRules &rules)
{
    if (a.isGas() || b.isGas()) {
        return false;
    }
    const bool sameSample = !a.sampleId.empty() && a.sampleId == b.sampleId;
    return sameSample || (rules.positions && a.vial && b.vial && *a.vial == *b.vial);
}

/// Another line is at this vial, or stands before this one and will be.
bool isTaken(const std::vector<LineState> &lines, const LineState &state, const LaneRules &rules)
{
    bool before = true;
    for (const LineState &other : lines) {
        if (other.id == state.id) {
            before = false;
            continue;
        }
        const bool counts = other.state == "active" || (before && other.state == "waiting");
        if (counts && sameVial(other.line, state.line, rules)) {
            return true;
        }
    }
    return false;
}

} // namespace

std::optional<std::uint64_t> nextToDose(const std::vector<LineState> &lines, const Lanes &lanes, const LaneRules &rules)
{
    if (lanes.dosing) {
        return std::nullopt;
    }
    const auto ahead = static_cast<std::size_t>(std::max(rules.doseAhead, 1));
    std::size_t place = 0; // among the lines that are still to be injected
    for (const LineState &state : lines) {
        const bool waits = state.state == "waiting";
        if (!waits && !lanes.reacting.contains(state.id)) {
            continue;
        }
        const bool near = place++ < ahead && lanes.reacting.size() < ahead;
        if (near && waits && state.line.wantsDose() && !isTaken(lines, state, rules)) {
            return state.id;
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> nextToInject(const std::vector<LineState> &lines, const Lanes &lanes,
                                          const LaneRules &rules)
{
    if (lanes.injecting) {
        return std::nullopt;
    }
    std::uint64_t awaited = 0; // no line has this key
    if (rules.pump) {
        awaited = lanes.dosing ? *lanes.dosing : nextToDose(lines, lanes, rules).value_or(0);
    }
    for (const LineState &state : lines) {
        if (awaited != 0 && state.id == awaited) {
            return std::nullopt;
        }
        const bool undosed = state.state == "waiting" && !state.line.wantsDose() && !isTaken(lines, state, rules);
        if (undosed || lanes.ready.contains(state.id)) {
            return state.id;
        }
    }
    return std::nullopt;
}

bool isThrough(const std::vector<LineState> &lines, const Lanes &lanes)
{
    return !lanes.dosing && !lanes.injecting && lanes.reacting.empty() &&
           std::none_of(lines.begin(), lines.end(), [](const LineState &state) { return state.state == "waiting"; });
}

} // namespace tgc::bench
