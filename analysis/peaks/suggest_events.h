// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/integration_event.h"

namespace tgc {

/// Settings to begin a method with, read off one trace that was integrated without any: `peak-width`, the median of its
/// peaks' half-height widths, each weighing its height (two digits); `threshold`, the usual one; `min-area`, three standard
/// uncertainties of the smallest such peak's area (two digits): what is smaller cannot be told from nothing. Without a peak
/// only the threshold.
[[nodiscard]] std::vector<IntegrationEvent> suggestEvents(const Chromatogram &trace);

} // namespace tgc
