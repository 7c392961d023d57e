// SPDX-License-Identifier: GPL-3.0-or-later
// A run that a person began, beside the queue: it is recorded while no line is at work.
#include "app/session/bench/queue_engine.h"

namespace tgc::bench {

using namespace std::chrono_literals;

Result<std::string> QueueEngine::startRun(const QueueRow &texts, std::optional<double> duration_s)
{
    const std::lock_guard lock(m_mutex);
    if (atWorkNow()) {
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

} // namespace tgc::bench
