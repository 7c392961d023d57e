// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/station/protocol/messages.h"

namespace tgc::cli {

/// A line of the queue that has come to its end.
struct EndedLine {
    int line = 0;
    std::string sampleId;
    std::string group;
    std::string kind;
    int injections = 0; ///< that were recorded
    std::string state;  ///< done|failed|skipped|aborted|closed|removed
    std::vector<std::string> runs; ///< R12 where they are in the store, else as the recording is called
    std::string why;
};

/// What becomes of some lines of a station's queue, told by its events.
class RunWatch {
public:
    /// `snapshot`: of the station, with these lines in its queue.
    RunWatch(const std::set<int> &lines, const nlohmann::json &snapshot);

    void take(const station::EventMessage &event);

    /// Lines that have ended, and whose runs are in the store, since the last call; all that have ended where `adopted`
    /// does not matter.
    [[nodiscard]] std::vector<EndedLine> takeEnded(bool onlyAdopted);
    [[nodiscard]] bool allEnded() const;
    [[nodiscard]] bool allShown() const { return m_shown.size() == m_lines.size(); }
    [[nodiscard]] bool anyFailed() const;
    /// Why the queue stands still; empty while it runs.
    [[nodiscard]] const std::optional<std::string> &held() const { return m_held; }
    /// A question that a person is to answer, once.
    [[nodiscard]] std::optional<std::string> takeQuestion();
    /// "2 of 9 done; line 3, S1: waits for the gas chromatograph; 1800 samples, saved 0.4 s ago"
    [[nodiscard]] std::string progress() const;

private:
    void takeLine(const nlohmann::json &line);

    std::map<int, nlohmann::json> m_lines;
    std::set<int> m_shown;
    std::map<std::string, std::string> m_adopted; ///< run -> name in the store
    std::optional<std::string> m_held;
    std::vector<std::string> m_questions;
    std::string m_now;
    std::uint64_t m_samples = 0;
    std::optional<std::chrono::steady_clock::time_point> m_saved; ///< while a run is recorded
};

} // namespace tgc::cli
