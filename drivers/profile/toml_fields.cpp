// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/toml_fields.h"

#include "analysis/core/decimal.h"

namespace tgc::drivers {

TomlFields::TomlFields(const toml::table &table, std::string where, std::vector<Finding> &findings)
    : m_table(table), m_where(std::move(where)), m_findings(findings)
{
}

TomlFields::~TomlFields()
{
    for (const auto &[key, value] : m_table) {
        if (!m_known.contains(key.str())) {
            m_findings.push_back({static_cast<int>(key.source().begin.line), true,
                                  m_where + ": unknown key \"" + std::string(key.str()) + "\""});
        }
    }
}

int TomlFields::lineOf(const toml::node &node)
{
    return static_cast<int>(node.source().begin.line);
}

int TomlFields::lineOf(const char *key) const
{
    const toml::node *found = m_table.get(key);
    return found != nullptr ? lineOf(*found) : lineOf(m_table);
}

void TomlFields::complain(const char *key, bool error, const std::string &text)
{
    m_findings.push_back({lineOf(key), error, m_where + ": " + key + " " + text});
}

void TomlFields::error(const char *key, const std::string &text)
{
    complain(key, true, text);
}

void TomlFields::warn(const char *key, const std::string &text)
{
    complain(key, false, text);
}

void TomlFields::require(const char *key)
{
    if (!m_table.contains(key)) {
        complain(key, true, "is missing");
    }
}

const toml::node *TomlFields::node(const char *key)
{
    m_known.insert(key);
    return m_table.get(key);
}

std::optional<std::string> TomlFields::someText(const char *key)
{
    const toml::node *found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    auto value = found->value_exact<std::string>();
    if (!value) {
        error(key, "must be a text in quotes");
    }
    return value;
}

std::string TomlFields::text(const char *key, std::string absent)
{
    return someText(key).value_or(std::move(absent));
}

std::optional<std::int64_t> TomlFields::whole(const char *key, std::int64_t low, std::int64_t high)
{
    const toml::node *found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto value = found->value_exact<std::int64_t>();
    if (!value || *value < low || *value > high) {
        error(key, "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
        return std::nullopt;
    }
    return value;
}

std::optional<double> TomlFields::number(const char *key)
{
    const toml::node *found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (!found->is_number()) {
        error(key, "must be a number");
        return std::nullopt;
    }
    return found->value<double>();
}

bool TomlFields::flag(const char *key, bool absent)
{
    const toml::node *found = node(key);
    if (found == nullptr) {
        return absent;
    }
    const auto value = found->value_exact<bool>();
    if (!value) {
        error(key, "must be true or false");
    }
    return value.value_or(absent);
}

std::vector<std::string> TomlFields::texts(const char *key)
{
    std::vector<std::string> out;
    if (const toml::array *list = array(key)) {
        for (const toml::node &item : *list) {
            if (const auto value = item.value_exact<std::string>()) {
                out.push_back(*value);
            } else {
                error(key, "must be a list of texts in quotes");
            }
        }
    }
    return out;
}

const toml::table *TomlFields::table(const char *key)
{
    const toml::node *found = node(key);
    if (found != nullptr && !found->is_table()) {
        error(key, "must be a table");
    }
    return found != nullptr ? found->as_table() : nullptr;
}

const toml::array *TomlFields::array(const char *key)
{
    const toml::node *found = node(key);
    if (found != nullptr && !found->is_array()) {
        error(key, "must be a list");
    }
    return found != nullptr ? found->as_array() : nullptr;
}

std::optional<std::string> scalarText(const toml::node &node)
{
    if (auto text = node.value_exact<std::string>()) {
        return text;
    }
    if (const auto whole = node.value_exact<std::int64_t>()) {
        return std::to_string(*whole);
    }
    if (const auto flag = node.value_exact<bool>()) {
        return *flag ? "true" : "false";
    }
    if (const auto number = node.value_exact<double>()) {
        return shortest(*number);
    }
    return std::nullopt;
}

} // namespace tgc::drivers
