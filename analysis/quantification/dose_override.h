// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/quantification/dose_safety.h"

namespace tgc {

/// Whether a person's word can stand against a refusal of doseSafety. It can use up the margins that this program adds,
/// and never what the maker of the vial states or what is not known: the worst case may come up to the vial's rating
/// itself (not 80 % of it), gas may be left 5 % of the vial (not 10 %), and the lithium may give 1000 umol H2 (not 500).
/// Missing and impossible numbers, and a pressure above the rating, no word overrides.
struct DoseOverride {
    bool possible = false;
    DoseSafety asked; ///< by the rule
    DoseSafety stretched; ///< by the rule with its margins used up
    std::string sentence; ///< why it is not possible, or which refusal is overridden
};

[[nodiscard]] DoseOverride doseOverride(const DoseQuestion &question);

} // namespace tgc
