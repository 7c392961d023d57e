// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/peaks/peak.h"
#include "app/formats/imported_run.h"

namespace tgc::session {

/// Where H2 is to be looked for according to the file itself.
struct FileTargets {
    std::vector<Target> targets; ///< empty when the file does not say
    std::string origin;          ///< "file-calibration" or "file-peak-table"
};

/// H2's retention window as the instrument's own calibration states it; failing that, the H2 line of the vendor's peak
/// table, with that peak's own bounds as the window (2 % of the retention time where it has none). Lumped components
/// such as "H2/Ar/O2" are not H2.
[[nodiscard]] FileTargets fileTargets(const formats::ImportedChannel &channel);

/// "H2" or "hydrogen", whatever the letters' size.
[[nodiscard]] bool isHydrogen(std::string_view name);

} // namespace tgc::session
