// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/json_object.h"

#include <nlohmann/json.hpp>

#include "analysis/core/decimal.h"

namespace tgc::formats {

std::string jsonText(std::string_view text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string jsonNumber(std::optional<double> value)
{
    const std::string digits = value ? shortest(*value) : std::string();
    return digits.empty() ? "null" : digits;
}

std::string jsonArray(std::span<const std::string> elements)
{
    std::string joined = "[";
    for (const std::string &element : elements) {
        if (joined.size() > 1) {
            joined += ',';
        }
        joined += element;
    }
    return joined + "]";
}

std::string jsonTexts(std::span<const std::string> texts)
{
    std::vector<std::string> quoted;
    quoted.reserve(texts.size());
    for (const std::string &text : texts) {
        quoted.push_back(jsonText(text));
    }
    return jsonArray(quoted);
}

JsonObject &JsonObject::raw(std::string_view key, std::string_view json)
{
    m_body += m_body.empty() ? '{' : ',';
    m_body += jsonText(key);
    m_body += ':';
    m_body += json;
    return *this;
}

} // namespace tgc::formats
