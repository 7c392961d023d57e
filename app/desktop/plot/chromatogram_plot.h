// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/peak.h"
#include "app/desktop/plot/drawn_peaks.h"
#include "app/desktop/plot/peak_handle.h"
#include "app/desktop/plot/plot_view.h"
#include "app/desktop/plot/trace_marks.h"

class QCPCurve;
class QCPGraph;
class QCPItemRect;
class QCPItemText;

namespace tgc::desktop {

class PeakHandles;

/// A peak as its vendor bounded it, for comparison with our own.
struct VendorBounds {
    std::optional<double> start_s;
    std::optional<double> end_s;
    std::optional<double> apex_s;
    QString label;
};

/// A line shown for comparison only, on the trace's own samples.
struct ComparedLine {
    QString name;
    std::vector<double> values;
};

/// A curve that was fitted to the signal, at times of its own.
struct FittedLine {
    std::vector<double> times_s;
    std::vector<double> values;
    bool part = false; ///< one peak of several that were fitted together
};

/// One channel: raw trace dark, each peak's area lightly filled down to its thin red baseline, ends as ticks, the
/// retention window shaded. Time axis in minutes. The selected peak is filled stronger. Ends, baseline and drop lines
/// have handles; what is asked for by hand is told, and the new peaks come back through `setPeaks`.
class ChromatogramPlot : public PlotView {
    Q_OBJECT
public:
    /// What can be asked for at a time of the trace.
    enum class Act { Split, Merge, Delete, Why };
    Q_ENUM(Act)

    explicit ChromatogramPlot(QWidget *parent = nullptr);

    void clear();
    void setTrace(const Chromatogram &trace);
    /// Keeps the zoom; the selection is lost.
    void setPeaks(std::vector<Peak> peaks);
    void setVendorPeaks(const std::vector<VendorBounds> &peaks);
    void setMarks(const std::vector<TraceMark> &marks);
    void setRejected(const std::vector<double> &times_s); ///< bumps that are no peaks
    void setCompared(const std::optional<ComparedLine> &line);
    void setFitted(const std::vector<FittedLine> &lines); ///< none: nothing fitted is shown
    /// Retention window of the wanted peak, seconds on the trace's axis, and its name.
    void setWindow(std::optional<std::pair<double, double>> window_s, const QString &name);

    void selectPeak(int index); ///< -1: none
    [[nodiscard]] int selectedPeak() const { return m_peaks.selected(); }
    /// Zooms to a peak with as much room on either side as it is wide.
    void zoomToPeak(int index);
    /// Zooms to a time, `half_s` on either side, with the signal there filling the height.
    void zoomToTime(double time_s, double half_s);
    /// The visible span of time, minutes.
    [[nodiscard]] std::pair<double, double> timeRange_min() const;
    /// Where a time and a signal value lie in the widget, for tests and for handles.
    [[nodiscard]] QPointF pixelAt(double time_s, double value) const;
    [[nodiscard]] double timeAt(QPointF position) const; ///< of the nearest sample, s; the trace is not empty
    [[nodiscard]] PeakHandles &handles() { return *m_handles; }
    [[nodiscard]] int comparedPoints() const; ///< drawn, for tests
    [[nodiscard]] int fittedPoints() const;
    [[nodiscard]] QStringList lineNames() const; ///< what is said of lines for comparison
    [[nodiscard]] QStringList markWords() const { return m_marks.words(); }

signals:
    void peakClicked(int index); ///< -1: beside every peak
    void acted(tgc::desktop::ChromatogramPlot::Act act, double time_s);
    void menuRequested(double time_s, QPoint global);

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;
    void clickedAt(QPointF position) override;
    void menuAt(QPointF position) override;
    void showTools(bool shown) const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void placeNames();

    std::optional<Chromatogram> m_trace;
    QCPGraph *m_signal;
    QCPGraph *m_vendor;
    QCPGraph *m_compared;
    QCPItemText *m_comparedName;
    QCPCurve *m_fitted;
    QCPCurve *m_fittedParts;
    QCPItemText *m_fittedName;
    QCPItemRect *m_window;
    QCPItemText *m_windowName;
    DrawnPeaks m_peaks;
    TraceMarks m_marks;
    PeakHandles *m_handles; ///< the plot's
};

} // namespace tgc::desktop
