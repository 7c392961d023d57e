// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/savitzky_golay.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <Eigen/Dense>

namespace tgc {

std::vector<double> savitzkyGolayWeights(int window, int order, int derivative, int position)
{
    const int half = window / 2;
    const double scale = std::max(1, half);
    // The abscissa is scaled to [-1, 1]: powers of raw sample numbers make long windows ill-conditioned.
    Eigen::MatrixXd design(window, order + 1);
    for (int i = 0; i < window; ++i) {
        double power = 1.0;
        for (int k = 0; k <= order; ++k) {
            design(i, k) = power;
            power *= (i - half) / scale;
        }
    }
    // d^m/dx^m of each power at the wanted position.
    Eigen::VectorXd wanted = Eigen::VectorXd::Zero(order + 1);
    for (int k = derivative; k <= order; ++k) {
        double factor = 1.0;
        for (int j = 0; j < derivative; ++j) {
            factor *= k - j;
        }
        wanted(k) = factor * std::pow(position / scale, k - derivative) / std::pow(scale, derivative);
    }
    // The fit is c = R^-1 Q^T y, so the weights are Q R^-T wanted.
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(design);
    const Eigen::MatrixXd r = qr.matrixQR().topRows(order + 1).triangularView<Eigen::Upper>();
    Eigen::VectorXd padded = Eigen::VectorXd::Zero(window);
    padded.head(order + 1) = r.transpose().triangularView<Eigen::Lower>().solve(wanted);
    const Eigen::VectorXd weights = qr.householderQ() * padded;
    return {weights.begin(), weights.end()};
}

namespace {

double applied(std::span<const double> weights, const double *samples)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * samples[i];
    }
    return sum;
}

} // namespace

std::vector<double> savitzkyGolay(std::span<const double> values, int window, int order, int derivative)
{
    const std::size_t n = values.size();
    const auto longest = static_cast<int>(std::min<std::size_t>(n, 1U << 30U));
    window = std::min(window | 1, longest % 2 == 0 ? longest - 1 : longest);
    if (window <= order) {
        return derivative == 0 ? std::vector<double>(values.begin(), values.end()) : std::vector<double>(n, 0.0);
    }
    const int half = window / 2;
    const auto edge = static_cast<std::size_t>(half);
    std::vector<double> out(n, 0.0);
    const std::vector<double> centre = savitzkyGolayWeights(window, order, derivative);
    // Tap by tap over a block: the inner loop runs along the samples, which compilers turn into vector code.
    constexpr std::size_t block = 2048;
    for (std::size_t from = edge; from + edge < n; from += block) {
        const std::size_t to = std::min(from + block, n - edge);
        for (std::size_t k = 0; k < centre.size(); ++k) {
            const double weight = centre[k];
            const double *in = values.data() + (from - edge + k);
            double *result = out.data() + from;
            for (std::size_t i = 0; i < to - from; ++i) {
                result[i] += weight * in[i];
            }
        }
    }
    for (std::size_t i = 0; i < edge; ++i) {
        const int position = static_cast<int>(i) - half;
        out[i] = applied(savitzkyGolayWeights(window, order, derivative, position), values.data());
        out[n - 1 - i] = applied(savitzkyGolayWeights(window, order, derivative, -position),
                                 values.data() + (n - static_cast<std::size_t>(window)));
    }
    return out;
}

} // namespace tgc
