// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "app/desktop/calibration/curve_job.h"
#include "app/desktop/plot/control_plot.h"

namespace tgc::desktop {

/// The check standards as the chart draws them.
[[nodiscard]] DrawnControlChart drawnChart(const std::vector<CheckedStandard> &checks);

/// The certificates that had expired, as paragraphs; empty where none had.
[[nodiscard]] QString expiredInWords(const CurveOutcome &outcome);

/// What they say, as rich text: how many passed, the last one, which rules are broken, what to do.
[[nodiscard]] QString checksInWords(const CurveOutcome &outcome, bool anyRows);

} // namespace tgc::desktop
