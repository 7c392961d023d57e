// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/monte_carlo.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

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

/// One sample's trials; every block draws from its own stream, so blocks may run side by side.
class SampleTrials {
public:
    SampleTrials(const VialRecord &sample, const VialHydrogen &hydrogen, const std::optional<BlankMean> &blank,
                 const Calibration &curve)
        : m_sample(sample), m_hydrogen(hydrogen), m_blank(blank), m_curve(curve), m_root(rootOf(curve.covariance))
    {
    }

    /// Fills `out`; the place of the first trial without an amount, and why, where there is one.
    std::optional<std::pair<std::size_t, Error>> run(std::uint64_t seed, std::span<double> out) const
    {
        Normal normal(seed);
        const std::size_t coefficientCount = m_curve.coefficients.size();
        std::vector<double> coefficients(coefficientCount), shift(coefficientCount), areas(m_sample.draws.size()),
            draws(m_sample.draws.size());
        for (std::size_t trial = 0; trial < out.size(); ++trial) {
            std::fill(shift.begin(), shift.end(), 0.0);
            for (Eigen::Index j = 0; j < m_root.cols(); ++j) {
                const double z = normal();
                for (std::size_t i = 0; i < coefficientCount; ++i) {
                    shift[i] += m_root(static_cast<Eigen::Index>(i), j) * z;
                }
            }
            for (std::size_t i = 0; i < coefficientCount; ++i) {
                coefficients[i] = m_curve.coefficients[i] + shift[i];
            }
            VialDeviations z{};
            for (double &deviation : z) {
                deviation = normal();
            }
            for (std::size_t i = 0; i < areas.size(); ++i) {
                areas[i] = m_sample.draws[i].area + m_hydrogen.drawAreaU[i] * normal();
            }
            if (auto ok = hydrogenOfDraws(m_sample, m_curve, coefficients, z, areas, draws); !ok) {
                return std::pair{trial, ok.error()};
            }
            double net = 0.0;
            for (std::size_t i = 0; i < draws.size(); ++i) {
                net += m_hydrogen.weights[i] * draws[i];
            }
            if (m_blank) {
                net -= inMoles(m_blank->value) + m_blank->ownU_mol * normal();
                for (std::size_t i = 0; i < coefficientCount; ++i) {
                    net -= m_blank->perCoefficient[i] * shift[i];
                }
            }
            out[trial] = net;
        }
        return std::nullopt;
    }

private:
    const VialRecord &m_sample;
    const VialHydrogen &m_hydrogen;
    const std::optional<BlankMean> &m_blank;
    const Calibration &m_curve;
    Eigen::MatrixXd m_root;
};

tl::unexpected<Error> stopped()
{
    return fail(ErrorCode::NotDetermined, "stopped before all Monte Carlo trials were made");
}

} // namespace

Result<std::vector<double>> netHydrogenTrials(const VialRecord &sample, const VialHydrogen &hydrogen,
                                              const std::optional<BlankMean> &blank, const Calibration &curve,
                                              int trials, std::uint64_t seed, const BlockRunner &runner)
{
    const auto count = static_cast<std::size_t>(trials);
    const SampleTrials sampleTrials(sample, hydrogen, blank, curve);
    std::vector<double> result(count);
    std::vector<std::optional<std::pair<std::size_t, Error>>> failures(blocksOf(count));
    const bool all = runner(failures.size(), [&](std::size_t block) {
        const auto [begin, end] = rangeOf(block, count);
        failures[block] = sampleTrials.run(seedOfBlock(seed, block), std::span(result).subspan(begin, end - begin));
    });
    if (!all) {
        return stopped();
    }
    for (std::size_t block = 0; block < failures.size(); ++block) {
        if (const auto &failure = failures[block]) {
            return fail(ErrorCode::NotDetermined, "Monte Carlo trial " +
                                                      std::to_string(rangeOf(block, count).begin + failure->first + 1) +
                                                      ": " + failure->second.message);
        }
    }
    return result;
}

Result<std::vector<double>> normalDeviations(int trials, std::uint64_t seed, const BlockRunner &runner)
{
    std::vector<double> deviations(static_cast<std::size_t>(trials));
    const bool all = runner(blocksOf(deviations.size()), [&](std::size_t block) {
        Normal normal(seedOfBlock(seed, block));
        const auto [begin, end] = rangeOf(block, deviations.size());
        for (std::size_t i = begin; i < end; ++i) {
            deviations[i] = normal();
        }
    });
    return all ? Result<std::vector<double>>(std::move(deviations)) : stopped();
}

TrialSummary summarise(std::vector<double> trials, double confidence)
{
    const double centre = mean(trials);
    const double u = sampleSd(trials);
    // Only two quantiles are asked for: the rest need no order.
    const auto n = static_cast<double>(trials.size());
    const auto at = [&](double p) {
        const double place = std::clamp(p * (n - 1.0), 0.0, n - 1.0);
        const auto below = trials.begin() + static_cast<std::ptrdiff_t>(place);
        std::nth_element(trials.begin(), below, trials.end());
        const double low = *below;
        const double high = below + 1 == trials.end() ? low : *std::min_element(below + 1, trials.end());
        return low + (place - std::floor(place)) * (high - low);
    };
    const double low = at(0.5 - confidence / 2.0);
    return {centre, u, low, at(0.5 + confidence / 2.0)};
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
