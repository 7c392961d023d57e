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
    constexpr std::size_t block = 1024; // stays in the cache
    std::vector<double> out(values.size());
    for (std::size_t from = 0; from < values.size(); from += block) {
        apply(values, from, std::span(out).subspan(from, std::min(block, values.size() - from)));
    }
    return out;
}

void SavitzkyGolay::apply(std::span<const double> values, std::size_t from, std::span<double> out) const
{
    const std::size_t to = from + out.size();
    const std::size_t n = values.size();
    const auto edge = static_cast<std::size_t>(m_half);
    const std::vector<double> &centre = weights(0);
    const std::size_t begin = std::clamp(edge, from, to);
    const std::size_t end = std::clamp(n - edge, begin, to);
    for (std::size_t i = from; i < begin; ++i) {
        out[i - from] = applied(weights(static_cast<int>(i) - m_half), values.data());
    }
    // Tap by tap: the inner loop runs along the samples, as vector code.
    double *result = out.data() + (begin - from);
    const std::size_t count = end - begin;
    const double *first = values.data() + (begin - std::min(begin, edge));
    std::fill(result, result + count, 0.0);
    std::size_t k = 0;
    for (; k + 4 <= centre.size(); k += 4) { // four taps a pass: fewer trips to the result
        const double *in = first + k;
        const double w0 = centre[k];
        const double w1 = centre[k + 1];
        const double w2 = centre[k + 2];
        const double w3 = centre[k + 3];
        for (std::size_t i = 0; i < count; ++i) {
            result[i] += w0 * in[i] + w1 * in[i + 1] + w2 * in[i + 2] + w3 * in[i + 3];
        }
    }
    for (; k < centre.size(); ++k) {
        const double *in = first + k;
        const double weight = centre[k];
        for (std::size_t i = 0; i < count; ++i) {
            result[i] += weight * in[i];
        }
    }
    for (std::size_t i = end; i < to; ++i) {
        out[i - from] = applied(weights(m_half - static_cast<int>(n - 1 - i)), values.data() + (n - centre.size()));
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
