// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/command_args.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/near_name.h"

namespace tgc::bench {

CommandArgs::CommandArgs(std::string command, const nlohmann::json &args, const std::vector<std::string_view> &known)
    : m_command(std::move(command)), m_args(args)
{
    if (args.is_null()) {
        return;
    }
    if (!args.is_object()) {
        bad("its arguments must be a map");
        return;
    }
    for (const auto &[key, value] : args.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            bad("it has no argument \"" + key + "\"" + nearName(key, known));
        }
    }
}

const nlohmann::json *CommandArgs::find(const char *key) const
{
    if (!m_args.is_object()) {
        return nullptr;
    }
    const auto found = m_args.find(key);
    return found != m_args.end() && !found->is_null() ? &*found : nullptr;
}

std::optional<std::string> CommandArgs::text(const char *key)
{
    const auto *value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_string()) {
        bad(std::string(key) + " must be a text");
        return std::nullopt;
    }
    return value->get<std::string>();
}

std::optional<double> CommandArgs::number(const char *key)
{
    const auto *value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
        bad(std::string(key) + " must be a number");
        return std::nullopt;
    }
    return value->get<double>();
}

std::optional<std::int64_t> CommandArgs::whole(const char *key)
{
    const auto *value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_number_integer()) {
        bad(std::string(key) + " must be a whole number");
        return std::nullopt;
    }
    return value->get<std::int64_t>();
}

bool CommandArgs::flag(const char *key)
{
    const auto *value = find(key);
    if (value == nullptr) {
        return false;
    }
    if (!value->is_boolean()) {
        bad(std::string(key) + " must be true or false");
        return false;
    }
    return value->get<bool>();
}

void CommandArgs::require(const char *key)
{
    if (find(key) == nullptr) {
        bad(std::string(key) + " is missing");
    }
}

void CommandArgs::bad(const std::string &what)
{
    if (m_error.empty()) {
        m_error = m_command + ": " + what;
    }
}

Result<void> CommandArgs::check() const
{
    if (!m_error.empty()) {
        return fail(ErrorCode::BadInput, m_error);
    }
    return {};
}

} // namespace tgc::bench
