// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/composition.h"

#include <algorithm>

#include "drivers/profile/interpret.h"

namespace tgc::drivers {

namespace {

const Reading *readingFor(std::span<const Reading> readings, const std::string &point)
{
    const auto found =
        std::find_if(readings.begin(), readings.end(), [&](const Reading &reading) { return reading.point == point; });
    return found != readings.end() ? &*found : nullptr;
}

/// The guards at one time: unread, or not as they must be.
Acceptance judge(const GcComponents &components, std::span<const Reading> guards)
{
    for (const Reading &guard : guards) {
        if (guard.quality != Quality::Good) {
            return {Quality::Suspect, "whether the analysis may be taken is not known: " + guard.reason};
        }
    }
    for (const Condition &condition : components.acceptWhen) {
        const Reading *guard = readingFor(guards, condition.point);
        if (guard == nullptr || !equalsText(*guard, condition.value)) {
            return {Quality::Invalid, "the analysis is not to be taken: " + condition.point + " is " +
                                          (guard != nullptr ? valueText(*guard->value) : "not read") + ", not " +
                                          condition.value};
        }
    }
    return {};
}

} // namespace

Acceptance acceptComposition(const GcComponents &components, std::span<const Reading> before,
                             std::span<const Reading> after, const std::string &runBefore)
{
    for (const auto &guards : {before, after}) {
        if (Acceptance judged = judge(components, guards); judged.quality != Quality::Good) {
            return judged;
        }
    }
    if (components.freshPoint.empty()) {
        return {};
    }
    const Reading *then = readingFor(before, components.freshPoint);
    const Reading *now = readingFor(after, components.freshPoint);
    if (then == nullptr || now == nullptr) {
        return {Quality::Suspect, components.freshPoint + " was not read"};
    }
    const std::string first = valueText(*then->value);
    if (first != valueText(*now->value)) {
        return {Quality::Suspect, "an analysis ended while its values were read; read again"};
    }
    if (first == runBefore) {
        return {Quality::Stale, components.freshPoint + " is still " + first + ": these are the values of before"};
    }
    return {};
}

Reading componentReading(const GcComponents &components, const std::string &name, std::span<const std::uint16_t> codes,
                         std::span<const std::uint16_t> values, const Acceptance &acceptance)
{
    Reading reading;
    reading.point = "composition." + name;
    reading.unit = components.values.unit;
    const auto withoutValue = [&](Quality quality, const std::string &reason) {
        reading.quality = quality;
        reading.reason = reading.point + ": " + reason;
        return reading;
    };
    if (acceptance.quality != Quality::Good && acceptance.quality != Quality::Stale) {
        return withoutValue(acceptance.quality, acceptance.reason);
    }
    const auto step = static_cast<std::size_t>(registersOf(components.codes.format));
    const auto width = static_cast<std::size_t>(registersOf(components.values.format));
    std::optional<std::size_t> place;
    for (std::size_t i = 0; (i + 1) * step <= codes.size(); ++i) {
        const auto code = decodeWords(codes.subspan(i * step, step), components.codes.format);
        const auto *number = code ? std::get_if<std::uint64_t>(&*code) : nullptr;
        const auto known = number != nullptr ? components.names.find(*number) : components.names.end();
        if (known == components.names.end() || known->second != name) {
            continue;
        }
        if (place) {
            return withoutValue(Quality::Invalid, "the device lists this component twice");
        }
        place = i;
    }
    if (!place || (*place + 1) * width > values.size()) {
        return withoutValue(Quality::Invalid, "the device lists no such component");
    }
    PointSpec point;
    point.id = reading.point;
    point.format = components.values.format;
    point.unit = components.values.unit;
    reading = readingOf(point, values.subspan(*place * width, width));
    if (reading.quality == Quality::Good && acceptance.quality == Quality::Stale) {
        reading.quality = Quality::Stale;
        reading.reason = reading.point + ": " + acceptance.reason;
    }
    return reading;
}

} // namespace tgc::drivers
