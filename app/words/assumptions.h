// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "analysis/quantification/breakdown.h"

namespace tgc::words {

/// What every breakdown takes for granted, (i) to (vi) of docs/method.md, with what to look at.
[[nodiscard]] QStringList assumptions();

/// What was said of this vial and cell beside the numbers: corrections that were asked for, reaction, air, the blanks,
/// worst pressure, charge balance, parts. A sentence each; empty where there is nothing to say.
[[nodiscard]] QStringList judgements(const Breakdown &row);

} // namespace tgc::words
