// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "analysis/fit/shape_search.h"

namespace tgc {

/// A peak that the residuals of a fit ask for: the place within two half-height widths of one of its peaks where a
/// component of that one's shape and sign would take most off the sum of squares, all parameters of the fit following.
/// Empty where that is less than 36, six standard deviations, the limit that detection itself has.
[[nodiscard]] std::optional<PeakStart> missingPeak(const ClusterModel &model, const Place &place,
                                                   std::span<const PeakStart> starts);

} // namespace tgc
