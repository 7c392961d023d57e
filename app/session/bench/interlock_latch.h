// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/core/error.h"
#include "app/session/bench/judge_interlock.h"

namespace tgc::bench {

/// A person's word about an interlock.
struct InterlockWord {
    std::string by;
    std::string reason;
    std::string utc;
};

/// The memory of one interlock: since when it is tripped, whether it has acted and stays latched, who inhibited it until
/// when. It has acted when it refused a dose, when its action was due, or when a reading beyond its limit lasted longer
/// than its delay; then it lets no dose pass until a person acknowledges it. Pure but for its own state.
class InterlockLatch {
public:
    /// What the interlock does besides, now: nothing, or once its action.
    enum class Due { Nothing, Act };
    [[nodiscard]] Due take(const Interlock &interlock, const InterlockVerdict &verdict, drivers::Instant now,
                           drivers::Duration delay);
    /// It kept a dose from being given. Its action is due with that, whatever its delay.
    [[nodiscard]] Due refused(const Interlock &interlock, const std::string &sentence, drivers::Instant now);

    /// Nothing but this lets a dose pass: its condition is ok, it is not latched and not inhibited.
    [[nodiscard]] bool lets(const InterlockVerdict &verdict, drivers::Instant now) const;

    /// Refused while its condition lasts: mend first.
    [[nodiscard]] Result<void> acknowledge(const Interlock &interlock, const InterlockVerdict &verdict,
                                           InterlockWord word);
    void inhibit(InterlockWord word, drivers::Instant until, std::string untilUtc);
    void release();
    /// What was latched before the station was started anew stays so.
    void latchAgain(const std::string &sentence);

    [[nodiscard]] bool latched() const { return m_latched; }
    [[nodiscard]] const std::string &latchedBy() const { return m_latchedBy; } ///< the sentence that did
    [[nodiscard]] bool inhibited(drivers::Instant now) const { return m_inhibition && now < m_inhibitedUntil; }
    [[nodiscard]] const std::optional<InterlockWord> &inhibition() const { return m_inhibition; }
    [[nodiscard]] const std::string &inhibitedUntilUtc() const { return m_inhibitedUntilUtc; }
    [[nodiscard]] const std::optional<InterlockWord> &acknowledgement() const { return m_acknowledgement; }

private:
    [[nodiscard]] Due act(const Interlock &interlock, const std::string &sentence, drivers::Instant now);

    std::optional<drivers::Instant> m_trippedSince;
    bool m_acted = false; ///< since it tripped
    bool m_latched = false;
    std::string m_latchedBy;
    std::optional<InterlockWord> m_inhibition;
    drivers::Instant m_inhibitedUntil{};
    std::string m_inhibitedUntilUtc;
    std::optional<InterlockWord> m_acknowledgement;
};

} // namespace tgc::bench
