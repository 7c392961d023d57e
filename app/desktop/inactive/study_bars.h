// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/inactive/study.h"
#include "app/desktop/plot/breakdown_plot.h"

namespace tgc::desktop {

/// Against what the two parts are drawn.
struct BarAxis {
    enum class Kind { Sample, Groups, Efficiency };
    Kind kind = Kind::Sample;
    QString column; ///< of the groups
};

/// What the error bar of a mean is.
enum class ScatterBar { StandardDeviation, Interval };

/// A bar a sample with its standard uncertainty; or a bar a group with the mean, the cells' scatter as error bar (none for
/// one cell) and the cells as points, each with its own standard uncertainty; or, against the Coulombic efficiency, a
/// point a sample. What is not known is not drawn.
[[nodiscard]] DrawnBreakdown drawnStudy(const Study &study, const BarAxis &axis, SplitUnit unit, ScatterBar scatter);

} // namespace tgc::desktop
