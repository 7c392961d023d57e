// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/read_amount.h"

#include <cmath>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/statistics.h"

namespace tgc {

Result<ReadAmount> readAmount(const Calibration &curve, std::span<const double> areas, double confidence)
{
    if (areas.empty()) {
        return fail(ErrorCode::BadInput, "there is no area to read off the curve");
    }
    ReadAmount read;
    read.area = mean(areas);
    read.replicates = static_cast<int>(areas.size());
    const auto found = amountOf(curve, read.area, read.replicates);
    if (!found) {
        return fail(found.error());
    }
    read.amount = found->amount;
    read.u = found->u;
    if (const auto interval = fiellerInterval(curve, read.area, {confidence, read.replicates, std::nullopt})) {
        read.fieller = true;
        read.low = interval->low;
        read.high = interval->high;
    } else if (curve.model == CurveModel::Quadratic) {
        const double half = studentQuantile(0.5 + 0.5 * confidence, static_cast<double>(curve.dof)) * read.u;
        read.low = read.amount - half;
        read.high = read.amount + half;
    }
    if (found->outOfRange) {
        read.flags.emplace_back("out-of-range");
    }
    const auto critical = criticalAmount(curve, {0.05, 0.05, read.replicates});
    if (critical && read.amount < *critical) {
        read.flags.emplace_back("not-detected");
    } else if (const auto limit = quantifiedFrom(curve, read.replicates); !limit || read.amount < *limit) {
        read.flags.emplace_back("below-loq");
    }
    if (slopeIsUncertain(curve, confidence)) {
        read.flags.emplace_back("slope-uncertain");
    }
    const double scatter = areaScatterAt(curve, read.amount);
    if (areas.size() > 1 && scatter > 0.0) {
        const auto dof = static_cast<double>(areas.size() - 1);
        const double ratio = sampleSd(areas) / scatter;
        if (chiSquareUpperTail(dof * ratio * ratio, dof) < 0.01) {
            read.flags.emplace_back("replicates-disagree");
        }
    }
    return read;
}

} // namespace tgc
