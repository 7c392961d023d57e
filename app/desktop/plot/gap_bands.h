// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QStringList>
#include <functional>
#include <vector>

#include "app/desktop/plot/live_trace.h"
#include "app/desktop/plot/plot_colours.h"

class QCPItemRect;
class QCPItemText;
class QCustomPlot;

namespace tgc::desktop {

/// Hatched bands over the stretches of time without a signal, each with its length and the reason as far as there is
/// room for words.
class GapBands {
public:
    explicit GapBands(QCustomPlot *plot) : m_plot(plot) {}

    /// Shows those that are in view; `toAxis` turns device seconds into the axis' coordinate.
    void show(std::vector<TraceGap> gaps, const std::function<double(double)> &toAxis);
    void dress(const PlotColours &colours, const QFont &font);
    [[nodiscard]] QStringList labels() const;

private:
    struct Band {
        QCPItemRect *area = nullptr;
        QCPItemText *label = nullptr;
    };
    void dress(const Band &band) const;
    void place(const Band &band, const TraceGap &gap, const std::function<double(double)> &toAxis) const;

    QCustomPlot *m_plot;
    std::vector<Band> m_bands;
    PlotColours m_colours;
    QFont m_font;
};

/// A rectangle over the plot's full height, under the lines, hidden.
[[nodiscard]] QCPItemRect *fullHeightRect(QCustomPlot *plot);
/// Text at a place given as parts of the plot's width and height, hidden.
[[nodiscard]] QCPItemText *placedText(QCustomPlot *plot, double x, double y, Qt::Alignment alignment);

} // namespace tgc::desktop
