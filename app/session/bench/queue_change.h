// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/session/bench/line_state.h"

namespace tgc::bench {

/// One change of the queue, as its journal keeps it and as it is done: both from the same value, so that what is read
/// back is what was done.
struct QueueChange {
    std::string what; ///< "added", "dose asked" ...: for people; of the words only those below mean anything
    std::string utc;
    std::vector<LineState> lines;       ///< changed, or new at the end
    std::vector<std::uint64_t> removed;
    std::vector<std::uint64_t> order;   ///< of all lines, where it changed
    std::map<std::string, std::string> methods; ///< texts by SHA-256 that were not kept before
    std::string by;
    std::string note;
    std::string lastInjectionUtc; ///< carried over from an earlier journal
    std::optional<int> sinceCheck; ///< injections since the last check standard, where that is known
};

/// The word of the change after which the chromatograph counts as used.
inline constexpr const char *injectionBegun = "injection begun";
/// The word after a whole injection that counts.
inline constexpr const char *injectionDone = "injection done";

[[nodiscard]] nlohmann::json recordOf(const QueueChange &change);
/// Empty: no change at all. What is not understood within it is left out.
[[nodiscard]] std::optional<QueueChange> changeOfRecord(const nlohmann::json &record);

void applyChange(std::vector<LineState> &lines, const QueueChange &change);

} // namespace tgc::bench
