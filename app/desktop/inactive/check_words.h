// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "analysis/quantification/breakdown.h"

namespace tgc::desktop {

/// What a result counts and takes for granted, what else makes hydrogen and how much metal that would feign, and how far
/// LiH would move it; rich text. Without a sample the general part.
[[nodiscard]] QString checksInWords(const Breakdown *row);

} // namespace tgc::desktop
