// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "drivers/profile/profile.h"

namespace tgc::drivers {

/// One table of a TOML file, read key by key; what was not asked for by the end is an unknown key. Every complaint
/// carries the line.
class TomlFields {
public:
    TomlFields(const toml::table &table, std::string where, std::vector<Finding> &findings);
    TomlFields(const TomlFields &) = delete;
    TomlFields &operator=(const TomlFields &) = delete;
    ~TomlFields();

    [[nodiscard]] std::string text(const char *key, std::string absent = {});
    [[nodiscard]] std::optional<std::string> someText(const char *key);
    [[nodiscard]] std::optional<std::int64_t> whole(const char *key, std::int64_t low, std::int64_t high);
    [[nodiscard]] std::optional<double> number(const char *key);
    [[nodiscard]] bool flag(const char *key, bool absent);
    [[nodiscard]] std::vector<std::string> texts(const char *key);
    [[nodiscard]] const toml::table *table(const char *key);
    [[nodiscard]] const toml::array *array(const char *key);
    [[nodiscard]] const toml::node *node(const char *key);
    /// A key that may hold what it likes.
    void ignore(const char *key) { m_known.insert(key); }
    void require(const char *key);

    void error(const char *key, const std::string &text);
    void warn(const char *key, const std::string &text);
    [[nodiscard]] int line() const { return lineOf(m_table); }
    [[nodiscard]] int lineOf(const char *key) const;
    [[nodiscard]] static int lineOf(const toml::node &node);

private:
    void complain(const char *key, bool error, const std::string &text);

    const toml::table &m_table;
    std::string m_where;
    std::vector<Finding> &m_findings;
    std::set<std::string, std::less<>> m_known;
};

/// Text of a scalar, as a person would type it: `1`, `2.5`, `true`, `idle`; empty for tables and arrays.
[[nodiscard]] std::optional<std::string> scalarText(const toml::node &node);

} // namespace tgc::drivers
