// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/fit/emg.h"
#include "analysis/peaks/peak.h"
#include "app/desktop/plot/chromatogram_plot.h"

namespace tgc::desktop {

/// The one exponentially modified Gaussian that has a fitted peak's apex, width at half height and tailing factor: tailing
/// depends on tau/sigma alone, the width then gives sigma, the apex mu. `widthHalf` and `tailing` must be there, as they
/// are in every peak whose rule is `fit`.
[[nodiscard]] EmgShape emgOfPeak(const Peak &fitted);

/// What was fitted, to be drawn: for each stretch that was fitted together its line plus all its peaks, and where there are
/// several, each of them alone on that line. Peaks of another rule (no fit) have no curve.
[[nodiscard]] std::vector<FittedLine> fittedLines(const std::vector<Peak> &peaks);

} // namespace tgc::desktop
