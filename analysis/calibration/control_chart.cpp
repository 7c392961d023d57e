// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/control_chart.h"

#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "analysis/calibration/statistics.h"

namespace tgc {

namespace {

/// The `count` values up to and with `last` lie all beyond `limit` standard deviations on one side.
bool runBeyond(std::span<const double> z, std::size_t last, std::size_t count, double limit)
{
    if (last + 1 < count) {
        return false;
    }
    bool above = true;
    bool below = true;
    for (std::size_t i = last + 1 - count; i <= last; ++i) {
        above = above && z[i] > limit;
        below = below && z[i] < -limit;
    }
    return above || below;
}

} // namespace

double sdBias(int n)
{
    return std::sqrt(2.0 / (n - 1.0)) * boost::math::tgamma_ratio(0.5 * n, 0.5 * (n - 1.0));
}

double rangeOverSigma(int n)
{
    const boost::math::normal standard;
    const auto chance = [&](double x) {
        const double p = boost::math::cdf(standard, x);
        const double q = boost::math::cdf(boost::math::complement(standard, x));
        return 1.0 - std::pow(p, n) - std::pow(q, n);
    };
    constexpr double nowhere = 12.0; // standard deviations: nothing lies beyond
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(chance, -nowhere, nowhere, 10, 1e-13);
}

std::optional<ControlLimits> controlLimits(std::span<const double> values)
{
    if (values.size() < fewestForLimits) {
        return std::nullopt;
    }
    double range = 0.0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        range += std::abs(values[i] - values[i - 1]);
    }
    range /= static_cast<double>(values.size() - 1);
    return range > 0.0 ? std::optional(ControlLimits{mean(values), range / rangeOverSigma(2)}) : std::nullopt;
}

std::string_view toString(ControlRule rule)
{
    switch (rule) {
    case ControlRule::OneBeyond2s: return "1-2s";
    case ControlRule::OneBeyond3s: return "1-3s";
    case ControlRule::TwoBeyond2s: return "2-2s";
    case ControlRule::RangeBeyond4s: return "R-4s";
    case ControlRule::FourBeyond1s: return "4-1s";
    case ControlRule::TenOnOneSide: return "10x";
    }
    return "";
}

std::vector<std::vector<ControlRule>> controlFindings(std::span<const double> values, const ControlLimits &limits)
{
    std::vector<double> z;
    for (const double value : values) {
        z.push_back((value - limits.centre) / limits.sd);
    }
    std::vector<std::vector<ControlRule>> findings(values.size());
    for (std::size_t i = 0; i < z.size(); ++i) {
        const auto found = [&](bool holds, ControlRule rule) {
            if (holds) {
                findings[i].push_back(rule);
            }
        };
        found(std::abs(z[i]) > 2.0, ControlRule::OneBeyond2s);
        found(std::abs(z[i]) > 3.0, ControlRule::OneBeyond3s);
        found(runBeyond(z, i, 2, 2.0), ControlRule::TwoBeyond2s);
        found(i > 0 && std::min(z[i], z[i - 1]) < -2.0 && std::max(z[i], z[i - 1]) > 2.0, ControlRule::RangeBeyond4s);
        found(runBeyond(z, i, 4, 1.0), ControlRule::FourBeyond1s);
        found(runBeyond(z, i, 10, 0.0), ControlRule::TenOnOneSide);
    }
    return findings;
}

} // namespace tgc
