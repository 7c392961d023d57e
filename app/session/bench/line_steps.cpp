// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a line that ask devices or persons to do something: ready, pressure, draw, start.
#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/session/bench/check_bench.h"
#include "app/session/bench/line_work.h"
#include "app/session/bench/ready_watch.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

constexpr double readyWithin_s = 1800.0; ///< an oven cools down
constexpr double drawWithin_s = 300.0;
constexpr double lookEvery_s = 0.5;
constexpr double pulse_s = 0.5;
constexpr drivers::Duration answerTimeout = 3s;

/// One point of a device as text.
Result<std::string> readPoint(BenchParts &parts, const DeviceAt &at, const std::string &point)
{
    return at.bus.command<std::string>(at.slot, [&](drivers::Device &device) -> Result<std::string> {
        auto *points = dynamic_cast<drivers::PointDevice *>(&device);
        if (points == nullptr) {
            return fail(ErrorCode::Unsupported, at.slot.entry().id + " has no points");
        }
        const auto readings = points->read({point}, parts.core.now() + answerTimeout);
        if (readings.empty() || readings.front().quality != drivers::Quality::Good || !readings.front().value) {
            return fail(ErrorCode::Device, at.slot.entry().id + "." + point + " was not read" +
                                               (readings.empty() ? "" : ": " + readings.front().reason));
        }
        return textOf(*readings.front().value);
    });
}

Result<void> writePoint(const DeviceAt &at, const std::string &point, const std::string &value)
{
    return at.bus.command<void>(at.slot, [&](drivers::Device &device) -> Result<void> {
        auto *points = dynamic_cast<drivers::PointDevice *>(&device);
        if (points == nullptr) {
            return fail(ErrorCode::Unsupported, at.slot.entry().id + " has no points");
        }
        return points->write(point, value);
    });
}

} // namespace

std::string LineWork::conditioningText() const
{
    return m_discarded.empty() ? std::string() : "For a conditioning injection, which is discarded: ";
}

Result<void> LineWork::waitFor(const std::function<bool()> &ready, const std::function<std::string()> &why)
{
    switch (m_waiter.until(ready, limit(readyWithin_s))) {
    case Waiter::End::Done: return {};
    case Waiter::End::Late: return fail(ErrorCode::Timeout, "not injected: " + why());
    case Waiter::End::Interrupted: break;
    }
    return interrupted();
}

Result<void> LineWork::samplerThere()
{
    const std::string &role = m_parts.core.file.roles.sampler;
    const auto at = m_parts.find(role);
    if (role == "manual" || !at) {
        return {};
    }
    std::string why;
    drivers::Instant lookAgain{};
    return waitFor(
        [&] {
            if (m_parts.core.now() < lookAgain) {
                return false;
            }
            const auto done = readPoint(m_parts, *at, "done");
            why = done ? std::string() : done.error().message;
            lookAgain = m_parts.core.now() + m_parts.core.wall(lookEvery_s);
            return done.has_value();
        },
        [&] { return "the sampler does not answer: " + why; });
}

/// A start that falls into the run before would go unseen, and the gas with it.
Result<void> LineWork::relayOpen()
{
    if (!relayWired() || m_parts.core.file.roles.gcStart == "manual") {
        return {};
    }
    return waitFor(
        [&] {
            SignalPoll *signal = m_parts.signal();
            return signal->fresh() && signal->lineHigh(*m_parts.signalEntry().startedLine).value_or(false);
        },
        [] { return "the chromatograph's start relay is closed, it is still in the run before"; });
}

LineWork::Next LineWork::readyGc()
{
    const auto &role = m_parts.core.file.roles.gcReady;
    if (!role) {
        return std::nullopt;
    }
    if (*role == "manual") {
        Prompt prompt;
        prompt.role = "gc_ready";
        prompt.question = "Is the gas chromatograph ready? Answer when it is.";
        const auto answer = ask(std::move(prompt), {}, std::nullopt);
        return answer ? Next(std::nullopt) : Next(fail(answer.error()));
    }
    std::string last = "it did not say so";
    std::function<bool()> isReady;
    drivers::Instant lookAgain{};
    const auto equals = role->find('=');
    if (equals == std::string::npos) {
        isReady = [&] {
            SignalPoll *signal = m_parts.signal();
            return signal->fresh() && signal->lineHigh(*m_parts.signalEntry().readyLine).value_or(false);
        };
        last = "its line `ready` is low";
    } else {
        const auto [id, point] = deviceAndPoint(role->substr(0, equals));
        const auto at = m_parts.find(id);
        if (!at) {
            return fail(ErrorCode::Unsupported, "the bench has no device \"" + id + "\"");
        }
        isReady = [&, at, pointName = point, wanted = role->substr(equals + 1)] {
            if (m_parts.core.now() < lookAgain) {
                return false;
            }
            const auto read = readPoint(m_parts, *at, pointName);
            last = read ? "it says " + *read : read.error().message;
            lookAgain = m_parts.core.now() + m_parts.core.wall(lookEvery_s);
            return read && sameText(*read, wanted);
        };
    }
    const auto ready = waitFor(isReady, [&] { return "the gas chromatograph did not become ready: " + last; });
    return ready ? Next(std::nullopt) : Next(fail(ready.error()));
}

