// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/shape_search.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

namespace tgc {

namespace {

constexpr double halfWidthOverSigma = 2.3548200450309494;
constexpr double leastTail = 0.02;   ///< tail share; below it a tail is not told from none
constexpr double mostTail = 0.998;   ///< tau = 16 sigma
constexpr double converged = 1e-9;   ///< of a parameter, in spreads
constexpr int stalled = 3;           ///< steps in a row that gain too little
constexpr int stageBudget = 80;      ///< evaluations
constexpr double firstDamping = 1e-3;
constexpr double mostDamping = 1e10;

} // namespace

Place Search::evaluate(Shapes shapes, const SearchSettings &settings)
{
    ++m_evaluations;
    Place place;
    place.point = m_model.at(shapes, settings.tails);
    const Eigen::Index each = settings.tails ? 3 : 2;
    const auto peaks = static_cast<Eigen::Index>(shapes.size());
    const Eigen::Index ties = (peaks - 1) * (each - 1);
    place.tieRows = Eigen::MatrixXd::Zero(ties, peaks * each);
    place.tieLeft = Eigen::VectorXd::Zero(ties);
    for (Eigen::Index k = 0, row = 0; k + 1 < peaks; ++k) {
        const ShapeParameters &one = shapes[static_cast<std::size_t>(k)];
        const ShapeParameters &next = shapes[static_cast<std::size_t>(k) + 1];
        for (Eigen::Index j = 1; j < each; ++j, ++row) {
            place.tieRows(row, k * each + j) = -1.0 / settings.tie;
            place.tieRows(row, (k + 1) * each + j) = 1.0 / settings.tie;
            place.tieLeft(row) =
                (j == 1 ? next.logSpread - one.logSpread : next.tailShare - one.tailShare) / settings.tie;
        }
    }
    place.cost = place.point.residual.squaredNorm() + place.tieLeft.squaredNorm();
    for (Eigen::Index k = 0; k < peaks; ++k) {
        if (!(place.point.linear(k) * m_starts[static_cast<std::size_t>(k)].sign > 0.0)) {
            place.rightSigns = false;
        }
    }
    if (!std::isfinite(place.cost)) {
        place.cost = HUGE_VAL;
    }
    place.shapes = std::move(shapes);
    return place;
}

/// Keeps the shapes within what the starts allow.
void Search::hold(Shapes &shapes, bool tails) const
{
    for (std::size_t k = 0; k < shapes.size(); ++k) {
        const double width = m_starts[k].widthHalf;
        const double apex = m_starts[k].apex;
        const double usual = std::log(width / halfWidthOverSigma);
        shapes[k].centre = std::clamp(shapes[k].centre, apex - 0.75 * width, apex + 1.5 * width);
        shapes[k].logSpread = std::clamp(shapes[k].logSpread, usual - std::log(4.0), usual + std::log(4.0));
        shapes[k].tailShare = tails ? std::clamp(shapes[k].tailShare, leastTail, mostTail) : 0.0;
    }
}

Place Search::minimise(Shapes shapes, const SearchSettings &settings)
{
    hold(shapes, settings.tails);
    Place here = evaluate(std::move(shapes), settings);
    const Eigen::Index each = settings.tails ? 3 : 2;
    double damping = firstDamping;
    int slow = 0;
    const int last = std::min(m_evaluations + stageBudget, evaluationBudget);
    while (m_evaluations < last && std::isfinite(here.cost) && (!m_goOn || m_goOn())) {
        const Eigen::MatrixXd &jacobian = here.point.jacobian;
        Eigen::MatrixXd normal = jacobian.transpose() * jacobian + here.tieRows.transpose() * here.tieRows;
        const Eigen::VectorXd gradient =
            jacobian.transpose() * here.point.residual + here.tieRows.transpose() * here.tieLeft;
        const Eigen::VectorXd scale = normal.diagonal().cwiseMax(1e-12 * normal.diagonal().maxCoeff());
        normal.diagonal() += damping * scale;
        const Eigen::VectorXd step = -normal.ldlt().solve(gradient);
        Shapes moved = here.shapes;
        double furthest = 0.0;
        for (std::size_t k = 0; k < moved.size(); ++k) {
            const Eigen::Index at = static_cast<Eigen::Index>(k) * each;
            const double spread = std::exp(moved[k].logSpread);
            moved[k].centre += std::clamp(step(at), -spread, spread);
            moved[k].logSpread += std::clamp(step(at + 1), -0.5, 0.5);
            moved[k].tailShare += settings.tails ? std::clamp(step(at + 2), -0.3, 0.3) : 0.0;
        }
        hold(moved, settings.tails);
        for (std::size_t k = 0; k < moved.size(); ++k) {
            furthest =
                std::max({furthest, std::abs(moved[k].centre - here.shapes[k].centre) / std::exp(moved[k].logSpread),
                          std::abs(moved[k].logSpread - here.shapes[k].logSpread),
                          std::abs(moved[k].tailShare - here.shapes[k].tailShare)});
        }
        Place next = evaluate(std::move(moved), settings);
        if (next.betterThan(here)) {
            slow = here.cost - next.cost < settings.leastGain * here.cost ? slow + 1 : 0;
            here = std::move(next);
            damping = std::max(damping / 8.0, 1e-12);
        } else {
            damping *= 6.0;
        }
        if (furthest < converged || slow >= stalled || damping > mostDamping) {
            here.settled = true;
            break;
        }
    }
    return here;
}

} // namespace tgc
