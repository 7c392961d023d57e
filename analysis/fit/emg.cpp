// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/emg.h"

#include <cmath>
#include <numbers>

#include <cerf.h>

namespace tgc {

namespace {

constexpr double hugeArgument = 6.71e7; ///< beyond it erfcx(z) is 1/(z sqrt pi) to all digits (Cody 1969)

} // namespace

double scaledErfc(double x)
{
    return erfcx(x);
}

double gaussian(double t, const EmgShape &shape)
{
    const double u = (t - shape.mu) / shape.sigma;
    return std::exp(-0.5 * u * u) * std::numbers::inv_sqrtpi / (std::numbers::sqrt2 * shape.sigma);
}

double emg(double t, const EmgShape &shape)
{
    if (shape.tau <= 0.0) {
        return gaussian(t, shape);
    }
    const double u = (t - shape.mu) / shape.sigma;
    const double ratio = shape.sigma / shape.tau;
    const double z = (ratio - u) / std::numbers::sqrt2;
    if (z > hugeArgument) {
        return gaussian(t, shape) / (1.0 - u / ratio);
    }
    if (z >= 0.0) {
        return std::exp(-0.5 * u * u) * erfcx(z) / (2.0 * shape.tau);
    }
    return std::exp(ratio * (0.5 * ratio - u)) * std::erfc(z) / (2.0 * shape.tau);
}

double emgArea(double t, const EmgShape &shape)
{
    const double u = (t - shape.mu) / shape.sigma;
    return 0.5 * std::erfc(-u / std::numbers::sqrt2) - (shape.tau > 0.0 ? shape.tau * emg(t, shape) : 0.0);
}

EmgGradient emgGradient(double t, const EmgShape &shape)
{
    const double x = t - shape.mu;
    const double sigma = shape.sigma;
    const double tau = shape.tau;
    const double parent = gaussian(t, shape);
    EmgGradient out;
    if (tau <= 0.0) {
        const double u = x / sigma;
        out.value = parent;
        out.byMu = parent * u / sigma;
        out.bySigma = parent * (u * u - 1.0) / sigma;
        return out;
    }
    out.value = emg(t, shape);
    const double slope = (parent - out.value) / tau; // df/dt
    out.byMu = -slope;
    const double parentSlope = -x / (sigma * sigma) * parent;
    out.bySigma = sigma * (parentSlope - slope) / tau;
    out.byTau = (out.value * (x / tau - 1.0) + sigma * sigma / tau * slope) / tau;
    return out;
}

} // namespace tgc
