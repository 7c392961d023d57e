// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "app/session/watch/match_file.h"

namespace tgc::watch {

/// How a run came to its sample.
struct MatchNote {
    std::string why;    ///< the matcher's words
    std::string by{};   ///< who said so by hand; empty: the matcher
    std::string reason{}; ///< why, by hand
};

/// What the store keeps with a run that a watch stored, in place of a queue line (RunDetails::queueLine): for which
/// injection, by what it was matched. A JSON object of texts.
[[nodiscard]] std::string runNote(const Expected &expected, const MatchNote &note);

/// The injection of its sample that such a run is; empty: no watch stored it.
[[nodiscard]] std::optional<int> injectionNoted(const std::string &queueLine);

} // namespace tgc::watch
