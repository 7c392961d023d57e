// SPDX-License-Identifier: GPL-3.0-or-later
// How a person, or an interlock, ends what the queue is at: at once, with or without the devices' safe state.
#include "app/session/bench/queue_engine.h"

namespace tgc::bench {

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
        if (m_injecting) {
            m_parts.waiter.interrupt(status, reason);
        }
        if (m_dosing) {
            m_parts.doseWaiter.interrupt(status, reason);
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
    endReactions({status, reason}); // last: nothing moves for them, and the journal's disk may be slow
}

} // namespace tgc::bench
