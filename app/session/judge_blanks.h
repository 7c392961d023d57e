// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/quantification/blank_suitability.h"
#include "analysis/quantification/vial_hydrogen.h"
#include "app/session/vial_rows.h"

namespace tgc::session {

/// The blanks that are subtracted from this sample, judged. Their age is the time between the sample and the nearest of
/// them, where `injected_at` says when both were injected. `hydrogen`: of `blanks`, in their order.
[[nodiscard]] std::optional<BlankSuitability> judgeBlanks(const VialRow &sample, const std::vector<VialRow> &blanks,
                                                          std::span<const VialHydrogen> hydrogen,
                                                          const Calibration &curve, const BlankCriteria &criteria);

} // namespace tgc::session
