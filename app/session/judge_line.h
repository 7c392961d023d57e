// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "db/store.h"

namespace tgc::session {

/// A line of the injection queue whose injections are done and in the store.
struct LineToJudge {
    int line = 0;
    std::string kind; ///< sample|standard|blank|check
    std::string sampleId;
    std::string methodName;
    std::string methodText; ///< as the line froze it; empty: it has none
    std::map<std::string, std::string> columns; ///< of QUEUE.csv, as typed
    std::vector<db::RecordId> runs;
    int drawsBegun = 0; ///< from its vial, as the queue knows it
};

struct LineJudgement {
    enum class Word { Suitable, Unsuitable, NotJudged };
    Word word = Word::NotJudged;
    std::vector<std::string> words; ///< of an unsuitable line the rules that it breaks, else all
    bool nothingAsked = false; ///< its method has no rules, and it is no check standard
    std::optional<int> drawsLeft; ///< of its vial; empty: not known
};

/// Holds the line's injections against the `[suitability]` of its method, as `tgc integrate --method` does, all of them as
/// one series; and those of a check standard against the calibration in use (the newest that is not retired), as
/// `tgc check` does. Nothing is written. What cannot be judged (no method, a rule that wants more injections, no
/// calibration) is NotJudged unless something else is unsuitable. Error: the store cannot be read now; ask again.
[[nodiscard]] Result<LineJudgement> judgeLine(const db::Store &store, const LineToJudge &line);

} // namespace tgc::session
