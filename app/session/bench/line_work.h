// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/bench/line_base.h"

namespace tgc::bench {

/// Injects one line of the queue, step by step by a table: for each injection begin to record, draw, start, record, close.
/// Whatever fails ends the line in words, never a run without its samples being kept. A line that was begun by an earlier
/// station goes on with what it had: its whole injections stay. Its vial was dosed before (line_dose.h).
class LineWork : LineBase {
public:
    LineWork(BenchParts &parts, LineState begun, LineHooks hooks);

    /// The error is why the line failed, or that it was interrupted (then the waiter says so).
    [[nodiscard]] Result<void> run();

private:
    enum class Step { Held, Ready, Begin, Pressure, Draw, Start, AwaitStart, Record, Close, Finished };
    /// Empty: the table's next step.
    using Next = Result<std::optional<Step>>;
    struct Row {
        const char *words;
        Next (LineWork::*does)();
        Step step;
        Step next;
    };
    static const Row table[];
    [[nodiscard]] static const Row &rowOf(Step step);

    [[nodiscard]] Next held();
    [[nodiscard]] Next ready();
    [[nodiscard]] Next begin();
    [[nodiscard]] Next pressure();
    [[nodiscard]] Next draw();
    [[nodiscard]] Next start();
    [[nodiscard]] Next awaitStart();
    [[nodiscard]] Next record();
    [[nodiscard]] Next close();

    [[nodiscard]] Next readyGc();
    [[nodiscard]] Next drawByDevice();
    [[nodiscard]] Next startByHand();
    [[nodiscard]] Result<void> signalThere();
    [[nodiscard]] Result<void> samplerThere();
    [[nodiscard]] Result<void> relayOpen();
    [[nodiscard]] Result<void> waitFor(const std::function<bool()> &ready, const std::function<std::string()> &why);
    [[nodiscard]] bool runGone() const { return !m_parts.run.isCurrent(m_run); }
    [[nodiscard]] bool started() const { return m_parts.core.context.recorder.state().zero_s.has_value(); }
    [[nodiscard]] bool relayWired() const;
    /// Gas was drawn from the vial: by the sampler, or by a person.
    void tellDraw(std::chrono::system_clock::time_point at, const std::string &by) const;
    void zeroAt(drivers::Instant instant, const std::string &text);
    [[nodiscard]] drivers::Instant personLimit() const;
    [[nodiscard]] std::string conditioningText() const;

    std::string m_run;
    int m_done = 0; ///< whole injections
    int m_begun = 0; ///< the next injection's number is one more: draws are counted, also those that came to nothing
    std::string m_discarded; ///< why the injection under way counts for nothing; empty: it counts
};

} // namespace tgc::bench
