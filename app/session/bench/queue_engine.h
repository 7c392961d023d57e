// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "app/session/bench/bench_parts.h"
#include "app/session/bench/lanes.h"
#include "app/session/bench/line_base.h"
#include "app/session/bench/queue_journal.h"
#include "app/session/bench/reaction.h"
#include "app/session/bench/recovery.h"

namespace tgc::bench {

/// Who changes the queue, and why.
struct QueueHand {
    std::string by;
    std::string reason;
};

/// The queue and the two threads that work through it: one doses vials, which then react, while the other injects those
/// that are ready (lanes.h says which line is next); also ends a run that a person began. What a station after this one must
/// know is in the journal before it is done. Thread-safe.
class QueueEngine {
public:
    explicit QueueEngine(BenchParts &parts) : m_parts(parts), m_policy(parts.core.file.queue) {}
    QueueEngine(const QueueEngine &) = delete;
    QueueEngine &operator=(const QueueEngine &) = delete;
    ~QueueEngine() { stop("aborted"); }

    /// Before start(): the lines of before, from the journal. The queue holds.
    void restore();
    void start();
    /// Closes a run under way as `status` and ends the threads.
    void stop(const std::string &status);

    struct Added {
        std::vector<int> lines; ///< their numbers
        std::vector<std::string> warnings;
    };
    struct AddOptions {
        bool replace = false; ///< of those that wait
        bool first = false; ///< before those that wait
        std::string folder; ///< where methods are looked for
        QueueHand hand;
    };
    /// All rows or none; warnings in words.
    [[nodiscard]] Result<Added> add(const std::vector<QueueRow> &rows, const AddOptions &options);
    /// Changes columns of a waiting line; an empty text takes the value away. Warnings in words.
    [[nodiscard]] Result<std::vector<std::string>> edit(int line, const QueueRow &columns, const std::string &folder,
                                                        const QueueHand &hand);
    /// A waiting line before another one; without `before` to the end.
    [[nodiscard]] Result<void> move(int line, std::optional<int> before, const QueueHand &hand);
    [[nodiscard]] Result<void> priority(int line, const QueueHand &hand); ///< before all that wait
    [[nodiscard]] Result<void> remove(int line, const QueueHand &hand);
    [[nodiscard]] Result<void> skip(int line, const QueueHand &hand);
    /// A line that is over once more, at the end of the queue, as a new line: its number. Its dose is not given again
    /// where it may have been given; where that is not known, only with a name and a reason.
    [[nodiscard]] Result<int> repeat(int line, const QueueHand &hand);
    /// A person's choice for a line that did not come to its end.
    [[nodiscard]] Result<void> recover(int line, const RecoveryChoice &choice);
    /// Everything about a line: LINE, its columns as typed, what is known, the choices.
    [[nodiscard]] Result<nlohmann::json> lineDetails(int line) const;

    /// What is said when the queue is started; it is kept until the station ends.
    struct Policy {
        std::optional<bool> holdOnFailure{};
        std::optional<OnUnsuitable> onUnsuitable{};
    };
    /// BadInput: a line was interrupted and nobody has decided what is to become of it.
    [[nodiscard]] Result<void> resume(const Policy &policy);
    /// What the rules say of a line that is done, and what is done about it: Bench::judged.
    void judged(std::uint64_t id, const LineVerdict &verdict);
    void hold(const std::string &why);
    /// Waiting lines only. How many it were.
    [[nodiscard]] Result<std::size_t> clear();
    [[nodiscard]] Result<std::string> startRun(const QueueRow &texts, std::optional<double> duration_s);
    [[nodiscard]] Result<void> stopRun();
    void abort(const std::string &why);
    /// The run is closed as stopped and kept, the queue held, lines at work ended; devices are left as they are.
    void halt(const std::string &why);

    [[nodiscard]] bool running() const;
    /// A line is at work: dosed, reacting or injected.
    [[nodiscard]] bool atWork() const;
    [[nodiscard]] nlohmann::json json() const;
    /// Why the queue holds or runs, and by which rules.
    [[nodiscard]] nlohmann::json policyJson() const;

private:
    // queue_engine.cpp
    void run();
    void runLine(LineState begun);
    [[nodiscard]] LineHooks hooksOf(std::uint64_t id);
    /// The line that is injected next, begun; with what was dosed where it was dosed by this station.
    [[nodiscard]] std::optional<LineState> nextLine();
    [[nodiscard]] Result<void> takeLine(const LineState &next); ///< with m_changing held
    /// Changes a line, in the journal first; with m_changing held. On an error nothing is done.
    [[nodiscard]] Result<void> keepNow(std::uint64_t id, const char *what,
                                       const std::function<void(LineState &)> &change);
    void changeNow(std::uint64_t id, const std::function<void(LineState &)> &change); ///< not in the journal
    void endLine(LineState &state, const Result<void> &result, const Waiter &waiter) const;
    void endBecause(LineState &state, const Waiter::Interruption &interruption) const;
    void afterFailure(const LineState &ended); ///< with m_mutex held: the policy
    void forgetOldLines();
    [[nodiscard]] std::string conditioning() const;
    [[nodiscard]] LineState *find(std::uint64_t id); ///< with m_mutex held
    [[nodiscard]] bool atWorkNow() const; ///< with m_mutex held
    [[nodiscard]] Lanes lanesNow() const; ///< with m_mutex held
    [[nodiscard]] LaneRules rules() const; ///< with m_mutex held
    void tellQueue(const std::string &why, bool reordered = false); ///< with m_mutex held
    void holdBecause(const std::string &why);
    void tellVial(const std::vector<day::StationStep> &steps) const; ///< without m_mutex: it writes

