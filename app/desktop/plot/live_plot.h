// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/desktop/plot/gap_bands.h"
#include "app/desktop/plot/live_trace.h"
#include "app/desktop/plot/plot_view.h"

class QCPGraph;
class QCPItemRect;
class QCPItemText;

namespace tgc::desktop {

/// The signal as it comes. Idle, the last minutes scroll by; while a run waits for its injection, the last seconds;
/// from the injection on the axis stands still from 0 to the run's end, with the H2 window shaded and the run before
/// as a ghost. Where nothing was measured stands a hatched band, and no line. Drawn 25 times a second at most, whatever
/// the sample rate.
class LivePlot : public PlotView {
    Q_OBJECT
public:
    enum class Mode { Idle, Waiting, Running };

    explicit LivePlot(QWidget *parent = nullptr);

    /// What is drawn; never written to here. Empty: nothing.
    void setTrace(std::shared_ptr<const LiveTrace> trace);
    void setChannel(std::size_t channel, const QString &name, const QString &unit);
    void setWindow(std::optional<std::pair<double, double>> window_s); ///< seconds after the injection
    void setSimulated(bool simulated);
    /// Device seconds a wall second: how fast an idle axis goes on when no samples come.
    void setTimeScale(double scale) { m_timeScale = scale; }

    void showIdle();
    void showWaiting();
    void showRun(double zero_s, std::optional<double> duration_s);
    /// The run before, by its own injection; empty trace: none.
    void setGhost(std::shared_ptr<const LiveTrace> trace, double zero_s, const QString &name);
    /// Samples or gaps have come: they are drawn with the next frame.
    void dataCame() { m_stale = true; }

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool following() const { return m_following; }
    /// The visible span, in the axis' unit: minutes, or seconds while waiting.
    [[nodiscard]] std::pair<double, double> timeRange() const;
    [[nodiscard]] QString timeLabel() const;
    /// Where a device time and a value lie in the widget.
    [[nodiscard]] QPointF pixelAt(double device_s, double value) const;
    [[nodiscard]] QStringList gapLabels() const;
    [[nodiscard]] int drawnPoints() const;
    /// Brings the picture up to date now; the timer does it otherwise.
    void drawFrame();

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;
    void movedByHand() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setMode(Mode mode);
    [[nodiscard]] double now_s() const;
    [[nodiscard]] double toAxis(double device_s) const { return (device_s - m_origin_s) / unit_s(); }
    [[nodiscard]] double toDevice(double axis) const { return axis * unit_s() + m_origin_s; }
    [[nodiscard]] double unit_s() const { return m_mode == Mode::Waiting ? 1.0 : 60.0; }
    void followTime();
    void followSignal();
    void drawLine(QCPGraph *graph, const LiveTrace *trace, double shift_s) const;
    void placeWindow();

    std::shared_ptr<const LiveTrace> m_trace;
    std::shared_ptr<const LiveTrace> m_ghostTrace;
    double m_ghostZero_s = 0.0;
    std::size_t m_channel = 0;
    QString m_unit;
    Mode m_mode = Mode::Idle;
    double m_origin_s = 0.0; ///< device time of 0 on the axis
    std::optional<double> m_duration_s;
    std::optional<std::pair<double, double>> m_h2_s;
    double m_timeScale = 1.0;
    bool m_following = true;
    bool m_fitSignal = true; ///< the signal axis is to be chosen anew
    bool m_stale = true;
    double m_newest_s = 0.0;
    QElapsedTimer m_sinceNewest;
    QTimer m_frames;

    QCPGraph *m_signal;
    QCPGraph *m_ghost;
    QCPItemRect *m_window;
    QCPItemText *m_windowName;
    QCPItemText *m_ghostName;
    QCPItemText *m_simulated;
    QCPItemText *m_held;
    GapBands m_gaps;
};

} // namespace tgc::desktop
