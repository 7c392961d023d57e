// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/line_work.h"

#include <algorithm>
#include <iterator>

#include "app/session/bench/queue_change.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

constexpr double signalWithin_s = 120.0;
constexpr double startWithin_s = 120.0; ///< after everything that starts by itself
constexpr drivers::Duration personWithin = 30min;

} // namespace

const LineWork::Row LineWork::table[] = {
    {"the queue is held", &LineWork::held, Step::Held, Step::Ready},
    {"waiting for the gas chromatograph to be ready", &LineWork::ready, Step::Ready, Step::Begin},
    {"beginning to record", &LineWork::begin, Step::Begin, Step::Pressure},
    {"waiting for the vial's pressure", &LineWork::pressure, Step::Pressure, Step::Draw},
    {"drawing and injecting", &LineWork::draw, Step::Draw, Step::Start},
    {"starting", &LineWork::start, Step::Start, Step::AwaitStart},
    {"waiting for the start", &LineWork::awaitStart, Step::AwaitStart, Step::Record},
    {"recording", &LineWork::record, Step::Record, Step::Close},
    {"closing the run", &LineWork::close, Step::Close, Step::Finished},
};

const LineWork::Row &LineWork::rowOf(Step step)
{
    return *std::find_if(std::begin(table), std::end(table), [&](const Row &row) { return row.step == step; });
}

LineWork::LineWork(BenchParts &parts, LineState begun, LineHooks hooks)
    : LineBase(parts, parts.waiter, begun, std::move(hooks)),
      m_done(begun.doneInjections),
      m_begun(begun.begunInjections)
{
    if (!begun.methodText.empty()) {
        m_line.texts["method_text"] = std::move(begun.methodText);
        m_line.texts["method_sha256"] = std::move(begun.methodHash);
    }
}

Result<void> LineWork::run()
{
    Step step = Step::Held;
    while (step != Step::Finished) {
        const Row &row = rowOf(step);
        if (step != Step::Held || m_hooks.held()) {
            m_hooks.change([&](LineState &state) {
                state.step = row.words + (m_discarded.empty() ? std::string() : " (conditioning injection)");
            });
        }
        // Nothing is begun any more once somebody said stop: least of all a dose.
        const Next next = m_waiter.interruption() ? Next(interrupted()) : (this->*row.does)();
        const auto interruption = m_waiter.interruption();
        if (!next || interruption) {
            if (SignalPoll *signal = m_parts.signal()) {
                signal->disarm();
                if (!m_run.empty() && !runGone()) {
                    signal->closeGap();
                }
            }
            if (!m_run.empty() && !runGone()) {
                // What the disk refuses now the queue tries again, before anything else begins.
                (void)m_parts.run.end(interruption ? interruption->status : "failed",
                                      interruption ? interruption->why : next.error().message);
            }
            return next ? interrupted() : fail(next.error());
        }
        step = next->value_or(row.next);
    }
    return {};
}

LineWork::Next LineWork::held()
{
    if (m_waiter.until([&] { return !m_hooks.held(); }) == Waiter::End::Interrupted) {
        return interrupted();
    }
    return std::nullopt;
}

Result<void> LineWork::signalThere()
{
    SignalPoll *signal = m_parts.signal();
    if (signal == nullptr) {
        return fail(ErrorCode::Unsupported, "the bench has no device that gives a signal");
    }
    switch (m_waiter.until([&] { return signal->fresh(); }, limit(signalWithin_s))) {
    case Waiter::End::Done: return {};
    case Waiter::End::Late: return fail(ErrorCode::LinkLost, "not injected, the signal is lost: " + signal->whyLost());
    case Waiter::End::Interrupted: break;
    }
    return interrupted();
}

