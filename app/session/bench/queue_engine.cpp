// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/queue_engine.h"

#include <algorithm>
#include <set>

#include "app/session/bench/line_work.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

/// Lines that are over stay to be looked at, but not for ever.
constexpr std::size_t keptLines = 500;

bool isOver(const LineState &state)
{
    return state.state != "waiting" && state.state != "active";
}

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
        std::optional<std::size_t> next;
        const auto end = m_parts.waiter.until([&] {
            watchOwnRun();
            next = nextLine();
            return next.has_value();
        });
        if (end == Waiter::End::Done) {
            runLine(*next);
        } else {
            const std::lock_guard lock(m_mutex);
            if (!m_stopping) { // the interruption was for a line that is over already
                m_parts.waiter.clear();
            }
        }
    }
}

std::optional<std::size_t> QueueEngine::nextLine()
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
        return std::nullopt;
    }
    m_active = true;
    found->state = "active";
    return static_cast<std::size_t>(found - m_lines.begin());
}

void QueueEngine::runLine(std::size_t index)
{
    // Lines are only ever added behind, and taken away by add and clear while they wait: the index of the line at work
    // stays, since those before it are over and kept until it is over too.
    LineHooks hooks;
    hooks.change = [this, index](const std::function<void(LineState &)> &change) {
        const std::lock_guard lock(m_mutex);
        change(m_lines[index]);
        m_parts.core.tell("line", lineJson(m_lines[index]));
    };
    hooks.held = [this] {
        const std::lock_guard lock(m_mutex);
        return !m_running;
    };
    QueueLine line;
    {
        const std::lock_guard lock(m_mutex);
        line = m_lines[index].line;
    }
    LineWork work(m_parts, std::move(line), hooks);
    const Result<void> result = work.run();
    hooks.change([&](LineState &state) { endLine(state, result); });
    const std::lock_guard lock(m_mutex);
    m_active = false;
    if (!m_stopping) {
        m_parts.waiter.clear();
    }
    while (m_lines.size() > keptLines && isOver(m_lines.front())) {
        m_lines.pop_front();
    }
}

