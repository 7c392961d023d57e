// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "app/desktop/plot/plot_view.h"

class QCPErrorBars;
class QCPGraph;

namespace tgc::desktop {

/// A control chart as it is to be drawn; the numbers come from the analysis.
struct DrawnControlChart {
    enum class State { Passed, Warning, Failed };
    struct Point {
        double value = 0.0; ///< percent of what was given
        double u = 0.0;
        State state = State::Passed;
        QString label; ///< under the point
        QString words; ///< in the read-out
    };
    std::vector<Point> points; ///< in order of time
    double limit = 0.0;        ///< 100 % plus and minus this fails
    std::optional<double> centre; ///< with `sd`: the chart's own control limits
    double sd = 0.0;
};

/// Recovery of check standards one after the other, with the tolerance and, where there are enough, 1, 2 and 3 s lines.
class ControlPlot : public PlotView {
    Q_OBJECT
public:
    explicit ControlPlot(QWidget *parent = nullptr);

    void setChart(DrawnControlChart chart);

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;

private:
    void slantLabelsThatDoNotFit();
    void drawLine(QCPGraph *graph, double value) const;

    DrawnControlChart m_chart;
    QCPGraph *m_line;
    QCPGraph *m_passed;
    QCPGraph *m_warning;
    QCPGraph *m_failed;
    QCPErrorBars *m_u;
    std::vector<QCPGraph *> m_tolerance;
    std::vector<QCPGraph *> m_control; ///< centre, then -3 .. 3 s without 0
};

} // namespace tgc::desktop
