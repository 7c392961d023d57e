// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/statistics.h"

#include <cmath>
#include <numeric>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

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
