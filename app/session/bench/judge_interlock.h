// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/session/bench/bench_json.h"
#include "app/session/bench/dose_ledger.h"
#include "app/session/bench/interlock.h"
#include "drivers/api/clock.h"

namespace tgc::bench {

/// What is known of a device whose link an interlock watches.
struct LinkSeen {
    bool usable = false;        ///< ready or busy
    std::string state;          ///< its word
    std::string why;            ///< in a sentence, where it is not usable
    bool counted = false;       ///< its link counts what it answers
    std::uint64_t answers = 0;  ///< so many until now
    drivers::Instant heard{};   ///< when that number last rose; for whoever judges
};

/// All that an interlock is judged by.
struct InterlockInputs {
    drivers::Instant now{};
    drivers::Instant started{}; ///< of the bench: what has never been read is unknown for as long as it may be old
    drivers::Duration maxAge{}; ///< of a reading, on the host's clock
    std::optional<PointReading> reading; ///< the last one of its point; empty: never read
    std::optional<LinkSeen> link;        ///< of lost-link; empty: there is no such device
    DoseSums doses;                      ///< of titrator-over-volume, with the dose that is asked for
};

struct InterlockVerdict {
    enum class State { Ok, Tripped, Unknown };
    State state = State::Unknown;
    std::optional<double> value; ///< in the limit's unit
    bool crossed = false;        ///< tripped by its value, and not for want of one
    std::string sentence;        ///< what is so, and what to do about it
};

/// Whether an interlock lets doses pass now. It fails closed: only a reading that is good, of a unit that is understood,
/// young enough and on the safe side of the limit is Ok. The limit itself trips; of volumes it is still allowed, for it
/// is what somebody planned to give. Unknown is what has not been heard of since the bench began, for `maxAge`; then it
/// trips. No memory: what latches or acts stands in interlock_latch.h.
[[nodiscard]] InterlockVerdict judgeInterlock(const Interlock &interlock, const InterlockInputs &inputs);

} // namespace tgc::bench
