// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/levels.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tgc {

namespace {

constexpr double sameLevelSpread = 0.05;

bool amountsAgree(std::span<const StandardPoint> standards, const std::vector<std::size_t> &members)
{
    const auto [low, high] = std::minmax_element(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
        return standards[a].amount < standards[b].amount;
    });
    return standards[*high].amount - standards[*low].amount <= sameLevelSpread * std::abs(standards[*high].amount);
}

} // namespace

std::vector<StandardLevel> groupLevels(std::span<const StandardPoint> standards)
{
    std::map<std::string, std::vector<std::size_t>> byLabel;
    for (std::size_t i = 0; i < standards.size(); ++i) {
        if (standards[i].used) {
            byLabel[standards[i].level].push_back(i);
        }
    }
    std::vector<StandardLevel> levels;
    std::map<double, std::vector<std::size_t>> byAmount;
    for (auto &[label, members] : byLabel) {
        if (!label.empty() && amountsAgree(standards, members)) {
            levels.push_back({0.0, std::move(members)});
        } else {
            for (const std::size_t i : members) {
                byAmount[standards[i].amount].push_back(i);
            }
        }
    }
    for (auto &[amount, members] : byAmount) {
        levels.push_back({0.0, std::move(members)});
    }
    for (auto &level : levels) {
        for (const std::size_t i : level.members) {
            level.amount += standards[i].amount / static_cast<double>(level.members.size());
        }
    }
    std::stable_sort(levels.begin(), levels.end(), [](const auto &a, const auto &b) { return a.amount < b.amount; });
    return levels;
}

} // namespace tgc
