// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/fitted_signal.h"

namespace tgc {

EmgShape emgShape(const FittedShape &fitted)
{
    return {inSeconds(fitted.mu), inSeconds(fitted.sigma), inSeconds(fitted.tau)};
}

double fittedAbove(const Peak &peak, double t)
{
    return peak.fitted ? inDetectorUnitSeconds(peak.area) * emg(t, emgShape(*peak.fitted)) : 0.0;
}

} // namespace tgc
