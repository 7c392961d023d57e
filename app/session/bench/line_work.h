// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/session/bench/bench_parts.h"
#include "app/session/bench/dosing.h"

namespace tgc::bench {

/// How the queue is told of a line, and what it lets the line know.
struct LineHooks {
    std::function<void(const std::function<void(LineState &)> &)> change; ///< changes the line's state, and tells it
    std::function<bool()> held; ///< nothing new may begin
    /// The same, and on the disk for good before it returns: what a station that is started after a crash must know. On an
    /// error nothing was changed.
    std::function<Result<void>(const char *what, const std::function<void(LineState &)> &)> keep;
    /// Why the injection that begins now is to be discarded, in words; empty: it counts.
    std::function<std::string()> conditioning;
};

/// Does one line of the queue, step by step by a table: dose, wait, and for each injection begin to record, draw, start,
/// record, close. Whatever fails ends the line in words, never a run without its samples being kept. A line that was
/// begun by an earlier station goes on with what it had: its dose is not given again, its whole injections stay.
class LineWork {
public:
    LineWork(BenchParts &parts, LineState begun, LineHooks hooks);

    /// The error is why the line failed, or that it was interrupted (then the waiter says so).
    [[nodiscard]] Result<void> run();

private:
    enum class Step { Dose, React, Held, Ready, Begin, Pressure, Draw, Start, AwaitStart, Record, Close, Finished };
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

    [[nodiscard]] Next dose();
    [[nodiscard]] Next react();
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
    [[nodiscard]] Next doseByHand(const DoseQuestion &question, const DoseLeave &leave);
    void markOverride(const DoseLeave &leave);
    [[nodiscard]] Next doseOfBefore();
    /// On the disk before anything is asked for: a dose that may have been given is never given again.
    [[nodiscard]] Result<void> keepAsked(bool byHand);
    /// What became of it. Where the disk refuses, the line goes on; a station after this one then finds it unknown.
    void keepDose(const DoseFact &dose);
    void keepAnswer(const std::optional<double> &delivered_mL, double atMost_mL, const std::string &evidence,
                    const std::string &utc);
    [[nodiscard]] Next drawByDevice();
    [[nodiscard]] Next startByHand();
    [[nodiscard]] Result<void> deviceThere(const std::string &id);
    [[nodiscard]] Result<void> signalThere();
    [[nodiscard]] Result<void> samplerThere();
    [[nodiscard]] Result<void> relayOpen();
    [[nodiscard]] Result<void> waitFor(const std::function<bool()> &ready, const std::function<std::string()> &why);
    /// Asks a person and waits; `withdrawWhen` ends the question without an answer (empty result).
    [[nodiscard]] Result<std::optional<PromptAnswer>> ask(Prompt prompt, const std::function<bool()> &withdrawWhen,
                                                          std::optional<drivers::Instant> limit);
    [[nodiscard]] bool runGone() const { return !m_parts.run.isCurrent(m_run); }
    [[nodiscard]] bool started() const { return m_parts.core.context.recorder.state().zero_s.has_value(); }
    [[nodiscard]] bool relayWired() const;
    [[nodiscard]] std::optional<double> deviceTimeAt(drivers::Instant instant) const;
    /// That neither the worst case nor an interlock keeps this line from dosing.
    [[nodiscard]] Result<DoseLeave> leaveToDose(const DoseQuestion &question);
    /// Interlocks that were not heard of yet are waited for, the others are asked.
    [[nodiscard]] Result<void> interlocksLet();
    /// Whose doses count together: the sample, or without a name the vial's position.
    [[nodiscard]] std::string vialKey() const;
    /// No interlock has tripped since a person was asked to dose.
    [[nodiscard]] bool questionStands(std::string &why);
    void beginReaction();
    void zeroAt(drivers::Instant instant, const std::string &text);
    [[nodiscard]] drivers::Instant limit(double device_s) const;
    [[nodiscard]] drivers::Instant personLimit() const;
    [[nodiscard]] std::string vialText() const;
    [[nodiscard]] std::string conditioningText() const;

    BenchParts &m_parts;
    QueueLine m_line;
    DoseFact m_dose;
    LineHooks m_hooks;
    std::string m_run;
    int m_done = 0; ///< whole injections
    int m_begun = 0; ///< the next injection's number is one more: draws are counted, also those that came to nothing
    std::string m_discarded; ///< why the injection under way counts for nothing; empty: it counts
    drivers::Instant m_dosedAt{};
    std::optional<double> m_dosedAtDevice_s;
};

} // namespace tgc::bench
