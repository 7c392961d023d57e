// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/curve_weights.h"

#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc {

namespace {

std::string nameOf(const StandardPoint &standard)
{
    return "the standard of amount " + shortest(standard.amount) +
           (standard.level.empty() ? "" : " (level " + standard.level + ")");
}

} // namespace

Result<std::vector<double>> weightsOf(std::span<const StandardPoint> standards, CurveWeights rule)
{
    std::vector<double> weights;
    weights.reserve(standards.size());
    for (const StandardPoint &standard : standards) {
        double divisor = 1.0;
        switch (rule) {
        case CurveWeights::None: break;
        case CurveWeights::InverseX: divisor = standard.amount; break;
        case CurveWeights::InverseX2: divisor = standard.amount * standard.amount; break;
        case CurveWeights::InverseY: divisor = standard.area; break;
        case CurveWeights::InverseY2: divisor = standard.area * standard.area; break;
        case CurveWeights::InverseVariance:
            if (!standard.areaSd) {
                return fail(ErrorCode::BadInput,
                            nameOf(standard) + " has no sd and no replicates: weights 1/s2 need a column sd, or at "
                                               "least two different replicates in each level");
            }
            divisor = *standard.areaSd * *standard.areaSd;
            break;
        }
        if (!(divisor > 0.0) || !std::isfinite(1.0 / divisor)) {
            return fail(ErrorCode::BadInput, "weights " + std::string(toString(rule)) + " have no value for " +
                                                 nameOf(standard) +
                                                 ": leave that standard out (used = no) or choose other weights");
        }
        weights.push_back(1.0 / divisor);
    }
    return weights;
}

} // namespace tgc
