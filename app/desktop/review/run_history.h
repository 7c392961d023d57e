// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "app/desktop/plot/trace_marks.h"
#include "app/desktop/shell/prepared_table.h"
#include "db/run_records.h"

namespace tgc::desktop {

/// A companion signal of a run (pressure, temperature ...) in figures.
struct TrendFigures {
    std::string name;
    std::string unit;
    std::size_t points = 0;
    double first = 0.0;
    double last = 0.0;
    double least = 0.0;
    double most = 0.0;
    double mean = 0.0;
};

/// BadInput never: a trace has at least one sample. Unweighted mean of the samples.
[[nodiscard]] TrendFigures figuresOf(const std::string &name, const Chromatogram &trend);

/// One row of what happened, with the time to go to (s on the trace's axis) where there is one.
struct HistoryTable {
    std::vector<PreparedTable::Row> rows;
    std::vector<std::optional<double>> at_s;
};

/// Marks (injection, gaps, notes), saturated stretches and trends of a run.
[[nodiscard]] HistoryTable historyOf(const std::vector<db::RunMark> &marks, std::span<const Stretch> saturation,
                                     const std::vector<TrendFigures> &trends);
[[nodiscard]] QStringList historyHeaders();

/// The marks with a time, for the plot.
[[nodiscard]] std::vector<TraceMark> marksInPlot(const std::vector<db::RunMark> &marks);

} // namespace tgc::desktop
