// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/queue_engine.h"

#include <algorithm>

#include "app/session/bench/utc.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

/// Lines that are over stay to be looked at, but not for ever.
constexpr std::size_t keptLines = 500;

} // namespace

void QueueEngine::start()
{
    m_thread = std::thread([this] { run(); });
}

void QueueEngine::stop(const std::string &status)
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_running = false;
    }
    m_parts.waiter.interrupt(status, "the station was stopped");
    if (m_thread.joinable()) {
        m_thread.join();
    }
    if (SignalPoll *signal = m_parts.signal()) {
        signal->closeGap();
    }
    if (const auto ended = m_parts.run.end(status, "the station was stopped"); !ended) {
        m_parts.core.log("error", ended.error().message);
    }
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
        std::optional<std::uint64_t> next;
        (void)m_parts.waiter.until([&] {
            watchOwnRun();
            next = nextLine();
            return next.has_value();
        });
        if (next) { // it was begun: interrupted meanwhile or not, it must come to its end
            runLine(*next);
        } else {
            const std::lock_guard lock(m_mutex);
            if (!m_stopping) { // the interruption was for a line that is over already
                m_parts.waiter.clear();
            }
        }
    }
}

std::optional<std::uint64_t> QueueEngine::nextLine()
{
    const std::lock_guard changing(m_changing);
    LineState next;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_running || m_stopping || m_parts.run.current()) {
            return std::nullopt;
        }
        const auto found =
            std::find_if(m_lines.begin(), m_lines.end(), [](const LineState &s) { return s.state == "waiting"; });
        if (found == m_lines.end()) {
            m_running = false;
            tellQueue("all lines are through");
        } else {
            next = *found;
            m_active = true; // from here on nobody else moves liquid
        }
    }
    if (next.id == 0) {
        beginJournalAnewIfLong();
        return std::nullopt;
    }
    next.state = "active";
    QueueChange change;
    change.what = "begun";
    change.lines.push_back(next);
    if (const auto begun = commit(std::move(change)); !begun) {
        holdBecause("line " + std::to_string(next.line.line) + " was not begun: " + begun.error().message);
        const std::lock_guard lock(m_mutex);
        m_active = false;
        return std::nullopt;
    }
    return next.id;
}

LineState *QueueEngine::find(std::uint64_t id)
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(), [id](const LineState &s) { return s.id == id; });
    return found != m_lines.end() ? &*found : nullptr;
}

LineHooks QueueEngine::hooksOf(std::uint64_t id)
{
    LineHooks hooks;
    hooks.change = [this, id](const std::function<void(LineState &)> &change) {
        const std::lock_guard lock(m_mutex);
        if (LineState *state = find(id)) { // a line at work is taken away by nobody
            change(*state);
            m_parts.core.tell("line", lineJson(*state));
        }
    };
    hooks.keep = [this, id](const char *what, const std::function<void(LineState &)> &change) -> Result<void> {
        const std::lock_guard changing(m_changing);
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
        auto done = commit(std::move(kept));
        if (!done) {
            holdBecause(done.error().message);
        }
        return done;
    };
    hooks.held = [this] {
        const std::lock_guard lock(m_mutex);
        return !m_running;
    };
    hooks.conditioning = [this] { return conditioning(); };
    return hooks;
}

