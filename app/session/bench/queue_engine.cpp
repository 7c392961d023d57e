// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/queue_engine.h"

#include <algorithm>

#include "app/session/bench/line_work.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

namespace {

/// Lines that are over stay to be looked at, but not for ever.
constexpr std::size_t keptLines = 500;

} // namespace

void QueueEngine::start()
{
    m_thread = std::thread([this] { run(); });
    m_doseThread = std::thread([this] { runDoses(); });
}

void QueueEngine::stop(const std::string &status)
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_running = false;
    }
    const Waiter::Interruption stopped{status, "the station was stopped"};
    m_parts.waiter.interrupt(stopped.status, stopped.why);
    m_parts.doseWaiter.interrupt(stopped.status, stopped.why);
    for (std::thread *thread : {&m_thread, &m_doseThread}) {
        if (thread->joinable()) {
            thread->join();
        }
    }
    if (SignalPoll *signal = m_parts.signal()) {
        signal->closeGap();
    }
    if (const auto ended = m_parts.run.end(status, stopped.why); !ended) {
        m_parts.core.log("error", ended.error().message);
    }
    endReactions(stopped);
}

void QueueEngine::run()
{
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping) {
                return;
            }
        }
        std::optional<LineState> next;
        (void)m_parts.waiter.until([&] {
            watchOwnRun();
            next = nextLine();
            return next.has_value();
        });
        if (next) { // it was begun: interrupted meanwhile or not, it must come to its end
            runLine(std::move(*next));
        } else {
            const std::lock_guard lock(m_mutex);
            if (!m_stopping) { // the interruption was for a line that is over already
                m_parts.waiter.clear();
            }
        }
    }
}

std::optional<LineState> QueueEngine::nextLine()
{
    const std::lock_guard changing(m_changing);
    LineState next;
    bool through = false;
    tellReady();
    {
        const std::lock_guard lock(m_mutex);
        if (!m_running || m_stopping || m_parts.run.current() || awaitsVerdict()) {
            return std::nullopt;
        }
        if (const auto id = nextToInject(m_lines, lanesNow(), rules())) {
            next = *find(*id);
            m_injecting = id; // from here on nobody else moves liquid but the dose lane
            if (auto dosed = m_reactions.extract(*id)) {
                find(*id)->readyUtc.clear();
                next.line = std::move(dosed.mapped().line);
                return next;
            }
        } else if (isThrough(m_lines, lanesNow())) {
            through = true;
            m_running = false;
            tellQueue("all lines are through");
        } else {
            return std::nullopt;
        }
    }
    if (through) {
        beginJournalAnewIfLong();
        return std::nullopt;
    }
    if (!takeLine(next)) {
        const std::lock_guard lock(m_mutex);
        m_injecting.reset();
        return std::nullopt;
    }
    next.state = "active";
    return next;
}

Result<void> QueueEngine::takeLine(const LineState &next)
{
    auto begun = keepNow(next.id, "begun", [](LineState &state) { state.state = "active"; });
    if (!begun) {
        holdBecause("line " + std::to_string(next.line.line) + " was not begun: " + begun.error().message);
    }
    return begun;
}

LineState *QueueEngine::find(std::uint64_t id)
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(), [id](const LineState &s) { return s.id == id; });
    return found != m_lines.end() ? &*found : nullptr;
}

bool QueueEngine::atWorkNow() const
{
    return m_dosing || m_injecting || !m_reactions.empty();
}

Lanes QueueEngine::lanesNow() const
{
    Lanes lanes{m_dosing, {}, {}, m_injecting};
    for (const auto &[id, reaction] : m_reactions) {
        lanes.reacting.insert(id);
        if (reaction.over) {
            lanes.ready.insert(id);
        }
    }
    return lanes;
}

LaneRules QueueEngine::rules() const
{
    const Roles &roles = m_parts.core.file.roles;
    return {m_policy.doseAhead, roles.sampler != "manual", roles.titrator != "manual"};
}

Result<void> QueueEngine::keepNow(std::uint64_t id, const char *what, const std::function<void(LineState &)> &change)
{
    QueueChange kept;
    kept.what = what;
    {
        const std::lock_guard lock(m_mutex);
        if (const LineState *state = find(id)) {
            kept.lines.push_back(*state);
        }
    }
    for (LineState &state : kept.lines) {
        change(state);
    }
    return commit(std::move(kept));
}

void QueueEngine::changeNow(std::uint64_t id, const std::function<void(LineState &)> &change)
{
    const std::lock_guard lock(m_mutex);
    if (LineState *state = find(id)) { // a line at work is taken away by nobody
        change(*state);
        m_parts.core.tell("line", lineJson(*state));
    }
}

LineHooks QueueEngine::hooksOf(std::uint64_t id)
{
    LineHooks hooks;
    hooks.change = [this, id](const std::function<void(LineState &)> &change) { changeNow(id, change); };
    hooks.keep = [this, id](const char *what, const std::function<void(LineState &)> &change) -> Result<void> {
        const std::lock_guard changing(m_changing);
        auto done = keepNow(id, what, change);
        if (!done) {
            holdBecause(done.error().message);
        }
        return done;
    };
    hooks.held = [this] {
        const std::lock_guard lock(m_mutex);
        return !m_running;
    };
    hooks.vial = [this](const day::StationStep &step) { tellVial({step}); };
    hooks.conditioning = [this] { return conditioning(); };
    return hooks;
}

