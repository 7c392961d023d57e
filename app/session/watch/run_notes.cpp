// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/run_notes.h"

#include <nlohmann/json.hpp>

namespace tgc::watch {

std::string runNote(const Expected &expected, const MatchNote &note)
{
    nlohmann::ordered_json texts;
    const auto add = [&](const char *key, const std::string &text) {
        if (!text.empty()) {
            texts[key] = text;
        }
    };
    add("line", expected.line ? std::to_string(*expected.line) : "");
    add("level", expected.level);
    add("watched_injection", std::to_string(expected.injection));
    add("matched", note.why);
    add("matched_by", note.by);
    add("matched_reason", note.reason);
    return texts.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::optional<int> injectionNoted(const std::string &queueLine)
{
    const auto texts = nlohmann::json::parse(queueLine, nullptr, false);
    if (!texts.is_object() || !texts.contains("watched_injection") || !texts["watched_injection"].is_string()) {
        return std::nullopt;
    }
    const std::string text = texts["watched_injection"].get<std::string>();
    int injection = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || injection > 100000) {
            return std::nullopt;
        }
        injection = 10 * injection + (c - '0');
    }
    return injection > 0 ? std::optional(injection) : std::nullopt;
}

} // namespace tgc::watch
