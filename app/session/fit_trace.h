// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/core/chromatogram.h"
#include "analysis/core/error.h"
#include "analysis/core/go_on.h"
#include "analysis/peaks/integrate_events.h"

namespace tgc::session {

/// What a processing asks of a fit: settings of the detection for the whole trace, targets, names of peaks. BadInput names
/// the first event that is something else.
[[nodiscard]] Result<IntegrationOptions> fitOptions(const Processing &processing);

/// The trace fitted (`integrateFit`), then its peaks named as the rows `name-peak` say, as `integrate` does. BadInput as
/// `fitOptions`; NotDetermined: `goOn` said no.
[[nodiscard]] Result<IntegrationResult> fitTrace(const Chromatogram &trace, const Processing &processing,
                                                 const GoOn &goOn = {});

} // namespace tgc::session