void QueueEngine::runLine(LineState begun)
{
    const std::uint64_t id = begun.id;
    const LineHooks hooks = hooksOf(id);
    LineWork work(m_parts, std::move(begun), hooks);
    const Result<void> result = work.run();
    LineState ended;
    bool toJudge = false;
    const OnUnsuitable policy = [this] {
        const std::lock_guard lock(m_mutex);
        return m_policy.onUnsuitable;
    }();
    const auto end = [&](LineState &state) { // with m_mutex held, where nothing can be recorded
        endLine(state, result, m_parts.waiter);
        toJudge = expectVerdict(state, policy);
        ended = state;
    };
    if (!hooks.keep("ended", end)) {
        hooks.change(end);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_injecting.reset();
        if (!m_stopping) {
            m_parts.waiter.clear();
        }
        afterFailure(ended);
        forgetOldLines();
    }
    if (toJudge) {
        haveJudged(ended);
    }
}

void QueueEngine::afterFailure(const LineState &ended)
{
    if (ended.state == "failed" && m_policy.holdOnFailure && m_running) {
        m_running = false;
        tellQueue("line " + std::to_string(ended.line.line) +
                  " failed, and the queue holds as the policy says: " + ended.why);
    }
}

void QueueEngine::forgetOldLines()
{
    while (m_lines.size() > keptLines) {
        const auto old = std::find_if(m_lines.begin(), m_lines.end(), [](const LineState &s) { return s.isOver(); });
        if (old == m_lines.end()) {
            return;
        }
        m_lines.erase(old);
    }
}

std::string QueueEngine::conditioning() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_policy.discardFirstAfter_h) {
        return {};
    }
    const double limit_h = *m_policy.discardFirstAfter_h;
    const auto last = parseUtc(m_lastInjectionUtc);
    if (!last) {
        return "conditioning injection: none is known before it";
    }
    const double ago_h =
        std::chrono::duration<double, std::ratio<3600>>(std::chrono::system_clock::now() - *last).count();
    // A clock that was set back says nothing of how long it is ago.
    return ago_h >= 0.0 && ago_h < limit_h ? std::string()
                                           : "conditioning injection: the first after " + spoken(limit_h) +
                                                 " h or more without one (the last began " + m_lastInjectionUtc + ")";
}

void QueueEngine::endLine(LineState &state, const Result<void> &result, const Waiter &waiter) const
{
    if (const auto interruption = waiter.interruption(); interruption && !result) {
        endBecause(state, *interruption);
        return;
    }
    state.step.clear();
    state.state = result ? "done" : "failed";
    if (!result) {
        state.why = result.error().message;
    }
}

void QueueEngine::endBecause(LineState &state, const Waiter::Interruption &interruption) const
{
    state.readyUtc.clear();
    // A stop is no end of the line: the next station asks a person what is to become of it.
    state.state = m_stopping && interruption.status == "stopped" ? "interrupted" : "aborted";
    state.undecided = state.state == "interrupted";
    state.why = interruption.why;
    if (!state.undecided) {
        state.step.clear(); // else it tells where the line stood
    }
}

Result<void> QueueEngine::resume(const Policy &policy)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_trouble.empty()) {
            return fail(ErrorCode::Io,
                        "the queue cannot be started, since nothing could be recorded of it: " + m_trouble);
        }
        for (const LineState &state : m_lines) {
            if (state.undecided) {
                return fail(ErrorCode::BadInput,
                            "line " + std::to_string(state.line.line) +
                                " was interrupted, and nobody has said what is to become of it: choose continue, "
                                "repeat, skip, hold or close (tgc queue recover " +
                                std::to_string(state.line.line) + " CHOICE)");
            }
        }
        for (LineState &state : m_lines) {
            state.restored = false; // whoever starts the queue has seen them
        }
        m_policy.holdOnFailure = policy.holdOnFailure.value_or(m_policy.holdOnFailure);
        m_policy.onUnsuitable = policy.onUnsuitable.value_or(m_policy.onUnsuitable);
        m_running = true;
        tellQueue("started");
    }
    m_parts.waiter.wake();
    m_parts.doseWaiter.wake();
    return {};
}

void QueueEngine::hold(const std::string &why)
{
    const std::lock_guard lock(m_mutex);
    m_running = false;
    tellQueue(why);
}

void QueueEngine::holdBecause(const std::string &why)
{
    m_parts.core.log("error", why);
    hold("held: " + why);
}

bool QueueEngine::running() const
{
    const std::lock_guard lock(m_mutex);
    return m_running;
}

bool QueueEngine::atWork() const
{
    const std::lock_guard lock(m_mutex);
    return atWorkNow();
}

nlohmann::json QueueEngine::json() const
{
    const std::lock_guard lock(m_mutex);
    nlohmann::json list = nlohmann::json::array();
    for (const LineState &state : m_lines) {
        list.push_back(lineJson(state));
        if (const auto reaction = m_reactions.find(state.id); reaction != m_reactions.end()) {
            list.back()["step"] = wordsOf(m_parts, reaction->second); // both threads may be busy meanwhile
        }
    }
    return list;
}

nlohmann::json QueueEngine::policyJson() const
{
    const std::lock_guard lock(m_mutex);
    return {{"on_failure", m_policy.holdOnFailure ? "hold" : "skip"},
            {"on_unsuitable", wordOf(m_policy.onUnsuitable)},
            {"unsuitable_repeats", m_policy.unsuitableRepeats},
            {"since_check", sinceCheckJson()},
            {"discard_first_after_h", numberOrNull(m_policy.discardFirstAfter_h)},
            {"dose_ahead", m_policy.doseAhead},
            {"why", m_why},
            {"trouble", m_trouble}};
}

void QueueEngine::tellQueue(const std::string &why, bool reordered)
{
    m_why = why;
    const auto waiting =
        std::count_if(m_lines.begin(), m_lines.end(), [](const LineState &s) { return s.state == "waiting"; });
    m_parts.core.tell("queue", {{"running", m_running}, {"lines", waiting}, {"why", why}, {"reordered", reordered}});
}

} // namespace tgc::bench
