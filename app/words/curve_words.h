// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "analysis/calibration/calibration.h"

namespace tgc::words {

/// nmol, µmol or µg.
[[nodiscard]] QString amountUnitOf(const Calibration &curve);
/// The title of the amount's axis: "H2 injected (nmol)".
[[nodiscard]] QString amountTitle(const Calibration &curve);

/// "area = (1.2 ± 0.8) + (51.23 ± 0.12) n", digits by the uncertainties.
[[nodiscard]] QString equationInWords(const Calibration &curve);

/// The curve in sentences, as rich text: equation with uncertainties, what to be careful about, model, limits, lack
/// of fit.
[[nodiscard]] QStringList curveSentences(const Calibration &curve);

/// One line for lists and the status strip: "linear, 15 points, 2.1 to 500 nmol".
[[nodiscard]] QString curveInShort(const Calibration &curve);

} // namespace tgc::words
