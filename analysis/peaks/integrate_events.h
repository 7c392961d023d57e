// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/peaks/algorithms.h"
#include "analysis/peaks/integrate.h"
#include "analysis/peaks/integration_event.h"

namespace tgc {

/// Everything that, with the trace, decides an integration: the same of all this gives the same bits.
struct Processing {
    const Algorithm *algorithm = &newestAlgorithm(); ///< never null; one of `algorithms()`
    IntegrationOptions options{};              ///< targets and expected width
    std::vector<IntegrationEvent> method{};    ///< the method's event table
    std::vector<IntegrationEvent> manual{};    ///< the run's own, done after the method's; what it changes is flagged
                                             ///< `manual`
};

/// An expected peak width for the whole trace, in place of what the method says of it.
void setPeakWidth(Processing &processing, Time widthHalf);

/// The options alone, for what takes no events: detection as the settings of the whole trace have it, targets included.
/// BadInput names the first event that is something else.
[[nodiscard]] Result<IntegrationOptions> wholeTraceOptions(const Processing &processing);

/// The algorithm's detection, then the events. Settings of both tables shape the detection; then the method's rows in their
/// order and its rejections; then the manual rows in theirs (which no rejection of the method takes back); names last.
/// Raw samples are never altered; where the search took steps of the baseline out, changed peaks are measured on the same
/// signal without them, and their baselines told where the signal is. Peaks that no event touches keep the bits that detection gave them. An event
/// that finds nothing to act on leaves a warning in words. Never fails.
///
/// A changed peak carries `rule` forced|drop|valley|tangent|exponential-skim, in `code` F (forced or horizontal), T
/// (skim), M (moved or set by hand) beside B and V, and an `area_u` of noise, anchors and drop lines anew.
[[nodiscard]] IntegrationResult integrate(const Chromatogram &trace, const Processing &processing);

} // namespace tgc
