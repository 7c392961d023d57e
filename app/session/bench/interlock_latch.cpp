// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/interlock_latch.h"

#include <utility>

namespace tgc::bench {

InterlockLatch::Due InterlockLatch::take(const Interlock &interlock, const InterlockVerdict &verdict,
                                         drivers::Instant now, drivers::Duration delay)
{
    if (verdict.state != InterlockVerdict::State::Tripped) {
        m_trippedSince.reset();
        m_acted = false;
        return Due::Nothing;
    }
    if (!m_trippedSince) {
        m_trippedSince = now;
    }
    if (m_acted || now - *m_trippedSince < delay) {
        return Due::Nothing;
    }
    // A link that is lost for a moment forbids doses for that moment; only what it did or measured stays.
    if (interlock.action == InterlockAction::RefuseDose && !verdict.crossed) {
        return Due::Nothing;
    }
    return act(interlock, verdict.sentence, now);
}

InterlockLatch::Due InterlockLatch::refused(const Interlock &interlock, const std::string &sentence,
                                            drivers::Instant now)
{
    return m_acted ? Due::Nothing : act(interlock, sentence, now);
}

InterlockLatch::Due InterlockLatch::act(const Interlock &interlock, const std::string &sentence, drivers::Instant now)
{
    if (inhibited(now)) { // its silence was asked for; when the inhibition ends it acts after all
        return Due::Nothing;
    }
    m_acted = true;
    if (!m_latched) {
        m_latched = true;
        m_latchedBy = sentence;
        m_acknowledgement.reset();
    }
    return interlock.action == InterlockAction::RefuseDose ? Due::Nothing : Due::Act;
}

bool InterlockLatch::lets(const InterlockVerdict &verdict, drivers::Instant now) const
{
    return verdict.state == InterlockVerdict::State::Ok && !m_latched && !inhibited(now);
}

Result<void> InterlockLatch::acknowledge(const Interlock &interlock, const InterlockVerdict &verdict,
                                         InterlockWord word)
{
    if (!m_latched) {
        return fail(ErrorCode::BadInput, interlock.name + " is not latched: there is nothing to acknowledge");
    }
    if (verdict.state != InterlockVerdict::State::Ok) {
        return fail(ErrorCode::Busy,
                    interlock.name + " cannot be acknowledged while its cause lasts: " + verdict.sentence);
    }
    m_latched = false;
    m_latchedBy.clear();
    m_acknowledgement = std::move(word);
    return {};
}

void InterlockLatch::inhibit(InterlockWord word, drivers::Instant until, std::string untilUtc)
{
    m_inhibition = std::move(word);
    m_inhibitedUntil = until;
    m_inhibitedUntilUtc = std::move(untilUtc);
}

void InterlockLatch::release()
{
    m_inhibition.reset();
    m_inhibitedUntil = {};
}

void InterlockLatch::latchAgain(const std::string &sentence)
{
    m_latched = true;
    m_latchedBy = sentence;
}

} // namespace tgc::bench
