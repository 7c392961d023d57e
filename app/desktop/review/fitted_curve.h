// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "analysis/peaks/peak.h"
#include "app/desktop/plot/chromatogram_plot.h"

namespace tgc::desktop {

/// What was fitted, to be drawn from the fit's own parameters: for each stretch that was fitted together its line plus all
/// its peaks, and where there are several, each of them alone on that line. Peaks that were not fitted have no curve. `steps`
/// = those of the baseline that were taken out for the fit: the curve goes over them as the signal does.
[[nodiscard]] std::vector<FittedLine> fittedLines(const std::vector<Peak> &peaks, std::span<const Step> steps = {});

} // namespace tgc::desktop
