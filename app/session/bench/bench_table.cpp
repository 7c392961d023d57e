// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/bench_table.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/core/near_name.h"

namespace tgc::bench {

namespace {

int lineIn(const toml::node &node)
{
    return static_cast<int>(node.source().begin.line);
}

} // namespace

int BenchTable::line() const
{
    return std::max(1, lineIn(m_table));
}

int BenchTable::lineOf(const char *key) const
{
    const toml::node *node = m_table.get(key);
    return node != nullptr ? lineIn(*node) : line();
}

void BenchTable::complain(const char *key, const std::string &text)
{
    m_complaints.push_back({lineOf(key), (m_where.empty() ? "" : m_where + " ") + key + " " + text});
}

void BenchTable::onlyKeys(const std::vector<std::string_view> &known)
{
    for (const auto &[key, value] : m_table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
            m_complaints.push_back({static_cast<int>(key.source().begin.line),
                                    (m_where.empty() ? "" : m_where + " ") + "has no key \"" + std::string(key.str()) +
                                        "\"" + nearName(key.str(), known)});
        }
    }
}

void BenchTable::require(const char *key)
{
    if (!has(key)) {
        complain(key, "is missing");
    }
}

std::optional<std::string> BenchTable::text(const char *key)
{
    const toml::node *node = m_table.get(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    auto value = node->value_exact<std::string>();
    if (!value) {
        complain(key, "must be a text in quotes");
    }
    return value;
}

void BenchTable::text(const char *key, std::string &into)
{
    if (auto value = text(key)) {
        into = std::move(*value);
    }
}

void BenchTable::number(const char *key, double &into, double low, double high)
{
    const toml::node *node = m_table.get(key);
    if (node == nullptr) {
        return;
    }
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value || !(*value >= low && *value <= high)) {
        complain(key, "must be a number from " + shortest(low) + " to " + shortest(high));
        return;
    }
    into = *value;
}

std::optional<int> BenchTable::whole(const char *key, int low, int high)
{
    const toml::node *node = m_table.get(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < low || *value > high) {
        complain(key, "must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
        return std::nullopt;
    }
    return static_cast<int>(*value);
}

void BenchTable::whole(const char *key, int &into, int low, int high)
{
    if (const auto value = whole(key, low, high)) {
        into = *value;
    }
}

void BenchTable::flag(const char *key, bool &into)
{
    const toml::node *node = m_table.get(key);
    if (node == nullptr) {
        return;
    }
    if (const auto value = node->value_exact<bool>()) {
        into = *value;
    } else {
        complain(key, "must be true or false");
    }
}

std::vector<std::string> BenchTable::texts(const char *key)
{
    std::vector<std::string> out;
    const toml::node *node = m_table.get(key);
    if (node == nullptr) {
        return out;
    }
    const toml::array *list = node->as_array();
    bool good = list != nullptr;
    if (list != nullptr) {
        for (const toml::node &item : *list) {
            const auto value = item.value_exact<std::string>();
            good = good && value.has_value();
            out.push_back(value.value_or(std::string()));
        }
    }
    if (!good) {
        complain(key, "must be a list of texts in quotes");
        out.clear();
    }
    return out;
}

std::optional<std::pair<double, double>> BenchTable::window(const char *key)
{
    const toml::node *node = m_table.get(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const toml::array *list = node->as_array();
    if (list != nullptr && list->size() == 2 && (*list)[0].is_number() && (*list)[1].is_number()) {
        const double a = (*list)[0].value<double>().value_or(0.0);
        const double b = (*list)[1].value<double>().value_or(0.0);
        if (std::isfinite(a) && std::isfinite(b) && a < b) {
            return std::pair(a, b);
        }
    }
    complain(key, "must be two numbers, the smaller one first: [45.0, 60.0]");
    return std::nullopt;
}

const toml::table *BenchTable::table(const char *key)
{
    const toml::node *node = m_table.get(key);
    if (node != nullptr && !node->is_table()) {
        complain(key, "must be a table");
        return nullptr;
    }
    return node != nullptr ? node->as_table() : nullptr;
}

std::vector<const toml::table *> BenchTable::tables(const char *key)
{
    std::vector<const toml::table *> out;
    const toml::node *node = m_table.get(key);
    if (node == nullptr) {
        return out;
    }
    const toml::array *list = node->as_array();
    bool good = list != nullptr;
    if (list != nullptr) {
        for (const toml::node &item : *list) {
            if (item.is_table()) {
                out.push_back(item.as_table());
            } else {
                good = false;
            }
        }
    }
    if (!good) {
        complain(key, "must be a list of tables");
    }
    return out;
}

bool isName(const std::string &text)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), allowed);
}

} // namespace tgc::bench
