// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/fit/emg.h"
#include "analysis/peaks/peak.h"

namespace tgc {

/// The parameters that were fitted, as the functions of emg.h take them.
[[nodiscard]] EmgShape emgShape(const FittedShape &fitted);

/// What a fitted peak adds at t (s) to the line it stands on, in the signal's unit: area x EMG. 0 for a peak that was not
/// fitted.
[[nodiscard]] double fittedAbove(const Peak &peak, double t);

} // namespace tgc
