// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tgc::desktop {

/// A sentence of the command line for somebody at the window: columns of SAMPLES.csv by the name that stands over them
/// in Samples (`pressure_rating_kPa` is "Pressure rating"), a capital first and a full stop.
[[nodiscard]] QString columnsInWords(QString sentence);

} // namespace tgc::desktop
