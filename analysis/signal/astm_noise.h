// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "analysis/signal/noise.h"

namespace tgc {

/// Noise and drift of a detector as ASTM E685 (and for the TCD E516) want them told. All in signal units.
struct AstmNoise {
    Span range;
    std::string_view kind;       ///< "long-term" | "short-term" | "very-short-term" (the last is no ASTM term)
    double cycle_s = 0.0;        ///< length of one cycle: 600, 60 or 6 s
    std::size_t cycles = 0;      ///< whole cycles that were free of peaks
    std::size_t leftOut = 0;     ///< whole cycles that were not
    double noise = 0.0;          ///< mean over the cycles of the peak-to-peak about each one's regression line
    double peakToPeak = 0.0;     ///< of everything in the cycles, one regression line taken off
    double rms = 0.0;            ///< sqrt(sum e^2 / (n - 2)) about that line
    double sixSd = 0.0;          ///< 6 rms
    double drift_per_h = 0.0;    ///< slope of that line
    double wander = 0.0; ///< peak-to-peak of the cycles' middle values (mean of highest and lowest), drift taken off
};

/// The cycle follows from the length of the range: 10 min from an hour on, 1 min from ten minutes on, 6 s below (as
/// vendors do; ASTM has nothing for it). Cycles that touch an `occupied` stretch or hold fewer than five samples are
/// left out. Empty where no cycle remains, or the range holds none. `times` and `values` equal in number, times rising.
[[nodiscard]] std::optional<AstmNoise> astmNoise(std::span<const double> times, std::span<const double> values,
                                                 const Span &range, std::span<const Span> occupied);

/// D = 2 N / S (ASTM E516 6.1): what gives a signal of twice the noise. S = signal per concentration; D in the unit of
/// that concentration, mg/mL for S in signal unit x mL/mg.
[[nodiscard]] double minimumDetectability(double noise, double sensitivity);

} // namespace tgc
