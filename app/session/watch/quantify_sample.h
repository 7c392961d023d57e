// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/quantification/breakdown.h"
#include "db/store.h"

namespace tgc::watch {

/// What a sample comes to by all that the store knows of it now, or what is missing for that.
struct Quantified {
    std::optional<Breakdown> breakdown{};
    std::optional<db::RecordId> calibration{}; ///< it was computed with
    std::string inputs{};                      ///< JSON, to be kept beside a stored result
    std::string missing{};                     ///< a sentence; empty: it is quantified, or nothing is to be
};

/// The sample's rows that have an area or a run, the store's blanks, its newest approved calibration (else its newest).
/// Standards and check standards are gas: nothing is to be quantified. Never stores anything.
[[nodiscard]] Quantified quantifySample(const db::Store &store, const std::string &sampleId);

} // namespace tgc::watch