LineWork::Next LineWork::begin()
{
    RunStart start;
    start.line = m_line;
    start.ofQueue = true;
    start.injection = m_begun + 1;
    m_discarded = m_hooks.conditioning();
    if (!m_discarded.empty()) {
        start.line.texts["discarded"] = m_discarded;
    }
    start.duration_s = m_line.duration_s.value_or(m_parts.core.file.duration_s);
    start.instrument = m_parts.find(m_parts.core.file.roles.signal)->slot.instrument();
    auto run = m_parts.run.begin(start);
    if (!run) {
        return fail(run.error().code, "not injected, the run cannot be recorded: " + run.error().message);
    }
    m_run = *run;
    ++m_begun;
    const auto begun = m_hooks.keep(injectionBegun, [&](LineState &state) {
        ++state.begunInjections;
        (m_discarded.empty() ? state.runs : state.discardedRuns).push_back(m_run);
    });
    if (!begun) {
        return fail(begun.error().code, "not injected, it cannot be recorded: " + begun.error().message);
    }
    // From here on the relay is watched: the start may come before anybody expects it.
    const std::string &how = m_parts.core.file.roles.gcStart;
    if (relayWired() && how != "manual") {
        m_parts.signal()->armStart(*m_parts.signalEntry().startedLine);
    }
    // Nothing is drawn before the first samples are in: what comes is recorded then.
    const auto recorded = [this] { return m_parts.core.context.recorder.state().samples > 1 || runGone(); };
    switch (m_waiter.until(recorded, limit(signalWithin_s))) {
    case Waiter::End::Done: return runGone() ? std::optional(Step::Close) : std::nullopt;
    case Waiter::End::Late:
        return fail(ErrorCode::LinkLost, "not injected, the signal is lost: " + m_parts.signal()->whyLost());
    case Waiter::End::Interrupted: break;
    }
    return interrupted();
}

LineWork::Next LineWork::awaitStart()
{
    const auto &roles = m_parts.core.file.roles;
    const bool person = roles.sampler == "manual" || roles.gcStart == "manual";
    const auto end =
        m_waiter.until([&] { return started() || runGone(); }, person ? personLimit() : limit(startWithin_s));
    m_parts.signal()->disarm();
    if (end == Waiter::End::Interrupted) {
        return interrupted();
    }
    if (end == Waiter::End::Late) {
        return fail(ErrorCode::Timeout, "the gas chromatograph did not start in time: its relay never closed");
    }
    return runGone() ? std::optional(Step::Close) : std::nullopt;
}

LineWork::Next LineWork::record()
{
    const double duration_s = m_line.duration_s.value_or(m_parts.core.file.duration_s);
    const auto over = [&] { return runGone() || m_parts.durationOver(duration_s); };
    if (m_waiter.until(over) == Waiter::End::Interrupted) {
        return interrupted();
    }
    return std::nullopt;
}

LineWork::Next LineWork::close()
{
    if (!runGone()) {
        m_parts.signal()->closeGap();
    }
    auto ended = m_parts.run.end("done", {});
    while (!ended) {
        m_hooks.change([&](LineState &state) { state.step = "waiting for the disk: " + ended.error().message; });
        if (m_waiter.pause(1s) == Waiter::End::Interrupted) {
            return interrupted();
        }
        ended = m_parts.run.end("done", {});
    }
    m_run.clear();
    if (m_discarded.empty()) {
        ++m_done;
    }
    const auto done = [&](LineState &state) { state.doneInjections = m_done; };
    if (!m_hooks.keep(m_discarded.empty() ? injectionDone : "conditioning injection done", done)) {
        m_hooks.change(done);
    }
    m_discarded.clear();
    return m_done < m_line.injections ? std::optional(Step::Held) : std::nullopt;
}

bool LineWork::relayWired() const
{
    return m_parts.signalEntry().startedLine.has_value();
}

void LineWork::tellDraw(std::chrono::system_clock::time_point at, const std::string &by) const
{
    if (reporter().reports()) {
        m_hooks.vial(drawStep(reporter(), {at, by, m_run, m_begun, m_discarded}));
    }
}

void LineWork::zeroAt(drivers::Instant instant, const std::string &text)
{
    if (const auto device_s = deviceTimeAt(instant)) {
        m_parts.run.zero(*device_s, text);
    }
}

drivers::Instant LineWork::personLimit() const
{
    return m_parts.core.now() + personWithin;
}

LineWork::Next LineWork::ready()
{
    for (const auto needed : {&LineWork::signalThere, &LineWork::samplerThere, &LineWork::relayOpen}) {
        if (const auto there = (this->*needed)(); !there) {
            return fail(there.error());
        }
    }
    return readyGc();
}

} // namespace tgc::bench
