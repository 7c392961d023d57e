// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/core/near_name.h"

#include <algorithm>
#include <numeric>

namespace tgc {

namespace {

/// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::string nearName(std::string_view name, const std::vector<std::string_view> &known)
{
    if (name.size() > 64) {
        return {};
    }
    std::string_view nearest;
    std::size_t best = 3;
    for (const std::string_view candidate : known) {
        if (const std::size_t d = distance(name, candidate); d < best && d < candidate.size()) {
            best = d;
            nearest = candidate;
        }
    }
    return nearest.empty() ? std::string() : "; did you mean \"" + std::string(nearest) + "\"?";
}

} // namespace tgc
