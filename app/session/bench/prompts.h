// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/session/bench/bench_core.h"
#include "app/session/bench/bench_json.h"

namespace tgc::bench {

/// What a person typed.
struct PromptAnswer {
    std::optional<double> value;
    std::chrono::system_clock::time_point time{}; ///< when it was done: typed, or when it was answered
    std::string by;
};

/// Questions to a person who plays a role. Nobody waits in here. Thread-safe.
class Prompts {
public:
    /// `answered` is told after each answer, from the thread that answers.
    Prompts(BenchCore &core, std::function<void()> answered) : m_core(core), m_answered(std::move(answered)) {}

    std::int64_t ask(Prompt prompt);
    /// BadInput: no such question is open, or the value it asks for is missing or below zero.
    [[nodiscard]] Result<void> answer(std::int64_t id, PromptAnswer answer);
    /// The answer, once it is there; it is given out once.
    [[nodiscard]] std::optional<PromptAnswer> take(std::int64_t id);
    /// The question no longer matters.
    void withdraw(std::int64_t id);
    [[nodiscard]] nlohmann::json json() const;

private:
    BenchCore &m_core;
    std::function<void()> m_answered;
    mutable std::mutex m_mutex;
    std::map<std::int64_t, Prompt> m_open;
    std::map<std::int64_t, PromptAnswer> m_given;
    std::int64_t m_last = 0;
};

} // namespace tgc::bench
