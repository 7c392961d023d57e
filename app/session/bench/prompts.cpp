// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/prompts.h"

#include <cmath>

#include "app/session/bench/utc.h"

namespace tgc::bench {

std::int64_t Prompts::ask(Prompt prompt)
{
    nlohmann::json data;
    std::int64_t id = 0;
    {
        const std::lock_guard lock(m_mutex);
        id = prompt.id = ++m_last;
        prompt.since = utcNow();
        data = promptJson(prompt);
        m_open.emplace(id, std::move(prompt));
    }
    m_core.tell("prompt", std::move(data));
    return id;
}

Result<void> Prompts::answer(std::int64_t id, PromptAnswer answer)
{
    nlohmann::json data;
    {
        const std::lock_guard lock(m_mutex);
        const auto open = m_open.find(id);
        if (open == m_open.end()) {
            return fail(ErrorCode::BadInput,
                        "question " + std::to_string(id) + " is not open: it was answered, or is no longer asked");
        }
        if (const auto &field = open->second.field) {
            if (!answer.value) {
                answer.value = field->preset;
            }
            if (!answer.value || !std::isfinite(*answer.value) || *answer.value < 0.0) {
                return fail(ErrorCode::BadInput, "question " + std::to_string(id) + " asks for " + field->name +
                                                     " in " + field->unit + ": a number from 0 up");
            }
        } else {
            answer.value.reset();
        }
        data = {{"id", id}, {"value", numberOrNull(answer.value)}, {"time", utcText(answer.time)}, {"by", answer.by}};
        m_open.erase(open);
        m_given.emplace(id, std::move(answer));
    }
    m_core.tell("answered", std::move(data));
    m_answered();
    return {};
}

std::optional<PromptAnswer> Prompts::take(std::int64_t id)
{
    const std::lock_guard lock(m_mutex);
    auto given = m_given.extract(id);
    return given ? std::optional(std::move(given.mapped())) : std::nullopt;
}

void Prompts::withdraw(std::int64_t id)
{
    {
        const std::lock_guard lock(m_mutex);
        m_given.erase(id);
        if (m_open.erase(id) == 0) {
            return;
        }
    }
    m_core.tell("answered", {{"id", id}, {"value", nullptr}, {"time", nullptr}, {"by", "no longer asked"}});
}

nlohmann::json Prompts::json() const
{
    const std::lock_guard lock(m_mutex);
    nlohmann::json list = nlohmann::json::array();
    for (const auto &[id, prompt] : m_open) {
        list.push_back(promptJson(prompt));
    }
    return list;
}

} // namespace tgc::bench
