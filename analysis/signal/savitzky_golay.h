// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tgc {

/// Weights that, applied to `window` samples one unit apart, give the `derivative`-th derivative of the least-squares
/// polynomial of `order`, evaluated `position` samples from the window's middle (0 = the usual centred filter).
/// Savitzky & Golay 1964; off-centre positions after Gorry 1990. By Householder QR on a scaled abscissa.
/// Precondition: window odd, order < window, derivative <= order, |position| <= window / 2.
[[nodiscard]] std::vector<double> savitzkyGolayWeights(int window, int order, int derivative, int position = 0);

/// One filter, its weights worked out once. The derivative is per sample interval (divide by dt^derivative).
/// Precondition as above.
class SavitzkyGolay {
public:
    SavitzkyGolay(int window, int order, int derivative);
    [[nodiscard]] const std::vector<double> &weights(int position) const
    {
        return m_weights[static_cast<std::size_t>(position + m_half)];
    }
    /// Over evenly spaced samples, at least a window of them; near the ends the end polynomial is evaluated (Gorry),
    /// nothing is padded.
    [[nodiscard]] std::vector<double> apply(std::span<const double> values) const;
    /// The same for as many samples from `from` on as `out` holds: who goes on with the answer does so while it is near.
    void apply(std::span<const double> values, std::size_t from, std::span<double> out) const;

private:
    int m_half = 0;
    std::vector<std::vector<double>> m_weights; ///< by position, from -half to +half
};

/// The same for any length: a window longer than the signal is shortened; a signal too short for the order comes back
/// unchanged (or as zeros for a derivative).
[[nodiscard]] std::vector<double> savitzkyGolay(std::span<const double> values, int window, int order, int derivative);

} // namespace tgc
