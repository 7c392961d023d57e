// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "analysis/fit/cluster_model.h"
#include "analysis/fit/emg_fit.h"

namespace tgc {

using Shapes = std::vector<ShapeParameters>;

inline constexpr double looseTie = 0.25;  ///< SD of a neighbour's difference in ln spread and tail share
inline constexpr double tightTie = 0.02;  ///< the same while the search finds its way
inline constexpr double fineGain = 1e-7;  ///< of the sum of squares: the end of a search
inline constexpr double roughGain = 1e-2; ///< of a search that another goes on from

struct SearchSettings {
    bool tails = false;
    double tie = looseTie;
    double leastGain = fineGain; ///< three steps in a row that gain less end the search
};

/// A place of the search with all that the next step needs.
struct Place {
    Shapes shapes;
    ClusterModel::Point point;
    Eigen::MatrixXd tieRows; ///< the ties as observations: derivatives ...
    Eigen::VectorXd tieLeft; ///< ... and what is left of them
    double cost = 0.0;       ///< sum of squares
    bool rightSigns = true;  ///< of all areas
    bool settled = false;    ///< the search ended here by itself

    /// Once the areas have the right signs no step may lose them; until then only the squares count.
    [[nodiscard]] bool betterThan(const Place &other) const
    {
        return rightSigns == other.rightSigns ? cost <= other.cost : rightSigns;
    }
};

/// Levenberg-Marquardt over the shapes of a cluster, within what the starts allow.
class Search {
public:
    Search(const ClusterModel &model, std::span<const PeakStart> starts, const GoOn &goOn)
        : m_model(model), m_starts(starts), m_goOn(goOn)
    {
    }

    [[nodiscard]] Place evaluate(Shapes shapes, const SearchSettings &settings);
    /// Levenberg-Marquardt from `shapes`; where `goOn` says no it ends at once, not settled.
    [[nodiscard]] Place minimise(Shapes shapes, const SearchSettings &settings);
    [[nodiscard]] int evaluations() const { return m_evaluations; }

private:
    void hold(Shapes &shapes, bool tails) const;

    const ClusterModel &m_model;
    std::span<const PeakStart> m_starts;
    const GoOn &m_goOn;
    int m_evaluations = 0;
};

} // namespace tgc
