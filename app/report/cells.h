// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <string>

#include "app/report/content.h"
#include "app/words/digits.h"
#include "app/words/text.h"

/// How numbers and names of a report are printed.
namespace tgc::report {

using words::notKnown;
using words::qstr;
using words::uncertaintyText;
using words::valueText;

/// "0.17713 ± 0.00184" with the digits that u gives meaning to; `--` where there is no value.
[[nodiscard]] QString plusMinus(std::optional<double> value, std::optional<double> u);
/// A column of a breakdown and its `u_` column, times `factor`.
[[nodiscard]] QString plusMinus(const StoredBreakdown &result, const std::string &column, double factor = 1.0);
/// "0.1734 to 0.1808", digits by u.
[[nodiscard]] QString intervalText(const StoredBreakdown &result, const std::string &column);
/// A percentage with two decimals.
[[nodiscard]] QString percentText(std::optional<double> share);
/// "95 %"
[[nodiscard]] QString confidenceText(double confidence);
/// A time of the store, `2026-03-01T10:00:00.123Z`, to the second and without the letters.
[[nodiscard]] QString utcText(const std::string &iso);
/// The first digits of a checksum, enough to tell files apart.
[[nodiscard]] QString shortHash(const std::string &hash);
/// `H2`, `Li+` and the arrow of a reaction as chemists write them; takes and gives rich text.
[[nodiscard]] QString chemistry(const QString &richText);
[[nodiscard]] QString joined(const std::vector<std::string> &words);
/// "Li metal", or "metal" where others are among them.
[[nodiscard]] QString metalName(const Content &content);
/// The sample's name, with its metal where that is not Li.
[[nodiscard]] QString nameOf(const ReportedSample &sample);

} // namespace tgc::report