void QueueEngine::runLine(std::uint64_t id)
{
    const LineHooks hooks = hooksOf(id);
    LineState begun;
    {
        const std::lock_guard lock(m_mutex);
        begun = *find(id);
    }
    const int number = begun.line.line;
    LineWork work(m_parts, std::move(begun), hooks);
    const Result<void> result = work.run();
    LineState ended;
    const auto end = [&](LineState &state) {
        endLine(state, result);
        ended = state;
    };
    if (!hooks.keep("ended", end)) {
        hooks.change(end);
    }
    const std::lock_guard lock(m_mutex);
    m_active = false;
    if (!m_stopping) {
        m_parts.waiter.clear();
    }
    if (ended.state == "failed" && m_policy.holdOnFailure && m_running) {
        m_running = false;
        tellQueue("line " + std::to_string(number) + " failed, and the queue holds as the policy says: " + ended.why);
    }
    forgetOldLines();
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

void QueueEngine::endLine(LineState &state, const Result<void> &result) const
{
    const std::string step = std::exchange(state.step, {});
    if (const auto interruption = m_parts.waiter.interruption(); interruption && !result) {
        // A stop is no end of the line: the next station asks a person what is to become of it.
        state.state = m_stopping && interruption->status == "stopped" ? "interrupted" : "aborted";
        state.undecided = state.state == "interrupted";
        state.why = interruption->why;
        if (state.undecided) {
            state.step = step; // where it stood
        }
    } else if (!result) {
        state.state = "failed";
        state.why = result.error().message;
    } else {
        state.state = "done";
    }
}

void QueueEngine::watchOwnRun()
{
    const auto run = m_parts.run.current();
    if (!run) {
        return;
    }
    if (run->state == "closing") {
        const drivers::Instant now = m_parts.core.now();
        if (now >= m_retryAt) {
            m_retryAt = now + 1s;
            m_parts.run.retryEnd();
        }
        return;
    }
    // A line's own run is ended by the line, which does not let us come here meanwhile.
    if (run->duration_s && m_parts.durationOver(*run->duration_s)) {
        if (SignalPoll *signal = m_parts.signal()) {
            signal->closeGap();
        }
        (void)m_parts.run.end("done", {}); // refused by the disk: tried again above
    }
}

Result<void> QueueEngine::resume(std::optional<bool> holdOnFailure)
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
        m_policy.holdOnFailure = holdOnFailure.value_or(m_policy.holdOnFailure);
        m_running = true;
        tellQueue("started");
    }
    m_parts.waiter.wake();
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

Result<std::string> QueueEngine::startRun(const QueueRow &texts, std::optional<double> duration_s)
{
    const std::lock_guard lock(m_mutex);
    if (m_active) {
        return fail(ErrorCode::Busy, "a line of the queue is at work: hold the queue and wait, or abort it");
    }
    SignalPoll *signal = m_parts.signal();
    if (signal == nullptr || !signal->fresh()) {
        return fail(ErrorCode::LinkLost,
                    "nothing can be recorded, the signal is lost: " +
                        (signal != nullptr ? signal->whyLost() : std::string("the bench has no such device")));
    }
    const auto text = [&](const char *key) {
        const auto found = texts.find(key);
        return found != texts.end() ? found->second : std::string();
    };
    RunStart start;
    start.line.texts = texts;
    start.line.sampleId = text("sample_id");
    start.line.group = text("group");
    start.line.kind = text("kind");
    start.line.method = text("method");
    start.line.level = text("level");
    start.duration_s = duration_s;
    start.instrument = m_parts.find(m_parts.core.file.roles.signal)->slot.instrument();
    auto run = m_parts.run.begin(start);
    if (run) {
        m_parts.run.zero(signal->deviceTimeAt(m_parts.core.now()).value_or(0.0), "started by a person");
    }
    return run;
}

Result<void> QueueEngine::stopRun()
{
    if (!m_parts.run.current()) {
        return fail(ErrorCode::BadInput, "no run is being recorded");
    }
    if (SignalPoll *signal = m_parts.signal()) {
        signal->closeGap();
    }
    auto ended = m_parts.run.end("stopped", "stopped by a person");
    m_parts.waiter.wake();
    return ended;
}

bool QueueEngine::running() const
{
    const std::lock_guard lock(m_mutex);
    return m_running;
}

bool QueueEngine::atWork() const
{
    const std::lock_guard lock(m_mutex);
    return m_active;
}

nlohmann::json QueueEngine::json() const
{
    const std::lock_guard lock(m_mutex);
    nlohmann::json list = nlohmann::json::array();
    for (const LineState &state : m_lines) {
        list.push_back(lineJson(state));
    }
    return list;
}

nlohmann::json QueueEngine::policyJson() const
{
    const std::lock_guard lock(m_mutex);
    return {{"on_failure", m_policy.holdOnFailure ? "hold" : "skip"},
            {"discard_first_after_h", numberOrNull(m_policy.discardFirstAfter_h)},
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
