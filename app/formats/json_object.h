// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tgc::formats {

/// `text` as a JSON string; bytes that are no UTF-8 become the replacement character.
[[nodiscard]] std::string jsonText(std::string_view text);
/// Shortest round-trip digits, or `null` for what is not determined.
[[nodiscard]] std::string jsonNumber(std::optional<double> value);
[[nodiscard]] std::string jsonArray(std::span<const std::string> elements);
[[nodiscard]] std::string jsonTexts(std::span<const std::string> texts);

/// One JSON object with its keys in the order they were added.
class JsonObject {
public:
    JsonObject &text(std::string_view key, std::string_view value) { return raw(key, jsonText(value)); }
    JsonObject &optionalText(std::string_view key, const std::optional<std::string> &value)
    {
        return value ? text(key, *value) : raw(key, "null");
    }
    JsonObject &number(std::string_view key, std::optional<double> value) { return raw(key, jsonNumber(value)); }
    JsonObject &flag(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
    /// `json` is a value already written as JSON.
    JsonObject &raw(std::string_view key, std::string_view json);

    [[nodiscard]] std::string str() const { return m_body.empty() ? "{}" : m_body + "}"; }

private:
    std::string m_body;
};

} // namespace tgc::formats