LineWork::Next LineWork::pressure()
{
    if (m_parts.core.file.roles.pressure != "manual" || m_line.isGas()) {
        return std::nullopt;
    }
    Prompt prompt;
    prompt.role = "pressure";
    prompt.question = "Type the absolute pressure of " + vialText() + ", just before the draw.";
    prompt.field = PromptField{"headspace_pressure", "kPa", std::nullopt};
    const auto answer = ask(
        std::move(prompt), [this] { return runGone(); }, personLimit());
    if (!answer) {
        return fail(answer.error());
    }
    if (!*answer) {
        return Step::Close;
    }
    const drivers::Instant now = m_parts.core.now();
    if (const auto device_s = deviceTimeAt(now)) {
        m_parts.run.trend(
            {"typed.headspace_pressure", "kPa", *(*answer)->value, now.time_since_epoch().count(), *device_s});
        m_parts.run.note(*device_s, "headspace pressure " + spoken(*(*answer)->value) + " kPa, typed by " +
                                        ((*answer)->by.empty() ? std::string("a person") : (*answer)->by));
    }
    return std::nullopt;
}

LineWork::Next LineWork::draw()
{
    if (runGone()) {
        return Step::Close;
    }
    // Gas that is drawn while no signal comes is lost: the signal is waited for.
    if (const auto there = signalThere(); !there) {
        return fail(there.error());
    }
    const auto &roles = m_parts.core.file.roles;
    if (roles.sampler != "manual") {
        return drawByDevice();
    }
    if (roles.gcStart == "manual") {
        return std::nullopt; // one question for both
    }
    Prompt prompt;
    prompt.role = "sampler";
    const std::string gas = m_line.isGas() ? "gas " + (m_line.level.empty() ? m_line.kind : m_line.level) : vialText();
    prompt.question = conditioningText() + "Draw " +
                      (m_line.injectionVolume_mL ? spoken(*m_line.injectionVolume_mL) + " mL " : "") + "from " + gas +
                      " and inject it" +
                      (roles.gcStart == "watch" ? "; then press start at the gas chromatograph."
                                                : "; then answer here, and the gas chromatograph is started.");
    const auto answer = ask(
        std::move(prompt), [this] { return started() || runGone(); }, personLimit());
    if (!answer) {
        return fail(answer.error());
    }
    if (*answer) {
        tellDraw((*answer)->time, (*answer)->by);
    } else if (started()) { // the relay tells that somebody did
        tellDraw(std::chrono::system_clock::now(), {});
    }
    return std::nullopt;
}

LineWork::Next LineWork::drawByDevice()
{
    const auto at = m_parts.find(m_parts.core.file.roles.sampler);
    if (!at) {
        return fail(ErrorCode::Unsupported, "the bench's sampler was not made");
    }
    const Needle::Hold needle = m_parts.needle.take(m_waiter); // until the gas is on its way
    if (!needle) {
        return interrupted();
    }
    const auto before = readPoint(m_parts, *at, "done");
    if (!before) {
        return fail(before.error().code, "not injected: " + before.error().message);
    }
    std::vector<std::pair<std::string, std::string>> settings;
    if (m_line.vial) {
        settings.emplace_back("vial", std::to_string(*m_line.vial));
    }
    settings.emplace_back("gas", m_line.isGas() ? "standard" : "vial");
    settings.emplace_back("volume", shortest(m_line.injectionVolume_mL.value_or(0.0) * 1000.0));
    if (m_line.fraction_ppm) {
        settings.emplace_back("level", shortest(*m_line.fraction_ppm));
    }
    settings.emplace_back("sampling", m_line.sampling.empty() ? "locked" : m_line.sampling);
    for (const auto &[point, value] : settings) {
        if (const auto written = writePoint(*at, point, value); !written) {
            std::string why = "not injected, the sampler did not take ";
            why.append(point).append(" ").append(value).append(": ").append(written.error().message);
            return fail(written.error().code, std::move(why));
        }
    }
    if (m_waiter.interruption()) {
        return interrupted();
    }
    const auto injected = writePoint(*at, "inject", "1");
    if (!injected && (injected.error().code == ErrorCode::BadInput || injected.error().code == ErrorCode::LinkLost)) {
        return fail(injected.error().code, "not injected: " + injected.error().message);
    }
    // Its counter tells whether it was done, whatever became of the answer. The command is never given again.
    drivers::Instant lookAgain{};
    bool done = false;
    const auto end = m_waiter.until(
        [&] {
            if (m_parts.core.now() >= lookAgain) {
                const auto now = readPoint(m_parts, *at, "done");
                done = now && *now != *before;
                lookAgain = m_parts.core.now() + m_parts.core.wall(lookEvery_s);
            }
            return done || runGone();
        },
        limit(injected ? drawWithin_s : drawWithin_s / 10.0));
    if (end == Waiter::End::Interrupted) {
        return interrupted();
    }
    if (!done && runGone()) {
        return Step::Close;
    }
    if (!done) {
        return fail(ErrorCode::Device, "it is not known whether the sampler injected, and it is not asked again" +
                                           (injected ? std::string() : ": " + injected.error().message));
    }
    if (const auto result = readPoint(m_parts, *at, "result"); !result || *result != "injected") {
        return fail(ErrorCode::Device, "the sampler says that its injection failed" +
                                           (result ? std::string() : ": " + result.error().message));
    }
    tellDraw(std::chrono::system_clock::now(), {});
    return std::nullopt;
}

