// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "app/cli/context.h"
#include "app/cli/integrate_output.h"
#include "app/session/suitability_series.h"

namespace tgc::cli {

/// The channels of one trace are one run.
void addRun(session::SuitabilitySeries &series, std::span<const IntegratedChannel> channels);

/// Nothing without rules. JSON: one more line, {"suitability":[...],"passed"}; a table on a terminal: one more table.
/// In any case a line on standard error for each rule that failed (and exit status 1) or could not be judged.
void reportSuitability(Context &context, const session::SuitabilitySeries &series);

} // namespace tgc::cli
