// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/algorithms.h"
#include "analysis/peaks/event_layout.h"
#include "analysis/peaks/event_settings.h"
#include "analysis/peaks/integrate.h"

namespace tgc {

/// Detection where its settings change along the trace: the whole trace is searched with each of the settings, and every
/// piece takes the peaks (and refusals) that have their apex in it. Noise, drift and warnings are those of the first
/// piece's search. Where nothing changes it is one search. No targets are named.
[[nodiscard]] IntegrationResult detectPieces(const Chromatogram &trace, const EventSettings &settings,
                                             const IntegrationOptions &options, const Algorithm &algorithm);

/// Neighbours from two searches that reach into each other are parted half way between their apexes' near bounds.
void partOverlaps(Layout &layout);

} // namespace tgc
