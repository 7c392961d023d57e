// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/judge_interlock.h"

#include <chrono>
#include <cmath>

#include "app/session/bench/bench_core.h"
#include "app/session/bench/interlock_units.h"

namespace tgc::bench {

namespace {

using State = InterlockVerdict::State;

/// A value that converting units moved by its last digit is still at its limit.
constexpr double slack = 1e-9;

std::string seconds(drivers::Duration duration)
{
    return spoken(std::chrono::duration<double>(duration).count()) + " s";
}

InterlockVerdict tripped(std::string sentence)
{
    InterlockVerdict verdict;
    verdict.state = State::Tripped;
    verdict.sentence = std::move(sentence);
    return verdict;
}

/// Never heard of: unknown at first, tripped when it should have been heard.
InterlockVerdict neverHeard(const InterlockInputs &inputs, const std::string &what, const std::string &fix)
{
    InterlockVerdict verdict = tripped(what + " since the station started; " + fix);
    if (inputs.now - inputs.started <= inputs.maxAge) {
        verdict.state = State::Unknown;
    }
    return verdict;
}

std::string qualityWords(const std::string &quality)
{
    if (quality == "stale") {
        return "its link is lost, what was read before is old";
    }
    if (quality == "suspect") {
        return "an answer came, but whose is not known";
    }
    if (quality == "out-of-range") {
        return "it is outside what the sensor can read";
    }
    if (quality == "invalid") {
        return "the sensor itself says that its value is none: a fault, warming up, or inhibited";
    }
    return "no answer, or one that cannot be used";
}

bool onUnsafeSide(const Interlock &interlock, double value)
{
    const double slackHere = slack * std::abs(interlock.limit);
    return interlock.above ? value >= interlock.limit - slackHere : value <= interlock.limit + slackHere;
}

InterlockVerdict judgeReading(const Interlock &interlock, const InterlockInputs &inputs)
{
    const std::string &point = interlock.point;
    if (!inputs.reading) {
        return neverHeard(inputs, point + " has not been read", "look at its device");
    }
    const PointReading &reading = *inputs.reading;
    if (reading.quality != "good") {
        return tripped(point + " cannot be trusted: " + qualityWords(reading.quality) + "; look at its device");
    }
    const drivers::Duration age = inputs.now - reading.at;
    if (age > inputs.maxAge) {
        return tripped(point + " was last read " + seconds(age) + " ago, and may be " + seconds(inputs.maxAge) +
                       " old; look at its device");
    }
    if (!reading.value || !std::isfinite(*reading.value)) {
        return tripped(point + " gives no number; give the interlock a point that does");
    }
    const auto value = inUnit(*reading.value, reading.unit, interlock.unit);
    if (!value) {
        return tripped(point + " reads in \"" + reading.unit + "\", and the limit is in \"" + interlock.unit +
                       "\"; write the limit in the point's unit");
    }
    InterlockVerdict verdict;
    verdict.value = value;
    verdict.crossed = onUnsafeSide(interlock, *value);
    verdict.state = verdict.crossed ? State::Tripped : State::Ok;
    const std::string bound = spoken(interlock.limit) + " " + interlock.unit;
    verdict.sentence =
        point + " reads " + spoken(*value) + " " + interlock.unit +
        (verdict.crossed ? (interlock.above ? ", at or above its limit of " : ", at or below its limit of ")
                         : (interlock.above ? ", below its limit of " : ", above its limit of ")) +
        bound;
    return verdict;
}

InterlockVerdict judgeLink(const Interlock &interlock, const InterlockInputs &inputs)
{
    if (!inputs.link) {
        return tripped(interlock.point + " is no device of this bench");
    }
    const LinkSeen &link = *inputs.link;
    InterlockVerdict verdict;
    if (!link.usable) {
        const std::string what =
            interlock.point + " is " + link.state + (link.why.empty() ? std::string() : " (" + link.why + ")");
        return link.heard == drivers::Instant{} ? neverHeard(inputs, what + ", and has not answered", "connect it")
                                                : tripped(what + "; connect it");
    }
    const drivers::Duration age = inputs.now - link.heard;
    if (age > inputs.maxAge) {
        return tripped(interlock.point + " last answered " + seconds(age) + " ago, and must every " +
                       seconds(inputs.maxAge) + "; look at its device");
    }
    verdict.state = State::Ok;
    verdict.sentence = interlock.point + " answers";
    return verdict;
}

InterlockVerdict judgeDoses(const Interlock &interlock, const InterlockInputs &inputs)
{
    const DoseSums &sums = inputs.doses;
    const auto over = [](double sum, double limit) { return !(sum <= limit * (1.0 + slack)); };
    InterlockVerdict verdict;
    verdict.value = sums.hour_mL;
    verdict.crossed = over(sums.vial_mL, interlock.limit) || over(sums.hour_mL, interlock.perHour_mL);
    verdict.state = verdict.crossed ? State::Tripped : State::Ok;
    if (over(sums.vial_mL, interlock.limit)) {
        verdict.value = sums.vial_mL;
        verdict.sentence = "vial " + sums.vial + " would have got " + spoken(sums.vial_mL) +
                           " mL in all, and one vial may get " + spoken(interlock.limit) +
                           " mL; look whether it was dosed already";
    } else {
        verdict.sentence = spoken(sums.hour_mL) + " mL " + (sums.asked_mL > 0.0 ? "would have been" : "were") +
                           " dosed within an hour, allowed are " + spoken(interlock.perHour_mL) + " mL" +
                           (verdict.crossed ? "; wait, or look why so much is dosed" : "");
    }
    return verdict;
}

} // namespace

InterlockVerdict judgeInterlock(const Interlock &interlock, const InterlockInputs &inputs)
{
    switch (interlock.kind) {
    case InterlockKind::LostLink: return judgeLink(interlock, inputs);
    case InterlockKind::TitratorOverVolume: return judgeDoses(interlock, inputs);
    default: return judgeReading(interlock, inputs);
    }
}

} // namespace tgc::bench
