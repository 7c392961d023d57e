// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/algorithms.h"

#include <ranges>

namespace tgc {

namespace {

constexpr Algorithm all[] = {{"tgc-classic", "1", integrateClassic}};

} // namespace

std::span<const Algorithm> algorithms()
{
    return all;
}

const Algorithm &newestAlgorithm()
{
    return algorithms().back();
}

Result<const Algorithm *> findAlgorithm(std::string_view name, std::string_view version)
{
    std::string known;
    for (const Algorithm &algorithm : std::views::reverse(algorithms())) {
        if (algorithm.name == name && (version.empty() || algorithm.version == version)) {
            return &algorithm;
        }
        known += (known.empty() ? "" : ", ") + std::string(algorithm.name) + " " + std::string(algorithm.version);
    }
    return fail(ErrorCode::BadInput, "there is no algorithm \"" + std::string(name) + "\"" +
                                         (version.empty() ? "" : " version \"" + std::string(version) + "\"") +
                                         "; there is " + known);
}

} // namespace tgc
