// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/replicates.h"

#include <cmath>

#include "analysis/calibration/levels.h"
#include "analysis/calibration/statistics.h"

namespace tgc {

std::vector<std::optional<ReplicateScatter>> replicateScatter(std::span<const StandardPoint> standards, double rsdLimit)
{
    std::vector<std::optional<ReplicateScatter>> result(standards.size());
    for (const StandardLevel &level : groupLevels(standards)) {
        std::vector<double> responses; // amounts of one level differ a little with pressure and temperature
        for (const std::size_t member : level.members) {
            responses.push_back(standards[member].area / standards[member].amount);
        }
        const double centre = mean(responses);
        if (responses.size() < 2 || !(level.amount > 0.0) || centre == 0.0) {
            continue;
        }
        const double rsd = sampleSd(responses) / std::abs(centre);
        for (const std::size_t member : level.members) {
            result[member] = ReplicateScatter{level.amount, static_cast<int>(responses.size()), rsd, rsd <= rsdLimit};
        }
    }
    return result;
}

} // namespace tgc
