// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/exception_signs.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/session/channel_inputs.h"

namespace tgc::session {

namespace {

std::string textOf(const nlohmann::json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool isLeftOut(const nlohmann::json &point)
{
    const auto used = point.is_object() ? point.find("used") : point.end();
    return point.is_object() && used != point.end() && used->is_boolean() && !used->get<bool>();
}

} // namespace

std::string wordsOf(const std::set<std::string, std::less<>> &flags)
{
    std::string text;
    for (const std::string &word : flags) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

std::set<std::string, std::less<>> flagsOf(const db::NewResult &result)
{
    std::set<std::string, std::less<>> flags;
    for (const db::PeakRecord &peak : result.peaks) {
        flags.insert(peak.flags.begin(), peak.flags.end());
    }
    if (const auto outputs = nlohmann::json::parse(result.outputsJson, nullptr, false); outputs.is_object()) {
        const std::string text = textOf(outputs, "flags");
        for (std::size_t from = 0; from < text.size();) {
            const auto to = std::min(text.find(';', from), text.size());
            flags.insert(text.substr(from, to - from));
            from = to + 1;
        }
    }
    flags.erase("");
    return flags;
}

std::size_t editsOf(const db::NewResult &result)
{
    std::size_t count = 0;
    if (result.kind == "integration") {
        if (const auto inputs = inputsFromJson(result.inputsJson)) {
            for (const ChannelInputs &channel : *inputs) {
                count += channel.events.size();
            }
        }
    }
    return count;
}

std::string unusedPoints(const std::string &calibration)
{
    const auto curve = nlohmann::json::parse(calibration, nullptr, false);
    const auto points = curve.is_object() ? curve.find("points") : curve.end();
    std::string left;
    int count = 0;
    if (curve.is_object() && points != curve.end() && points->is_array()) {
        for (const auto &point : *points) {
            if (isLeftOut(point)) {
                const std::string replicate = textOf(point, "replicate");
                const std::string reason = textOf(point, "reason");
                left += (count++ > 0 ? "; " : "") + textOf(point, "level") + (replicate.empty() ? "" : "/") +
                        replicate + ": " + (reason.empty() ? "no reason given" : reason);
            }
        }
    }
    return count == 0
               ? std::string()
               : std::to_string(count) + (count == 1 ? " standard is" : " standards are") + " left out (" + left + ")";
}

} // namespace tgc::session
