// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/line_base.h"

#include <algorithm>

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

constexpr drivers::Duration leastWait = 3s; ///< however fast the simulated bench is

} // namespace

LineBase::LineBase(BenchParts &parts, Waiter &waiter, LineState begun, LineHooks hooks)
    : m_parts(parts), m_waiter(waiter), m_id(begun.id), m_line(std::move(begun.line)), m_hooks(std::move(hooks))
{
}

tl::unexpected<Error> LineBase::interrupted()
{
    return fail(ErrorCode::Busy, "interrupted");
}

Result<std::optional<PromptAnswer>> LineBase::ask(Prompt prompt, const std::function<bool()> &withdrawWhen,
                                                  std::optional<drivers::Instant> limit)
{
    prompt.line = m_line.line;
    const std::int64_t id = m_parts.prompts.ask(std::move(prompt));
    std::optional<PromptAnswer> answer;
    bool noLonger = false;
    const auto end = m_waiter.until(
        [&] {
            answer = m_parts.prompts.take(id);
            noLonger = !answer && withdrawWhen && withdrawWhen();
            return answer || noLonger;
        },
        limit);
    if (!answer) {
        m_parts.prompts.withdraw(id);
    }
    if (end == Waiter::End::Late) {
        return fail(ErrorCode::Timeout, "nobody answered in time");
    }
    if (end == Waiter::End::Interrupted) {
        return interrupted();
    }
    return answer;
}

drivers::Instant LineBase::limit(double device_s) const
{
    return m_parts.core.now() + std::max(leastWait, m_parts.core.wall(device_s));
}

std::optional<double> LineBase::deviceTimeAt(drivers::Instant instant) const
{
    SignalPoll *signal = m_parts.signal();
    return signal != nullptr ? signal->deviceTimeAt(instant) : std::nullopt;
}

std::string LineBase::vialText() const
{
    std::string text = m_line.vial ? "vial " + std::to_string(*m_line.vial) : std::string("the vial");
    return m_line.sampleId.empty() ? text : text + " (" + m_line.sampleId + ")";
}

void LineBase::tellStep(const std::string &words) const
{
    m_hooks.change([&](LineState &state) { state.step = words; });
}

} // namespace tgc::bench
