// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/peak.h"
#include "app/desktop/plot/plot_colours.h"

class QCPGraph;
class QCPItemText;
class QCustomPlot;

namespace tgc::desktop {

/// The peaks of a chromatogram as drawn: area lightly filled down to the thin red baseline, drop lines, ends as ticks,
/// name and time above the apex. Of a fitted peak its own curve is filled, without its neighbours. The selected peak is filled stronger. Time axis in minutes.
class DrawnPeaks {
public:
    /// The plot has a layer `fills` below its layer `main`.
    explicit DrawnPeaks(QCustomPlot *plot);

    void set(std::vector<Peak> peaks, const Chromatogram &trace);
    void clear();
    void select(int index); ///< -1: none
    [[nodiscard]] int selected() const { return m_selected; }
    [[nodiscard]] const std::vector<Peak> &peaks() const { return m_peaks; }
    void dress(const PlotColours &colours, const QFont &font);
    /// Each label above the signal, beside its apex where the flank of a neighbour stands above it. Named and higher peaks
    /// keep theirs, the others give way; zooming in brings them back.
    void placeLabels(const Chromatogram &trace);

private:
    struct Drawn {
        QCPGraph *area = nullptr;
        QCPGraph *baseline = nullptr;
        QCPItemText *label = nullptr;
    };
    void draw(const Peak &peak, const Chromatogram &trace);
    void dress(std::size_t i) const;
    /// Puts it there; the rectangle that it takes, in pixels.
    [[nodiscard]] QRectF place(std::size_t i, const Chromatogram &trace) const;

    QCustomPlot *m_plot;
    QCPGraph *m_ends;
    std::vector<Peak> m_peaks;
    std::vector<Drawn> m_drawn;
    PlotColours m_colours;
    QFont m_font;
    int m_selected = -1;
};

} // namespace tgc::desktop
