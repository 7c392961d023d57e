// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

#include "analysis/quantification/breakdown.h"
#include "app/words/batch_words.h"

namespace tgc::desktop {

/// Whether the sample's batch is fit for use, what a result counts and takes for granted, what else makes hydrogen and how much metal that would feign, and how far
/// LiH would move it; rich text. Without a sample the general part.
[[nodiscard]] QString checksInWords(const Breakdown *row, const words::BatchFacts &batch, const QPalette &palette);

} // namespace tgc::desktop
