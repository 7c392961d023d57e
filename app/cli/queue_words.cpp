// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queue_words.h"

namespace tgc::cli {

using nlohmann::json;

std::string text(const json &map, const char *key)
{
    const auto found = map.find(key);
    return found == map.end() || found->is_null() ? "" : found->is_string() ? found->get<std::string>() : found->dump();
}

std::string doseWords(const json &line)
{
    const auto dose = line.find("dose");
    if (dose == line.end() || !dose->is_object()) {
        return "";
    }
    const std::string state = text(*dose, "state");
    if (state == "given") {
        return text(*dose, "delivered_mL") + " mL given";
    }
    if (state != "unknown") {
        return state == "none" ? "not yet" : state;
    }
    const std::string by = text(*dose, "acknowledged_by");
    return by.empty() ? "UNKNOWN" : "unknown, taken so by " + by;
}

std::string suitabilitySentence(const json &line)
{
    const json judged = line.value("suitability", json());
    if (!judged.is_object()) {
        return "";
    }
    const std::string words = text(judged, "words");
    const std::string act = text(judged, "act");
    return text(judged, "verdict") + (words.empty() ? "" : ": " + words) + (act.empty() ? "" : "; " + act);
}

std::string detailsOf(const json &line)
{
    for (const std::string &words : {text(line, "known"), text(line, "why"), text(line, "step")}) {
        if (!words.empty()) {
            return words;
        }
    }
    const std::string verdict = text(line.value("suitability", json::object()), "verdict");
    return verdict == "suitable" ? "" : suitabilitySentence(line);
}

} // namespace tgc::cli
