// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "analysis/calibration/read_amount.h"

namespace tgc::desktop {

/// The areas somebody typed: blanks, `;`, or a comma with a blank behind it between them, so that `1,5` stays a number.
/// BadInput in words; empty for an empty text.
[[nodiscard]] Result<std::vector<double>> areasIn(const QString &text);

/// What was read off the curve: amount, u, interval and what there is to say of it; rich text.
[[nodiscard]] QString readInWords(const Calibration &curve, const ReadAmount &read);

} // namespace tgc::desktop
