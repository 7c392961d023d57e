// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/monte_carlo.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>

#include "analysis/calibration/statistics.h"

namespace tgc {

namespace {

/// Boost's generators give the same stream with every standard library.
class Normal {
public:
    explicit Normal(std::uint64_t seed) : m_engine(seed) {}
    double operator()() { return m_distribution(m_engine); }

private:
    boost::random::mt19937_64 m_engine;
    boost::random::normal_distribution<double> m_distribution;
};

/// L with L L' = covariance, also for singular ones (a forced intercept has no variance).
Eigen::MatrixXd rootOf(const std::vector<std::vector<double>> &covariance)
{
    const auto n = static_cast<Eigen::Index>(covariance.size());
    Eigen::MatrixXd matrix(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j < n; ++j) {
            matrix(i, j) = covariance[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
        }
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
}

} // namespace

Result<std::vector<double>> netHydrogenTrials(const VialRecord &sample, const VialHydrogen &hydrogen,
                                              const std::optional<BlankMean> &blank, const Calibration &curve,
                                              int trials, std::uint64_t seed)
{
    Normal normal(seed);
    const Eigen::MatrixXd root = rootOf(curve.covariance);
    const std::size_t coefficientCount = curve.coefficients.size();
    std::vector<double> coefficients(coefficientCount), shift(coefficientCount), areas(sample.draws.size()),
        draws(sample.draws.size()), result;
    result.reserve(static_cast<std::size_t>(trials));
    for (int trial = 0; trial < trials; ++trial) {
        std::fill(shift.begin(), shift.end(), 0.0);
        for (Eigen::Index j = 0; j < root.cols(); ++j) {
            const double z = normal();
            for (std::size_t i = 0; i < coefficientCount; ++i) {
                shift[i] += root(static_cast<Eigen::Index>(i), j) * z;
            }
        }
        for (std::size_t i = 0; i < coefficientCount; ++i) {
            coefficients[i] = curve.coefficients[i] + shift[i];
        }
        VialDeviations z{};
        for (double &deviation : z) {
            deviation = normal();
        }
        for (std::size_t i = 0; i < areas.size(); ++i) {
            areas[i] = sample.draws[i].area + hydrogen.drawAreaU[i] * normal();
        }
        if (auto ok = hydrogenOfDraws(sample, curve, coefficients, z, areas, draws); !ok) {
            return fail(ErrorCode::NotDetermined,
                        "Monte Carlo trial " + std::to_string(trial + 1) + ": " + ok.error().message);
        }
        double net = 0.0;
        for (std::size_t i = 0; i < draws.size(); ++i) {
            net += hydrogen.weights[i] * draws[i];
        }
        if (blank) {
            net -= inMoles(blank->value) + blank->ownU_mol * normal();
            for (std::size_t i = 0; i < coefficientCount; ++i) {
                net -= blank->perCoefficient[i] * shift[i];
            }
        }
        result.push_back(net);
    }
    return result;
}

std::vector<double> normalDeviations(int trials, std::uint64_t seed)
{
    Normal normal(seed);
    std::vector<double> deviations(static_cast<std::size_t>(trials));
    std::generate(deviations.begin(), deviations.end(), [&] { return normal(); });
    return deviations;
}

TrialSummary summarise(std::vector<double> trials, double confidence)
{
    std::sort(trials.begin(), trials.end());
    const auto n = static_cast<double>(trials.size());
    const auto at = [&](double p) {
        const double place = std::clamp(p * (n - 1.0), 0.0, n - 1.0);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, trials.size() - 1);
        return trials[below] + (place - static_cast<double>(below)) * (trials[above] - trials[below]);
    };
    return {mean(trials), sampleSd(trials), at(0.5 - confidence / 2.0), at(0.5 + confidence / 2.0)};
}

bool trialsDisagree(double firstOrderU, double trialU, int trials)
{
    if (!(firstOrderU > 0.0)) {
        return trialU > 0.0;
    }
    const double secondDigit = std::pow(10.0, std::floor(std::log10(firstOrderU)) - 1.0);
    const double scatter = 4.0 * firstOrderU / std::sqrt(2.0 * trials);
    return std::abs(trialU - firstOrderU) > 0.5 * secondDigit + scatter;
}

} // namespace tgc
