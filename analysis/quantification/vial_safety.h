// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/quantification/dose_safety.h"
#include "analysis/quantification/vial_record.h"

namespace tgc {

/// The most metal there can be in the vial, as charge: what the record states (`li_upper_mAh`), else the foil's mass as
/// charge plus all that was plated, nothing of it stripped. Empty where it says none of them.
[[nodiscard]] std::optional<Charge> mostMetalIn(const VialRecord &vial);

/// The worst pressure of a vial as its record describes it, all its liquid being the dose (doseSafety). Names of what is
/// missing are columns of a table of samples. Needs no draw.
[[nodiscard]] DoseSafety worstCaseOf(const VialRecord &vial);

/// The worst case is above what the vial is made for, whatever the margin.
[[nodiscard]] bool isAboveRating(const DoseSafety &worst, const VialRecord &vial);

} // namespace tgc
