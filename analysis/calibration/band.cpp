// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/band.h"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/statistics.h"

namespace tgc {

double curveUncertaintyAt(const Calibration &curve, double amount)
{
    double variance = 0.0;
    double left = 1.0;
    for (const auto &row : curve.covariance) {
        double right = 1.0;
        for (const double entry : row) {
            variance += left * entry * right;
            right *= amount;
        }
        left *= amount;
    }
    return std::sqrt(std::max(variance, 0.0));
}

double curveBandAt(const Calibration &curve, double amount, double confidence)
{
    return studentQuantile(0.5 + 0.5 * confidence, static_cast<double>(curve.dof)) * curveUncertaintyAt(curve, amount);
}

double predictionBandAt(const Calibration &curve, double amount, double confidence)
{
    return studentQuantile(0.5 + 0.5 * confidence, static_cast<double>(curve.dof)) *
           std::hypot(curveUncertaintyAt(curve, amount), areaScatterAt(curve, amount));
}

} // namespace tgc
