// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>

#include "analysis/core/chromatogram.h"
#include "app/report/axis.h"

namespace tgc::report {

/// The trace between two times as a line to be drawn in this many columns: the first, lowest, highest and last sample of
/// each column, in their order, so that no peak is lost; every sample where there are few. With the sample before and the
/// one after the range, so that the line reaches its edges.
[[nodiscard]] QPolygonF thinned(const Chromatogram &trace, Range times_s, int columns);

} // namespace tgc::report
