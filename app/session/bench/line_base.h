// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/session/bench/bench_parts.h"
#include "app/session/bench/line_state.h"
#include "app/session/bench/vial_report.h"

namespace tgc::bench {

/// How the queue is told of a line, and what it lets the line know.
struct LineHooks {
    std::function<void(const std::function<void(LineState &)> &)> change; ///< changes the line's state, and tells it
    std::function<bool()> held; ///< nothing new may begin
    /// The same, and on the disk for good before it returns: what a station that is started after a crash must know. On an
    /// error nothing was changed.
    std::function<Result<void>(const char *what, const std::function<void(LineState &)> &)> keep;
    /// Tells what was done to the line's vial.
    std::function<void(const day::StationStep &)> vial;
    /// Why the injection that begins now is to be discarded, in words; empty: it counts.
    std::function<std::string()> conditioning;
};

/// What dosing a line and injecting it have in common: the line, its hooks, whom it waits for, and questions to persons.
class LineBase {
protected:
    /// `waiter` is that of the thread that does the work.
    LineBase(BenchParts &parts, Waiter &waiter, LineState begun, LineHooks hooks);

    [[nodiscard]] static tl::unexpected<Error> interrupted();
    /// Asks a person and waits; `withdrawWhen` ends the question without an answer (empty result).
    [[nodiscard]] Result<std::optional<PromptAnswer>> ask(Prompt prompt, const std::function<bool()> &withdrawWhen,
                                                          std::optional<drivers::Instant> limit);
    /// So long in the device's time, from now.
    [[nodiscard]] drivers::Instant limit(double device_s) const;
    [[nodiscard]] std::optional<double> deviceTimeAt(drivers::Instant instant) const;
    [[nodiscard]] std::string vialText() const;
    void tellStep(const std::string &words) const;
    [[nodiscard]] VialReporter reporter() const { return {m_parts.core.file, m_line, m_id}; }

    BenchParts &m_parts;
    Waiter &m_waiter;
    std::uint64_t m_id;
    QueueLine m_line;
    LineHooks m_hooks;
};

} // namespace tgc::bench
