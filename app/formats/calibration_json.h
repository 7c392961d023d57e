// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "analysis/calibration/calibration.h"
#include "analysis/core/error.h"

namespace tgc::formats {

/// One JSON object (docs/file-formats.md, CAL.json) and back without loss.
[[nodiscard]] std::string calibrationToJson(const Calibration &curve);
[[nodiscard]] Result<Calibration> calibrationFromJson(std::string_view json, std::string_view origin);

} // namespace tgc::formats
