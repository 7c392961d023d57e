// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "analysis/core/chromatogram.h"
#include "analysis/core/error.h"
#include "analysis/peaks/integrate.h"

namespace tgc {

/// One version of a peak search. A version that was released is never changed: a better one gets the next number and a
/// line in the table, so that a stored result can be computed again bit for bit.
struct Algorithm {
    std::string_view name;
    std::string_view version;
    IntegrationResult (*detect)(const Chromatogram &trace, const IntegrationOptions &options);
};

/// All versions, the newest last.
[[nodiscard]] std::span<const Algorithm> algorithms();
[[nodiscard]] const Algorithm &newestAlgorithm();

/// BadInput names those there are. An empty version means the newest of that name.
[[nodiscard]] Result<const Algorithm *> findAlgorithm(std::string_view name, std::string_view version);

} // namespace tgc
