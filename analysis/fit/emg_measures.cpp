// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/emg_measures.h"

#include <cmath>
#include <cstdint>
#include <numbers>

#include <boost/math/tools/roots.hpp>

#include "analysis/peaks/measure.h"

namespace tgc {

namespace {

/// Root of a function that changes sign between `low` and `high`, to the last digits.
template <class Function>
double rootBetween(const Function &function, double low, double high)
{
    const double atLow = function(low);
    const double atHigh = function(high);
    if (atLow == 0.0 || !(atLow * atHigh < 0.0)) {
        return atHigh == 0.0 ? high : low;
    }
    std::uintmax_t steps = 200;
    const auto [a, b] = boost::math::tools::toms748_solve(function, low, high, atLow, atHigh,
                                                          boost::math::tools::eps_tolerance<double>(52), steps);
    return 0.5 * (a + b);
}

} // namespace

EmgApex emgApex(const EmgShape &shape)
{
    if (shape.tau <= 0.0) {
        return {shape.mu, gaussian(shape.mu, shape)};
    }
    // The slope's sign, free of underflow: the EMG over the parent Gaussian is sqrt(pi/2) sigma/tau erfcx(z).
    const double ratio = shape.sigma / shape.tau;
    const auto climb = [&](double u) {
        const double z = (ratio - u) / std::numbers::sqrt2;
        return 1.0 - ratio * scaledErfc(z) / (std::numbers::sqrt2 * std::numbers::inv_sqrtpi);
    };
    const double u = rootBetween(climb, 0.0, std::min(2.0 / ratio, 10.0));
    const double time = shape.mu + u * shape.sigma;
    return {time, gaussian(time, shape)};
}

EmgWidth emgWidth(const EmgShape &shape, double fraction)
{
    const EmgApex apex = emgApex(shape);
    const double level = fraction * apex.height;
    const auto excess = [&](double t) { return emg(t, shape) - level; };
    const double reach = -std::log(fraction) + 4.0; // tail: the exponential; front: the Gaussian, which falls faster
    const double left = rootBetween(excess, apex.time - (reach + 2.0) * shape.sigma, apex.time);
    const double right = rootBetween(excess, apex.time, apex.time + (reach + 2.0) * (shape.sigma + shape.tau));
    return {left, right};
}

double emgAsymmetry(const EmgShape &shape)
{
    const double apex = emgApex(shape).time;
    const EmgWidth at10 = emgWidth(shape, 0.1);
    return (at10.right - apex) / (apex - at10.left);
}

double emgTailing(const EmgShape &shape)
{
    const EmgWidth foot = emgWidth(shape, 0.05);
    return tailing(foot.left, emgApex(shape).time, foot.right);
}

EmgMoments emgMoments(const EmgShape &shape)
{
    const double variance = shape.sigma * shape.sigma + shape.tau * shape.tau;
    const double share = shape.tau * shape.tau / variance;
    return {shape.mu + shape.tau, variance, 2.0 * share * std::sqrt(share), 6.0 * share * share};
}

} // namespace tgc
