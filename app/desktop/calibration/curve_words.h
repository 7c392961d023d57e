// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "analysis/calibration/calibration.h"
#include "app/desktop/plot/curve_plot.h"

namespace tgc::desktop {

/// The curve in words, as rich text: equation with uncertainties, LOD and LOQ, lack of fit, what to be careful about.
[[nodiscard]] QString curveInWords(const Calibration &curve);

/// One line for lists and the status strip: "linear, 15 points, 2.1 to 500 nmol".
[[nodiscard]] QString curveInShort(const Calibration &curve);

/// nmol, µmol or µg.
[[nodiscard]] QString unitInWords(const Calibration &curve);

/// The curve with its 95 % confidence band, from zero to the highest standard.
[[nodiscard]] std::vector<DrawnCurve::BandPoint> drawnLine(const Calibration &curve);

/// Points, line and 95 % confidence band for the plot.
[[nodiscard]] DrawnCurve drawnCurve(const Calibration &curve);

} // namespace tgc::desktop
