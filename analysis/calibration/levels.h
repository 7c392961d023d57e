// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "analysis/calibration/calibration.h"

namespace tgc {

/// Indices of the used standards of one concentration level, in order of amount.
struct StandardLevel {
    double amount = 0.0; ///< mean of its standards
    std::vector<std::size_t> members;
};

/// Standards with the same label belong together when their amounts agree within 5 % (the same gas injected at another
/// pressure); else, and without label, equal amounts do.
[[nodiscard]] std::vector<StandardLevel> groupLevels(std::span<const StandardPoint> standards);

} // namespace tgc
