// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tgc {

/// Where the formulas below stand. Printed beside every measure: the window of the noise changed from edition to edition.
inline constexpr std::string_view pharmacopoeiaEdition =
    "USP <621> official 1 December 2022, Ph.Eur. 2.2.46 as of Supplement 11.3 (harmonised)";

/// N = 5.54 (tR / W50)^2; retention and width in one unit. 8 ln 2 = 5.545 is printed as 5.54 in both.
[[nodiscard]] double plates(double retention, double widthHalf);
/// N = 16 (tR / Wb)^2, Wb between the tangents at the inflections where they meet the baseline. USP before December 2022.
[[nodiscard]] double platesByTangents(double retention, double widthBase);
/// N = 41.7 (tR / W10)^2 / (B/A + 1.25), for tailing peaks. Foley and Dorsey, Anal. Chem. 55 (1983) 730.
[[nodiscard]] double foleyDorseyPlates(double retention, double width10, double asymmetry10);

/// Symmetry (tailing) factor W05 / (2 d): width at 5 % of the height over twice its front part. Times of the two
/// crossings and of the apex.
[[nodiscard]] double tailing(double left, double apex, double right);
/// Asymmetry B/A: back over front half-width, usually at 10 % of the height.
[[nodiscard]] double asymmetry(double left, double apex, double right);

/// Rs = 1.18 (t2 - t1) / (W50,1 + W50,2).
[[nodiscard]] double resolution(double apex1, double width1, double apex2, double width2);
/// Rs = 2 (t2 - t1) / (Wb,1 + Wb,2) with the widths between tangents. USP before December 2022.
[[nodiscard]] double resolutionByTangents(double apex1, double base1, double apex2, double base2);

/// S/N = 2 H / h, h = range of the noise over the window.
[[nodiscard]] double signalToNoise(double height, double noiseRange);
/// p/v = Hp / Hv: height of the peak over that of the valley beside it.
[[nodiscard]] double peakToValley(double heightPeak, double heightValley);

/// k = (tR - tM) / tM, tM = time of what is not retained.
[[nodiscard]] double retentionFactor(double retention, double deadTime);
/// alpha = k2 / k1 of two neighbours, from their retention factors.
[[nodiscard]] double separationFactor(double k1, double k2);

} // namespace tgc
