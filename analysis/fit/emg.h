// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tgc {

/// The exponentially modified Gaussian, a Gaussian (mu, sigma) smeared by an exponential decay (tau); all in s.
/// tau = 0 is the Gaussian itself. sigma > 0, tau >= 0.
struct EmgShape {
    double mu = 0.0;
    double sigma = 1.0;
    double tau = 0.0;
};

/// exp(x^2) erfc(x), from libcerf.
[[nodiscard]] double scaledErfc(double x);

/// Density of the parent Gaussian at t, 1/s.
[[nodiscard]] double gaussian(double t, const EmgShape &shape);

/// Value of the EMG of area 1 at t, 1/s. With z = (sigma/tau - (t - mu)/sigma) / sqrt 2:
///   z < 0              exp(sigma^2/(2 tau^2) - (t - mu)/tau) erfc(z) / (2 tau)
///   0 <= z <= 6.71e7   exp(-(t - mu)^2/(2 sigma^2)) erfcx(z) / (2 tau)
///   z > 6.71e7         the parent Gaussian / (1 - (t - mu) tau/sigma^2)
/// The first form alone overflows from sigma/tau = 37.7 on. Source: Kalambet et al. 2011, J. Chemom. 25, 352.
[[nodiscard]] double emg(double t, const EmgShape &shape);

/// Area from the beginning of time to t, 0..1: F = Phi((t - mu)/sigma) - tau f.
[[nodiscard]] double emgArea(double t, const EmgShape &shape);

/// Value and first derivatives of the EMG of area 1.
struct EmgGradient {
    double value = 0.0;
    double byMu = 0.0;
    double bySigma = 0.0;
    double byTau = 0.0; ///< 0 for the Gaussian
};

/// From tau f' = g - f with g the parent Gaussian, and df/dsigma = sigma f''. Differences of nearly equal numbers when
/// tau << sigma: relative accuracy about 1e-16 (sigma/tau)^2, so use tau = 0 below 0.01 sigma.
[[nodiscard]] EmgGradient emgGradient(double t, const EmgShape &shape);

} // namespace tgc