LineWork::Next LineWork::start()
{
    const std::string &how = m_parts.core.file.roles.gcStart;
    if (how == "watch" || started() || runGone()) {
        return std::nullopt;
    }
    if (how == "manual") {
        return startByHand();
    }
    const auto [id, sequence] =
        how == "pulse" ? std::pair(m_parts.core.file.roles.signal, std::string()) : deviceAndPoint(how);
    const auto at = m_parts.find(id);
    if (!at) {
        return fail(ErrorCode::Unsupported, "the bench has no device \"" + id + "\"");
    }
    drivers::Instant pulsedAt{};
    const auto done = at->bus.command<void>(at->slot, [&, name = sequence](drivers::Device &device) -> Result<void> {
        pulsedAt = m_parts.core.now();
        if (name.empty()) {
            auto *outputs = dynamic_cast<drivers::DigitalOutputs *>(&device);
            if (outputs == nullptr) {
                return fail(ErrorCode::Unsupported, at->slot.entry().id + " has no lines to drive");
            }
            const drivers::Duration width = std::max<drivers::Duration>(m_parts.core.wall(pulse_s), 5ms);
            return outputs->pulseLow(*m_parts.signalEntry().startLine, width, pulsedAt + width + answerTimeout);
        }
        auto *points = dynamic_cast<drivers::PointDevice *>(&device);
        if (points == nullptr) {
            return fail(ErrorCode::Unsupported, at->slot.entry().id + " has no sequences");
        }
        auto ran = points->run(name);
        pulsedAt = m_parts.core.now(); // a start sequence ends when the chromatograph has started
        return ran;
    });
    if (relayWired()) {
        if (!done) { // whether it arrived, the relay tells
            m_parts.core.log("warning", "the start was not confirmed: " + done.error().message);
        }
        return std::nullopt;
    }
    if (!done) {
        return fail(done.error().code, "it is not known whether the gas chromatograph started, and it is not started "
                                       "again: " +
                                           done.error().message);
    }
    zeroAt(pulsedAt, sequence.empty() ? "start pulse" : "end of the start sequence " + sequence);
    return std::nullopt;
}

LineWork::Next LineWork::startByHand()
{
    Prompt prompt;
    prompt.role = "gc_start";
    const bool draws = m_parts.core.file.roles.sampler == "manual";
    const std::string gas = m_line.isGas() ? "gas " + (m_line.level.empty() ? m_line.kind : m_line.level) : vialText();
    prompt.question = draws ? conditioningText() + "Draw " +
                                  (m_line.injectionVolume_mL ? spoken(*m_line.injectionVolume_mL) + " mL " : "") +
                                  "from " + gas + ", inject it and start the gas chromatograph; answer at that moment."
                            : conditioningText() + "Start the gas chromatograph, and answer at that moment.";
    const auto answer = ask(
        std::move(prompt), [this] { return runGone(); }, personLimit());
    if (!answer) {
        return fail(answer.error());
    }
    if (!*answer) {
        return Step::Close;
    }
    if (draws) {
        tellDraw((*answer)->time, (*answer)->by);
    }
    const auto ago = std::chrono::system_clock::now() - (*answer)->time;
    zeroAt(m_parts.core.now() - std::chrono::duration_cast<drivers::Duration>(ago),
           "start typed by " + ((*answer)->by.empty() ? std::string("a person") : (*answer)->by));
    return std::nullopt;
}

} // namespace tgc::bench