void QueueEngine::endLine(LineState &state, const Result<void> &result) const
{
    state.step.clear();
    if (const auto interruption = m_parts.waiter.interruption(); interruption && !result) {
        state.state = "aborted";
        state.why = interruption->why;
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

Result<void> QueueEngine::fitsBench(const QueueLine &line) const
{
    const auto bad = [&](const char *column, const std::string &what) {
        return fail(ErrorCode::BadInput,
                    "queue line " + std::to_string(line.line) + ", column " + column + ": " + what);
    };
    const BenchFile &file = m_parts.core.file;
    if (file.roles.sampler != "manual") {
        if (!line.injectionVolume_mL) {
            return bad("injection_volume_mL", "the sampler needs to know how much to draw");
        }
        if (line.isGas() && !line.fraction_ppm) {
            return bad("fraction_ppm", "the sampler needs to know which gas to draw");
        }
        if (!line.isGas() && !line.vial) {
            return bad("vial", "the sampler needs to know from which vial to draw");
        }
    }
    if (line.wantsDose() && file.roles.titrator != "manual") {
        const DeviceEntry *pump = file.device(file.roles.titrator);
        if (pump != nullptr && *line.dose_mL > pump->largestDose_mL) {
            return bad("dose_mL", spoken(*line.dose_mL) + " mL are more than the pump gives at once, " +
                                      spoken(pump->largestDose_mL) + " mL");
        }
    }
    return {};
}

std::optional<std::string> QueueEngine::doseWarning(const QueueLine &line) const
{
    if (!line.wantsDose()) {
        return std::nullopt;
    }
    const std::string where = "line " + std::to_string(line.line);
    const auto leave = doseLeave(doseQuestionOf(line), wordOf(line));
    if (!leave) {
        return where + " will fail: " + leave.error().message;
    }
    return leave->override_ ? std::optional(where + " is dosed: " + leave->sentence) : std::nullopt;
}

std::optional<std::string> QueueEngine::pumpWarning(const std::vector<QueueLine> &lines) const
{
    const auto pump = m_parts.find(m_parts.core.file.roles.titrator);
    const auto state = pump ? pump->slot.titrator() : std::nullopt;
    if (!state || state->initialised ||
        std::none_of(lines.begin(), lines.end(), [](const QueueLine &line) { return line.wantsDose(); })) {
        return std::nullopt;
    }
    return pump->slot.entry().id + " is not initialised, which moves liquid: until a person does it, no line is dosed";
}

Result<std::vector<std::string>> QueueEngine::add(const std::vector<QueueRow> &rows, bool replace)
{
    const std::lock_guard lock(m_mutex);
    const auto stays = [&](const LineState &state) { return !replace || state.state != "waiting"; };
    std::set<int> taken;
    int last = 0;
    for (const LineState &state : m_lines) {
        if (stays(state)) {
            last = std::max(last, state.line.line);
            if (!isOver(state)) {
                taken.insert(state.line.line);
            }
        }
    }
    auto read = readQueueLines(rows, last);
    if (!read) {
        return fail(read.error());
    }
    for (const QueueLine &line : read->lines) {
        if (taken.contains(line.line)) {
            return fail(ErrorCode::BadInput,
                        "line " + std::to_string(line.line) + " is in the queue already: give it another number");
        }
        if (const auto fits = fitsBench(line); !fits) {
            return fail(fits.error());
        }
        if (auto warning = doseWarning(line)) {
            read->warnings.push_back(std::move(*warning));
        }
    }
    if (auto warning = pumpWarning(read->lines)) {
        read->warnings.push_back(std::move(*warning));
    }
    std::erase_if(m_lines, [&](const LineState &state) { return !stays(state); });
    for (QueueLine &line : read->lines) {
        LineState state;
        state.line = std::move(line);
        m_lines.push_back(std::move(state));
        m_parts.core.tell("line", lineJson(m_lines.back()));
    }
    tellQueue(replace ? "the queue was replaced" : "lines were added");
    return std::move(read->warnings);
}

void QueueEngine::resume()
{
    {
        const std::lock_guard lock(m_mutex);
        m_running = true;
        tellQueue("started");
    }
    m_parts.waiter.wake();
}

void QueueEngine::hold(const std::string &why)
{
    const std::lock_guard lock(m_mutex);
    m_running = false;
    tellQueue(why);
}

std::size_t QueueEngine::clear()
{
    const std::lock_guard lock(m_mutex);
    const std::size_t gone = std::erase_if(m_lines, [](const LineState &state) { return state.state == "waiting"; });
    tellQueue("waiting lines were cleared");
    return gone;
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

void QueueEngine::abort(const std::string &why)
{
    endAtOnce("aborted", why.empty() ? "aborted by a person" : why, "aborted: ", true);
}

void QueueEngine::halt(const std::string &why)
{
    endAtOnce("stopped", why.empty() ? "stopped by a person" : why, "stopped: ", false);
}

void QueueEngine::endAtOnce(const std::string &status, const std::string &reason, const char *word, bool safe)
{
    {
        const std::lock_guard lock(m_mutex);
        m_running = false;
        tellQueue(word + reason);
        if (m_active) {
            m_parts.waiter.interrupt(status, reason);
        }
    }
    if (safe) {
        m_parts.safeStates();
    }
    if (SignalPoll *signal = m_parts.signal(); signal != nullptr && m_parts.run.current()) {
        signal->closeGap();
    }
    if (const auto ended = m_parts.run.end(status, reason); !ended) {
        m_parts.core.log("error", ended.error().message);
    }
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

void QueueEngine::tellQueue(const std::string &why) const
{
    const auto waiting =
        std::count_if(m_lines.begin(), m_lines.end(), [](const LineState &s) { return s.state == "waiting"; });
    m_parts.core.tell("queue", {{"running", m_running}, {"lines", waiting}, {"why", why}});
}

} // namespace tgc::bench
