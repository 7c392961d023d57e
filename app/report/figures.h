// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QSizeF>
#include <QString>
#include <optional>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "app/report/content.h"

/// The figures of a report, each drawn into a rectangle of this size from the origin.
namespace tgc::report {

/// Standards, curve, 95 % confidence and prediction bands, LOQ; below them the residuals over the same amounts.
void drawCurve(QPainter &painter, QSizeF size, const Calibration &curve);

/// The whole chromatogram, and beside it the H2 peak: trace, baselines, filled peaks, ticks where they begin and end.
void drawChromatogram(QPainter &painter, QSizeF size, const ReportedRun &run);

/// One bar of the breakdown: lengths in mAh, intervals where known. Empty: not determined.
struct StackedBar {
    QString label{};
    double liMetal = 0.0;
    std::optional<Range> liMetalInterval{};
    std::optional<double> sei{};
    std::optional<Range> seiInterval{};
};
/// How far the axis must reach to show all bars with their intervals; zero is always inside.
[[nodiscard]] Range rangeOfBars(const std::vector<StackedBar> &bars);
/// Stacked bars from zero: positive parts up, negative parts down. An interval stands at the end of its part.
void drawBreakdown(QPainter &painter, QSizeF size, const std::vector<StackedBar> &bars, const QString &intervalName);

} // namespace tgc::report
