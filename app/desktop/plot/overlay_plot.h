// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/core/chromatogram.h"
#include "app/desktop/plot/plot_view.h"

class QCPGraph;

namespace tgc::desktop {

/// One run of several.
struct OverlaidTrace {
    QString name; ///< for the legend
    Chromatogram trace;
};

/// How runs are laid over one another. The signals themselves never change.
struct OverlayLayout {
    bool toHeight = false;      ///< each from its lowest to its highest point as 0 to 1
    double signalStep = 0.0;    ///< each run this part of the highest span above the one before; 0: overlaid
    double timeStep_s = 0.0;    ///< each run so much later than the one before
};

/// Several runs in one picture, overlaid or stacked, with a legend. Time axis in minutes.
class OverlayPlot : public PlotView {
    Q_OBJECT
public:
    explicit OverlayPlot(QWidget *parent = nullptr);

    /// Traces of one unit; of several, only the shape can be compared and the axis says so.
    void setTraces(std::vector<OverlaidTrace> traces);
    void setLayout(const OverlayLayout &layout);
    [[nodiscard]] std::size_t traces() const { return m_traces.size(); }
    /// A point of a run as it is drawn: min on the axis, and value there.
    [[nodiscard]] std::pair<double, double> drawnAt(std::size_t trace, std::size_t sample) const;

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;

private:
    void lay();

    std::vector<OverlaidTrace> m_traces;
    std::vector<QCPGraph *> m_graphs;
    OverlayLayout m_layout;
};

} // namespace tgc::desktop
