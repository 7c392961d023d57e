// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/plot/curve_plot.h"
#include "app/words/curve_words.h"

namespace tgc::desktop {

using words::curveInShort;

/// The curve in words, as rich text: a paragraph a sentence.
[[nodiscard]] QString curveInWords(const Calibration &curve);

/// The curve with its 95 % confidence band, from zero to the highest standard.
[[nodiscard]] std::vector<DrawnCurve::BandPoint> drawnLine(const Calibration &curve);

/// Points, line and 95 % confidence band for the plot.
[[nodiscard]] DrawnCurve drawnCurve(const Calibration &curve);

} // namespace tgc::desktop