    // queue_verdicts.cpp
    [[nodiscard]] OnUnsuitable actionOf(const LineState &state) const; ///< with m_mutex held
    /// A line that is done is judged where there is anything to hold against it: `state` says so.
    [[nodiscard]] bool expectVerdict(LineState &state, OnUnsuitable policy) const;
    /// A line awaits a verdict that the next injection depends on; with m_mutex held.
    [[nodiscard]] bool awaitsVerdict() const;
    void haveJudged(const LineState &ended);
    /// Said of a line that will hold the queue, because nothing says what is suitable.
    [[nodiscard]] std::optional<std::string> verdictWarning(const LineState &state) const;
    struct Consequence {
        std::string act;
        bool holds = false;
        std::optional<DoseFact> repeatWith; ///< the line is repeated, with what is known of its dose
    };
    [[nodiscard]] Consequence consequenceOf(const LineState &state,
                                            const LineVerdict &verdict) const; ///< with m_mutex held
    /// Why an unsuitable line is not repeated by itself; empty: it is. With m_mutex held.
    [[nodiscard]] std::string whyNoRepeat(const LineState &state, const LineVerdict &verdict) const;
    [[nodiscard]] std::vector<std::uint64_t> orderWithFirst(std::uint64_t id) const; ///< with m_mutex held
    void countSinceCheck(QueueChange &change) const;
    [[nodiscard]] nlohmann::json sinceCheckJson() const; ///< with m_mutex held

    // queue_recovery.cpp
    /// The line as a new one at the end, with this dose; with m_changing held.
    [[nodiscard]] LineState onceMore(const LineState &line, DoseFact dose) const;

    // queue_own_run.cpp
    void watchOwnRun();

    // queue_doses.cpp
    void runDoses();
    void doseLine(const LineState &begun);
    [[nodiscard]] std::optional<LineState> nextDose();
    void tellReady(); ///< with m_changing held: that a vial is ready is told before anything is drawn from it
    /// Those that are over now, to be told; with m_mutex held.
    [[nodiscard]] std::vector<day::StationStep> lookAtReactions();
    void endReactions(const Waiter::Interruption &interruption);

    // queue_stops.cpp
    void endAtOnce(const std::string &status, const std::string &reason, const char *word, bool safe);

    // queue_changes.cpp
    /// Into the journal, then done and told; with m_changing held. On an error nothing is done.
    [[nodiscard]] Result<void> commit(QueueChange change, const std::string &told = {});
    [[nodiscard]] QueueChange changeBy(const char *what, const QueueHand &hand) const;
    [[nodiscard]] std::vector<LineState> linesNow() const;
    void beginJournalAnewIfLong();

    // queue_edits.cpp
    /// The line of that number that is not over, else the last one that is.
    [[nodiscard]] Result<LineState> lineOf(int number) const;
    [[nodiscard]] Result<LineState> waitingLine(int number, const char *wanted) const;
    [[nodiscard]] Result<void> place(const LineState &state, std::optional<std::uint64_t> before, const char *what,
                                     const QueueHand &hand);
    [[nodiscard]] Result<void> freezeMethod(LineState &state, const std::string &folder,
                                            std::vector<std::string> &warnings) const;

    // queue_checks.cpp
    /// Said where lines are dosed by a pump that is not initialised yet.
    [[nodiscard]] std::optional<std::string> pumpWarning(const std::vector<QueueLine> &lines) const;
    [[nodiscard]] Result<void> fitsBench(const QueueLine &line) const;
    [[nodiscard]] std::optional<std::string> doseWarning(const QueueLine &line) const;

    BenchParts &m_parts;
    std::mutex m_changing; ///< changes one after the other, with the journal's disk; taken before m_mutex
    std::unique_ptr<QueueJournal> m_journal;
    std::set<std::string> m_keptMethods; ///< hashes of those whose text is in the journal
    std::uint64_t m_lastId = 0;
    mutable std::mutex m_mutex;
    QueuePolicy m_policy;
    std::vector<LineState> m_lines;
    std::string m_trouble; ///< why nothing can be recorded of the queue; empty: it can
    std::string m_lastInjectionUtc;
    std::optional<int> m_sinceCheck; ///< injections since the last check standard; empty: none is known
    std::string m_why = "not started";
    bool m_running = false;
    // A line comes into a lane, goes from one to the other and leaves only with m_changing and m_mutex held.
    std::optional<std::uint64_t> m_dosing, m_injecting;
    std::map<std::uint64_t, Reaction> m_reactions; ///< of lines that were dosed and are not yet injected
    std::atomic<bool> m_stopping = false;
    drivers::Instant m_retryAt{}; ///< of the injecting thread: when a run that the disk refused is tried again
    std::thread m_thread; ///< injects
    std::thread m_doseThread; ///< doses
};

} // namespace tgc::bench
