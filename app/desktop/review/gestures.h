// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/core/error.h"
#include "analysis/peaks/integration_event.h"
#include "analysis/peaks/peak.h"
#include "app/desktop/plot/chromatogram_plot.h"

namespace tgc::desktop {

/// What hands do in the plot, as rows of the run's own event table. A peak is named by its apex. The reason stays empty:
/// it is asked for in the table.

/// A handle was put there: an end or a drop line at a time, an end of the baseline at a value.
[[nodiscard]] IntegrationEvent eventOfMove(const std::vector<Peak> &peaks, const PeakHandle &handle, double time_s,
                                           double value);
/// A new peak's span was drawn.
[[nodiscard]] IntegrationEvent eventOfSpan(double from_s, double to_s);
/// Split at the time; merge the peak there with the next one; delete the peak there. Where no peak stands at the time
/// the selected one is meant. BadInput, in words, where there is nothing to do it to; `Act::Why` is no event.
[[nodiscard]] Result<IntegrationEvent> eventOfAct(const std::vector<Peak> &peaks, int selected,
                                                  ChromatogramPlot::Act act, double time_s);
[[nodiscard]] IntegrationEvent eventOfName(const Peak &peak, const std::string &name);

/// A row of that kind to begin with, valid as it stands, at the peak or else around the middle of what is shown.
[[nodiscard]] IntegrationEvent eventToBeginWith(EventKind kind, const Peak *peak, std::pair<double, double> shown_s);

} // namespace tgc::desktop
