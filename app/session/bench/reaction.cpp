// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/reaction.h"

#include <algorithm>
#include <cmath>

namespace tgc::bench {

namespace {

drivers::Instant endOf(const BenchParts &parts, const Reaction &reaction)
{
    return reaction.dosedAt + parts.core.wall(reaction.line.reaction_s.value_or(0.0));
}

} // namespace

Reaction reactionNow(const BenchParts &parts, QueueLine line)
{
    Reaction reaction;
    reaction.line = std::move(line);
    reaction.dosedAt = parts.core.now();
    const SignalPoll *signal = parts.signal();
    reaction.dosedAtDevice_s = signal != nullptr ? signal->deviceTimeAt(reaction.dosedAt) : std::nullopt;
    return reaction;
}

bool isOver(const BenchParts &parts, const Reaction &reaction)
{
    const SignalPoll *signal = parts.signal();
    const auto device_s = signal != nullptr && signal->fresh() ? signal->lastDeviceTime() : std::nullopt;
    // A clock that began anew says nothing of how long the dose is ago.
    const bool tells = device_s && reaction.dosedAtDevice_s && *device_s >= *reaction.dosedAtDevice_s;
    return parts.core.now() >= endOf(parts, reaction) &&
           (!tells || *device_s - *reaction.dosedAtDevice_s >= reaction.line.reaction_s.value_or(0.0));
}

std::chrono::system_clock::time_point readyAt(const BenchParts &parts, const Reaction &reaction)
{
    return std::chrono::system_clock::now() +
           std::chrono::duration_cast<std::chrono::system_clock::duration>(endOf(parts, reaction) - parts.core.now());
}

std::string waitWords(double seconds)
{
    const double s = std::max(seconds, 0.0);
    if (s <= 90.0) {
        return std::to_string(static_cast<int>(std::ceil(s / 10.0)) * 10) + " s";
    }
    const auto minutes = static_cast<long long>(std::ceil(s / 60.0));
    if (minutes < 90) {
        return std::to_string(minutes) + " min";
    }
    return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string wordsOf(const BenchParts &parts, const Reaction &reaction)
{
    if (reaction.over) {
        return "ready for its injection";
    }
    return "reacting, ready in " + waitWords(parts.core.device_s(endOf(parts, reaction) - parts.core.now()));
}

} // namespace tgc::bench
