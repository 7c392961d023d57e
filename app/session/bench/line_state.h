// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/session/bench/line_verdict.h"
#include "app/session/bench/queue_line.h"
#include "app/session/bench/uptime.h"

namespace tgc::bench {

/// What is known of the dose that a line gives, also by a station that was started after the one that asked for it.
struct DoseFact {
    enum class State {
        None,     ///< nothing was asked for yet
        Asked,    ///< asked for, and no answer yet: once the station that asked is gone this is Unknown
        Given,    ///< so much was given
        NotGiven, ///< asked for, and known not to have been given: nothing was sent
        Unknown   ///< it may have been given, in whole, in part or not at all
    };
    State state = State::None;
    bool byHand = false; ///< a person doses
    double asked_mL = 0.0;
    std::optional<double> delivered_mL; ///< of Given
    double atMost_mL = 0.0;
    std::string evidence;
    std::string askedUtc;
    std::string knownUtc;
    Uptime knownUptime; ///< of the same moment
    std::string by; ///< by hand: who
    std::string acknowledgedBy; ///< of Unknown: who takes it as it is
    std::string reason;

    /// The line may ask for its dose. Never where one may have been given.
    [[nodiscard]] bool mayDose() const { return state == State::None || state == State::NotGiven; }
    /// Nobody knows, and nobody has taken it upon himself.
    [[nodiscard]] bool inDoubt() const
    {
        return state == State::Asked || (state == State::Unknown && acknowledgedBy.empty());
    }
};
[[nodiscard]] std::string wordOf(DoseFact::State state); ///< none|asked|given|not given|unknown

/// A line of the queue and what has become of it.
struct LineState {
    std::uint64_t id = 0; ///< stays the line's own when lines are moved, taken out, or share a number
    QueueLine line;
    std::string state = "waiting"; ///< waiting | active | interrupted | done | failed | skipped | aborted | closed
    std::string step;
    int doneInjections = 0;                ///< whole ones that count
    int begunInjections = 0;               ///< all that were begun: their gas may have been drawn
    std::vector<std::string> runs;
    std::vector<std::string> discardedRuns; ///< conditioning injections
    std::string why;
    LineVerdict verdict; ///< of a line that is done
    int repeats = 0; ///< so often the queue itself had it done once more
    DoseFact dose;
    std::string methodText; ///< of the file that the line names, as it was when the line was added; empty: none
    std::string methodHash; ///< its SHA-256
    bool restored = false;  ///< of the time before the station was started
    bool undecided = false; ///< interrupted, and nobody has said what is to become of it
    std::string readyUtc;   ///< while it reacts: when that will be over; not kept
    std::string changedUtc; ///< when the last of this was recorded

    [[nodiscard]] bool isOver() const { return state != "waiting" && state != "active" && state != "interrupted"; }
};

/// The line as the queue's journal keeps it. The method's text is not in it: it is kept once, by its hash.
[[nodiscard]] nlohmann::json recordOf(const LineState &state);
/// The same read back. A line that this program does not understand comes back as failed, with what is known of its dose:
/// a dose is never forgotten. Empty: no such record at all.
[[nodiscard]] std::optional<LineState> lineOfRecord(const nlohmann::json &record);

} // namespace tgc::bench
