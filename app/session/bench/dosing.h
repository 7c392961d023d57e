// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/quantification/dose_safety.h"
#include "app/session/bench/bench_parts.h"

namespace tgc::bench {

/// A person's word against a refusal of the worst case.
struct DoseWord {
    std::string by;
    std::string reason;
};

/// The word that a queue line brings along.
[[nodiscard]] std::optional<DoseWord> wordOf(const QueueLine &line);

/// That a dose may be given: safe by the worst case, or refused by it and overridden.
struct DoseLeave {
    double worst_kPa = 0.0;              ///< gauge
    std::string sentence;                ///< for whoever doses
    std::optional<DoseWord> override_{}; ///< whose word it is given on
    std::string refused{};               ///< what that word stands against
};

/// Unsupported, with the sentence of the refusal, where the worst case is not safe and no word can stand against that
/// (dose_override.h). A word that is not needed leaves no mark.
[[nodiscard]] Result<DoseLeave> doseLeave(const DoseQuestion &question, const std::optional<DoseWord> &word);

/// What became of a dose that was asked for.
struct DoseOutcome {
    std::optional<double> delivered_mL; ///< empty: not known
    bool known = false;
    double atMost_mL = 0.0; ///< known or not: what a later dose into the same vial must count as liquid
    std::string evidence;
    DoseLeave leave;
    std::optional<Error> trouble{}; ///< it was sent, and this is what came back
};

/// {"safe","worst_kPa","worst_absolute_kPa","limit_kPa","sentence","missing","override"}; pressures gauge but where
/// named; `override`: {"possible","sentence"}, null where the dose is safe.
[[nodiscard]] nlohmann::json doseCheckJson(const DoseQuestion &question);

/// Doses with the bench's titrator, once: only when the worst case is safe, every interlock lets it, the pump is
/// initialised and may give so much at once. `vial`: whose doses count together. Waits for it. What became of it is told as event `dose`, also where the answer was lost: then the amount is
/// not known, the error says so, and nothing is repeated.
[[nodiscard]] Result<DoseOutcome> doseByDevice(BenchParts &parts, const DoseQuestion &question, std::optional<int> line,
                                               const std::string &vial, const std::optional<DoseWord> &word);

/// Into which vial, and on whose word against its check.
struct DoseTarget {
    std::string vial; ///< whose doses count together
    std::optional<DoseWord> word;
};
/// The same; an error means that nothing was sent. What was sent and went wrong is in the outcome, as not known. Once
/// `waiter` is interrupted nothing is sent any more.
[[nodiscard]] Result<DoseOutcome> tryDose(BenchParts &parts, const DoseQuestion &question, std::optional<int> line,
                                          const DoseTarget &target, const Waiter &waiter);
/// The sentence for a dose whose answer was an error.
[[nodiscard]] Error doseFailed(double asked_mL, const Error &trouble);

/// Tells of a dose that a person gave.
void tellDose(const BenchCore &core, std::optional<int> line, double asked_mL, const DoseOutcome &outcome);

} // namespace tgc::bench
