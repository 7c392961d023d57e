// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/core/error.h"

namespace tgc::bench {

/// The arguments of a command. Wrong ones are remembered, the first of them is told: ask everything, then check().
class CommandArgs {
public:
    CommandArgs(std::string command, const nlohmann::json &args, const std::vector<std::string_view> &known);

    [[nodiscard]] std::optional<std::string> text(const char *key);
    [[nodiscard]] std::optional<double> number(const char *key);
    [[nodiscard]] std::optional<std::int64_t> whole(const char *key);
    [[nodiscard]] bool flag(const char *key);
    void require(const char *key);
    void bad(const std::string &what);

    /// BadInput with the first thing that was wrong.
    [[nodiscard]] Result<void> check() const;

private:
    [[nodiscard]] const nlohmann::json *find(const char *key) const;

    std::string m_command;
    const nlohmann::json &m_args;
    std::string m_error;
};

} // namespace tgc::bench
