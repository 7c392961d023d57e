// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/missing_peak.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <Eigen/QR>

#include "analysis/fit/emg_measures.h"

namespace tgc {

namespace {

constexpr double leastGain = 36.0;
constexpr double reach = 2.0;   ///< half-height widths either side of a peak
constexpr double nearest = 0.3; ///< closer than this to a peak nothing is told apart
constexpr double stride = 0.1;

} // namespace

std::optional<PeakStart> missingPeak(const ClusterModel &model, const Place &place, std::span<const PeakStart> starts)
{
    const ClusterModel::Point &point = place.point;
    Eigen::MatrixXd known(point.columns.rows(), point.columns.cols() + point.slopes.cols());
    known << point.columns, point.slopes;
    const Eigen::VectorXd scale = known.colwise().norm().transpose().cwiseMax(1e-300);
    known = known * scale.cwiseInverse().asDiagonal();
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(known);

    std::vector<double> apexes;
    for (const ShapeParameters &shape : place.shapes) {
        apexes.push_back(emgApex(shape.shape()).time);
    }
    std::optional<PeakStart> found;
    double best = leastGain;
    for (std::size_t k = 0; k < starts.size(); ++k) {
        const double width = emgWidth(place.shapes[k].shape(), 0.5).width();
        for (double off = -reach; off <= reach; off += stride) {
            const double time = apexes[k] + off * width;
            const bool tooClose = std::any_of(apexes.begin(), apexes.end(),
                                              [&](double apex) { return std::abs(time - apex) < nearest * width; });
            if (tooClose) {
                continue;
            }
            ShapeParameters moved = place.shapes[k];
            moved.centre += off * width;
            const Eigen::VectorXd column = model.column(moved.shape());
            const Eigen::VectorXd fresh = column - known * qr.solve(column);
            const double area = fresh.dot(point.residual) / fresh.squaredNorm();
            const double gain = area * area * fresh.squaredNorm();
            if (std::isfinite(gain) && gain > best && area * starts[k].sign > 0.0) {
                best = gain;
                found = PeakStart{time, width, starts[k].sign, true};
            }
        }
    }
    return found;
}

} // namespace tgc
