// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "analysis/calibration/calibration.h"
#include "analysis/core/error.h"

namespace tgc {

/// Limits of detection (Currie, IUPAC 1995; DIN 32645; ISO 11843-2; analysis.md 2.5). A *decision* whether a sample
/// holds hydrogen uses the critical value; the *capability* of the method is the detection limit.
struct DetectionOptions {
    double alpha = 0.05; ///< false alarms where there is nothing
    double beta = 0.05;  ///< misses at the detection limit
    int replicates = 1;  ///< injections of the unknown
};

/// x_C = t(1 - alpha, dof) sqrt(s_A^2(0)/m + u^2(b0)) / b1, in the curve's unit. The certificate's share is left out: it
/// moves no zero. Empty where the curve does not rise.
[[nodiscard]] std::optional<double> criticalAmount(const Calibration &curve, const DetectionOptions &options = {});

/// x_D: the amount whose areas fall below that of x_C with probability beta (Hubaux and Vos 1970):
/// b1 x_D = b1 x_C + t(1 - beta, dof) sqrt(s_A^2(x_D)/m + u^2 of the curve at x_D). NotDetermined where the curve does
/// not rise, or scatters so much that no amount of its range is safely seen.
[[nodiscard]] Result<double> detectionAmount(const Calibration &curve, const DetectionOptions &options = {});

/// x_Q: the amount whose half width t(1 - alpha/2, dof) u(x_Q) is one k-th of it (DIN 32645; k = 3: 33 %).
/// NotDetermined as above.
[[nodiscard]] Result<double> quantificationAmount(const Calibration &curve, double k = 3.0,
                                                  const DetectionOptions &options = {});

/// From where on an amount read off this curve is called quantified: the largest of the contract's LOQ (10 s / b1), of the
/// amount x = 10 s_A(x)/(sqrt(m) b1) whose areas scatter by a tenth of it (Currie 1995: k_Q = 10; s_A the curve's scatter
/// there, constant below the lowest standard), and of x_D, so that x_C <= x_D <= x_Q. Without weights it is 10 s / b1
/// wherever x_D lies below that. NotDetermined as above, or where a tenth is nowhere reached.
[[nodiscard]] Result<double> quantifiedFrom(const Calibration &curve, int replicates = 1);

/// From blanks, in their unit: L_C = t(1 - alpha, N - 1) s_b sqrt(1/m + 1/N), and L_D = L_C + t(1 - beta, N - 1) of the
/// same; empty with fewer than two blanks.
struct BlankLimits {
    double critical = 0.0;
    double detection = 0.0;
    double quantification = 0.0; ///< 10 s_b
};
[[nodiscard]] std::optional<BlankLimits> limitsOfBlanks(std::span<const double> blanks,
                                                        const DetectionOptions &options = {});

} // namespace tgc
