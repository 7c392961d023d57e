// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "analysis/core/error.h"

class QCustomPlot;

namespace tgc::desktop {

/// Paints the plot into a .png (twice the screen's pixels), .svg or .pdf (vector) file. Written to a temporary file
/// and renamed. Unsupported for another suffix, Io when the system refuses.
[[nodiscard]] Result<void> savePlot(QCustomPlot &plot, const QString &file);

} // namespace tgc::desktop
