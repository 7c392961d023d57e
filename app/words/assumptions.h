// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <string_view>

#include "analysis/quantification/breakdown.h"

namespace tgc::words {

/// What every breakdown takes for granted, (i) to (vi) of docs/method.md, with what to look at.
[[nodiscard]] QStringList assumptions();

/// A sentence that the evaluation wrote ("cycler-accuracy-not-given: the uncertainty ..."), as people read it: with its
/// subject, without the code word that programs look for.
[[nodiscard]] QString judgementInWords(const QString &subject, std::string_view sentence);

/// What was said of this vial and cell beside the numbers: corrections that were asked for, reaction, air, the blanks,
/// worst pressure, charge balance, parts. A sentence each; empty where there is nothing to say.
[[nodiscard]] QStringList judgements(const Breakdown &row);

} // namespace tgc::words
