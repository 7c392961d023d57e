// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/statistics.h"

#include <cmath>
#include <cstdint>
#include <numeric>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/tools/toms748_solve.hpp>

namespace tgc {

double studentQuantile(double p, std::optional<double> dof)
{
    if (dof) {
        return boost::math::quantile(boost::math::students_t(*dof), p);
    }
    return boost::math::quantile(boost::math::normal(), p);
}

double studentTwoSidedTail(double t, double dof)
{
    return 2.0 * boost::math::cdf(boost::math::complement(boost::math::students_t(dof), t < 0.0 ? -t : t));
}

double noncentrality(double t, double dof, double p)
{
    // The chance falls as the noncentrality grows: go out on both sides until it is bracketed.
    const auto excess = [&](double delta) { return boost::math::cdf(boost::math::non_central_t(dof, delta), t) - p; };
    double step = 2.0 + 0.5 * std::abs(t);
    double low = t - step;
    double high = t + step;
    while (excess(low) < 0.0) {
        step *= 2.0;
        low -= step;
    }
    while (excess(high) > 0.0) {
        step *= 2.0;
        high += step;
    }
    constexpr int bits = 44;
    std::uintmax_t evaluations = 200;
    const auto root = boost::math::tools::toms748_solve(excess, low, high,
                                                        boost::math::tools::eps_tolerance<double>(bits), evaluations);
    return 0.5 * (root.first + root.second);
}

double fisherUpperTail(double f, double dof1, double dof2)
{
    return boost::math::cdf(boost::math::complement(boost::math::fisher_f(dof1, dof2), f));
}

double fisherMedian(double dof1, double dof2)
{
    return boost::math::quantile(boost::math::fisher_f(dof1, dof2), 0.5);
}

double chiSquareUpperTail(double chiSquare, double dof)
{
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(dof), chiSquare));
}

double mean(std::span<const double> values)
{
    return values.empty() ? 0.0
                          : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sampleSd(std::span<const double> values)
{
    if (values.size() < 2) {
        return 0.0;
    }
    const double centre = mean(values);
    double sum = 0.0;
    for (const double v : values) {
        sum += (v - centre) * (v - centre);
    }
    return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

} // namespace tgc
