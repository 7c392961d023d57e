// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/savitzky_golay.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <Eigen/Dense>

namespace tgc {

namespace {

/// Weights for every wanted position, from one decomposition.
std::vector<std::vector<double>> weightsAt(int window, int order, int derivative, int firstPosition, int lastPosition)
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
    // The fit is c = R^-1 Q^T y, so the weights are Q R^-T wanted.
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(design);
    const Eigen::MatrixXd r = qr.matrixQR().topRows(order + 1).triangularView<Eigen::Upper>();
    std::vector<std::vector<double>> all;
    for (int position = firstPosition; position <= lastPosition; ++position) {
        // d^m/dx^m of each power at the wanted position.
        Eigen::VectorXd wanted = Eigen::VectorXd::Zero(order + 1);
        for (int k = derivative; k <= order; ++k) {
            double factor = 1.0;
            for (int j = 0; j < derivative; ++j) {
                factor *= k - j;
            }
            wanted(k) = factor * std::pow(position / scale, k - derivative) / std::pow(scale, derivative);
        }
        Eigen::VectorXd padded = Eigen::VectorXd::Zero(window);
        padded.head(order + 1) = r.transpose().triangularView<Eigen::Lower>().solve(wanted);
        const Eigen::VectorXd weights = qr.householderQ() * padded;
        all.emplace_back(weights.begin(), weights.end());
    }
    return all;
}

double applied(const std::vector<double> &weights, const double *samples)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * samples[i];
    }
    return sum;
}

} // namespace

std::vector<double> savitzkyGolayWeights(int window, int order, int derivative, int position)
{
    return weightsAt(window, order, derivative, position, position).front();
}

SavitzkyGolay::SavitzkyGolay(int window, int order, int derivative)
    : m_half(window / 2), m_weights(weightsAt(window, order, derivative, -m_half, m_half))
{
}

std::vector<double> SavitzkyGolay::apply(std::span<const double> values) const
{
    std::vector<double> out;
    apply(values, out);
    return out;
}

void SavitzkyGolay::apply(std::span<const double> values, std::vector<double> &out) const
{
    const std::size_t n = values.size();
    const auto edge = static_cast<std::size_t>(m_half);
    out.resize(n); // every value is set below: a buffer that is used again is not filled twice
    const std::vector<double> &centre = weights(0);
    // Tap by tap over a block that stays in the cache: the inner loop runs along the samples, as vector code.
    constexpr std::size_t block = 1024;
    for (std::size_t from = edge; from + edge < n; from += block) {
        const std::size_t to = std::min(from + block, n - edge);
        double *result = out.data() + from;
        const std::size_t count = to - from;
        std::fill(result, result + count, 0.0);
        std::size_t k = 0;
        for (; k + 4 <= centre.size(); k += 4) { // four taps a pass: fewer trips to the result
            const double *in = values.data() + (from - edge + k);
            const double w0 = centre[k];
            const double w1 = centre[k + 1];
            const double w2 = centre[k + 2];
            const double w3 = centre[k + 3];
            for (std::size_t i = 0; i < count; ++i) {
                result[i] += w0 * in[i] + w1 * in[i + 1] + w2 * in[i + 2] + w3 * in[i + 3];
            }
        }
        for (; k < centre.size(); ++k) {
            const double *in = values.data() + (from - edge + k);
            const double weight = centre[k];
            for (std::size_t i = 0; i < count; ++i) {
                result[i] += weight * in[i];
            }
        }
    }
    for (int i = 0; i < m_half; ++i) {
        const auto k = static_cast<std::size_t>(i);
        out[k] = applied(weights(i - m_half), values.data());
        out[n - 1 - k] = applied(weights(m_half - i), values.data() + (n - centre.size()));
    }
}

std::vector<double> savitzkyGolay(std::span<const double> values, int window, int order, int derivative)
{
    const std::size_t n = values.size();
    const auto longest = static_cast<int>(std::min<std::size_t>(n, 1U << 30U));
    window = std::min(window | 1, longest % 2 == 0 ? longest - 1 : longest);
    if (window <= order) {
        return derivative == 0 ? std::vector<double>(values.begin(), values.end()) : std::vector<double>(n, 0.0);
    }
    return SavitzkyGolay(window, order, derivative).apply(values);
}

} // namespace tgc
