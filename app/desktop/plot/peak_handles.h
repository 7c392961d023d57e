// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "app/desktop/plot/peak_handle.h"
#include "app/desktop/plot/plot_colours.h"
#include "app/desktop/plot/plot_navigation.h"

class QCustomPlot;

namespace tgc::desktop {

/// The handles of the peaks under the hands: they grow under the pointer, are dragged, and the one taken last is moved
/// by the arrow keys, one sample or pixel at a time (Shift: ten). Ctrl+drag, or any drag while adding, draws the span of
/// a new peak. Nothing changes here: what was wanted is told, and new peaks come back. Time axis in minutes.
class PeakHandles : public QObject, public PlotGrabber {
    Q_OBJECT
public:
    explicit PeakHandles(QCustomPlot *plot);

    /// `trace` outlives its use here; null: nothing to take.
    void setTrace(const Chromatogram *trace);
    void setPeaks(const std::vector<Peak> &peaks); ///< what was taken of a peak stays taken; the selection is lost
    void setSelected(int peak);
    void setAdding(bool adding);
    [[nodiscard]] bool adding() const { return m_adding; }
    /// The handle the arrow keys move; none: nothing was taken yet.
    [[nodiscard]] std::optional<PeakHandle> current() const { return m_current; }
    /// Where a handle is taken, in widget pixels; empty: it is not there.
    [[nodiscard]] std::optional<QPointF> gripOf(const PeakHandle &handle) const;
    void dress(const PlotColours &colours);
    void setShown(bool shown); ///< as an exported figure leaves them out

    bool grab(QPointF at, Qt::KeyboardModifiers modifiers) override;
    void dragTo(QPointF at) override;
    void drop(QPointF at) override;
    void letGo() override;
    bool hover(QPointF at) override;
    bool key(int key, Qt::KeyboardModifiers modifiers) override;

signals:
    /// A handle is wanted there: at a sample's time, or at a value of the baseline. `byKey`: one step of several.
    void moved(const tgc::desktop::PeakHandle &handle, double time_s, double value, bool byKey);
    void spanDrawn(double from_s, double to_s);
    void addingChanged(bool adding);

private:
    class Painted;
    [[nodiscard]] bool reachable(const PlacedHandle &placed) const;
    [[nodiscard]] const PlacedHandle *handleAt(QPointF at) const;
    [[nodiscard]] const PlacedHandle *placed(const std::optional<PeakHandle> &handle) const;
    [[nodiscard]] QPointF pixel(double time_s, double value) const;
    [[nodiscard]] double snappedTime(double x_px) const;
    [[nodiscard]] double signalAt(double time_s) const;
    void nudge(const PlacedHandle &from, int steps);
    void chooseNext();
    void repaint();

    QCustomPlot *m_plot;
    Painted *m_painted; ///< the plot's
    const Chromatogram *m_trace = nullptr;
    std::vector<PlacedHandle> m_handles;
    std::vector<std::pair<double, double>> m_spans; ///< of the peaks, s
    std::vector<double> m_apexes_s;
    PlotColours m_colours;
    int m_selected = -1;
    bool m_adding = false;
    std::optional<PeakHandle> m_current;
    std::optional<PeakHandle> m_under; ///< the pointer
    std::optional<PlacedHandle> m_dragged; ///< where it is now
    std::optional<std::pair<double, double>> m_span; ///< being drawn, s
};

} // namespace tgc::desktop
