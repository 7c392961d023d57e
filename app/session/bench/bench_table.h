// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

namespace tgc::bench {

/// What is wrong with a bench file, by line.
struct Complaint {
    int line = 0;
    std::string text;
};
using Complaints = std::vector<Complaint>;

/// One table of a bench file, read key by key; every complaint carries the line of its key.
class BenchTable {
public:
    BenchTable(const toml::table &table, std::string where, Complaints &complaints)
        : m_table(table), m_where(std::move(where)), m_complaints(complaints)
    {
    }

    /// Complains of every key that is not one of these.
    void onlyKeys(const std::vector<std::string_view> &known);
    /// Values that are absent or wrong stay what they are; wrong ones are complained of.
    void text(const char *key, std::string &into);
    void number(const char *key, double &into, double low, double high);
    void whole(const char *key, int &into, int low, int high);
    void flag(const char *key, bool &into);
    [[nodiscard]] std::optional<std::string> text(const char *key);
    [[nodiscard]] std::optional<int> whole(const char *key, int low, int high);
    [[nodiscard]] std::vector<std::string> texts(const char *key);
    /// `[a, b]` with a < b, both numbers.
    [[nodiscard]] std::optional<std::pair<double, double>> window(const char *key);
    [[nodiscard]] const toml::table *table(const char *key);
    /// Tables in a list; anything else in it is complained of.
    [[nodiscard]] std::vector<const toml::table *> tables(const char *key);

    [[nodiscard]] bool has(const char *key) const { return m_table.contains(key); }
    void require(const char *key);
    void complain(const char *key, const std::string &text);
    [[nodiscard]] int line() const;
    [[nodiscard]] int lineOf(const char *key) const;

private:
    const toml::table &m_table;
    std::string m_where; ///< "[roles]"; empty: the file itself
    Complaints &m_complaints;
};

/// Letters, digits, "-" and "_"; 40 at most.
[[nodiscard]] bool isName(const std::string &text);

} // namespace tgc::bench
