// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/quantification/dose_safety.h"
#include "app/session/bench/bench_parts.h"

namespace tgc::bench {

/// What became of a dose that was asked for.
struct DoseOutcome {
    std::optional<double> delivered_mL; ///< empty: not known
    bool known = false;
    double atMost_mL = 0.0; ///< known or not: what a later dose into the same vial must count as liquid
    std::string evidence;
    double worst_kPa = 0.0; ///< gauge
    std::optional<Error> trouble{}; ///< it was sent, and this is what came back
};

/// {"safe","worst_kPa","worst_absolute_kPa","limit_kPa","sentence","missing"}; pressures gauge but where named.
[[nodiscard]] nlohmann::json doseCheckJson(const DoseSafety &safety);

/// Doses with the bench's titrator, once: only when the worst case is safe, the pump is initialised and may give so much
/// at once. Waits for it. What became of it is told as event `dose`, also where the answer was lost: then the amount is
/// not known, the error says so, and nothing is repeated.
[[nodiscard]] Result<DoseOutcome> doseByDevice(BenchParts &parts, const DoseQuestion &question,
                                               std::optional<int> line);

/// The same; an error means that nothing was sent. What was sent and went wrong is in the outcome, as not known.
[[nodiscard]] Result<DoseOutcome> tryDose(BenchParts &parts, const DoseQuestion &question, std::optional<int> line);
/// The sentence for a dose whose answer was an error.
[[nodiscard]] Error doseFailed(double asked_mL, const Error &trouble);

/// Tells of a dose that a person gave.
void tellDose(const BenchCore &core, std::optional<int> line, double asked_mL, const DoseOutcome &outcome);

} // namespace tgc::bench
