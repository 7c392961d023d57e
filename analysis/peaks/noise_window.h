// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "analysis/peaks/area.h"
#include "analysis/signal/noise.h"

namespace tgc {

/// The stretch of signal that a pharmacopoeial S/N takes its noise from.
struct NoiseWindow {
    double from_s = 0.0;
    double to_s = 0.0;
    std::size_t points = 0;
    double range = 0.0;      ///< h: highest less lowest sample, the stretch's regression line taken off
    std::string_view rule;   ///< "20xW50" or "5xW50"
    double shift_s = 0.0;    ///< of the window's middle from the peak's apex
};

/// USP <621> / Ph.Eur. 2.2.46: the noise is taken over 20 half-height widths centred on the apex; where a peak, or an end of
/// the trace, is in the way the window is shifted by as little as it takes; where 20 fit nowhere, 5 are taken in the
/// same way. Empty where not even these fit, or hold fewer than ten samples.
/// `occupied` = stretches with peaks, in any order: none for a blank.
[[nodiscard]] std::optional<NoiseWindow> noiseWindow(const Samples &samples, std::span<const Span> occupied,
                                                     double apex, double widthHalf);

} // namespace tgc
