// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/calibration.h"
#include "analysis/core/error.h"
#include "analysis/quantification/vial_record.h"

namespace tgc {

/// Everything the sampling needs is there and possible. BadInput names the column.
[[nodiscard]] Result<void> checkVial(const VialRecord &vial, const Calibration &curve);

} // namespace tgc
