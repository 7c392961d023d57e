// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/core/error.h"
#include "analysis/quantification/dose_safety.h"
#include "db/sample_records.h"

namespace tgc::session {

/// Whether a dose by hand may be given, by what the store knows of the vial: the same question that the station asks
/// before its pump moves. `inIt_mL` is the liquid that earlier doses left in it; where the sample states more liquid than
/// these and the dose make together, the rest is taken to be in the vial already. Empty start pressure and solids mean
/// 101.325 kPa and none, as in the samples' table; a blank holds no lithium. BadInput where a cell of the sample cannot be
/// read.
[[nodiscard]] Result<DoseSafety> handDose(const db::Sample &sample, double dose_mL, double inIt_mL);

/// Why a dose into this vial would be refused, for a list: "no pressure rating, no upper bound of its lithium: enter them
/// in Samples". Empty: nothing is known against it, with the liquid that the sample states as the dose.
[[nodiscard]] std::string doseRefusal(const db::Sample &sample);

/// What is odd about the liquid: steps and the sample's `liquid_volume_mL`, which the result rests on, do not agree.
/// Empty: they do, or the sample states none.
[[nodiscard]] std::string liquidRemark(const db::Sample &sample, double inIt_mL);

} // namespace tgc::session
