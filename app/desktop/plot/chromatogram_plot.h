// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/peak.h"
#include "app/desktop/plot/plot_view.h"

class QCPGraph;
class QCPItemRect;
class QCPItemText;

namespace tgc::desktop {

/// A peak as its vendor bounded it, for comparison with our own.
struct VendorBounds {
    std::optional<double> start_s;
    std::optional<double> end_s;
    std::optional<double> apex_s;
    QString label;
};

/// One channel: raw trace dark, each peak's area lightly filled down to its thin red baseline, ends as ticks, the
/// retention window shaded. Time axis in minutes. The selected peak is filled stronger.
class ChromatogramPlot : public PlotView {
    Q_OBJECT
public:
    explicit ChromatogramPlot(QWidget *parent = nullptr);

    void clear();
    void setTrace(const Chromatogram &trace);
    void setPeaks(std::vector<Peak> peaks);
    void setVendorPeaks(const std::vector<VendorBounds> &peaks);
    /// Retention window of the wanted peak, seconds on the trace's axis, and its name.
    void setWindow(std::optional<std::pair<double, double>> window_s, const QString &name);

    void selectPeak(int index); ///< -1: none
    [[nodiscard]] int selectedPeak() const { return m_selected; }
    /// Zooms to a peak with as much room on either side as it is wide.
    void zoomToPeak(int index);
    /// The visible span of time, minutes.
    [[nodiscard]] std::pair<double, double> timeRange_min() const;
    /// Where a time and a signal value lie in the widget, for tests and for handles.
    [[nodiscard]] QPointF pixelAt(double time_s, double value) const;

signals:
    void peakClicked(int index); ///< -1: beside every peak

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;
    void clickedAt(QPointF position) override;

private:
    struct DrawnPeak {
        QCPGraph *area = nullptr;
        QCPGraph *baseline = nullptr;
        QCPItemText *label = nullptr;
    };
    void removePeaks();
    void draw(const Peak &peak);
    void hideOverlappingLabels();
    [[nodiscard]] std::size_t sampleAt(double time_s) const;

    std::optional<Chromatogram> m_trace;
    std::vector<Peak> m_peaks;
    std::vector<DrawnPeak> m_drawn;
    QCPGraph *m_signal;
    QCPGraph *m_ends;
    QCPGraph *m_vendor;
    QCPItemRect *m_window;
    QCPItemText *m_windowName;
    int m_selected = -1;
};

} // namespace tgc::desktop
