// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <QPointF>
#include <vector>

class QCPAxisRect;
class QCustomPlot;
class QKeyEvent;
class QMouseEvent;
class QRubberBand;
class QWheelEvent;

namespace tgc::desktop {

/// Mouse and keys of every plot: left drag draws a zoom box, the wheel zooms the horizontal axis at the pointer,
/// Shift+wheel the vertical one, middle drag pans, double click or Home shows all, Backspace goes one zoom back.
class PlotNavigation : public QObject {
    Q_OBJECT
public:
    explicit PlotNavigation(QCustomPlot *plot);

    [[nodiscard]] bool canGoBack() const { return !m_history.empty(); }
    void goBack();
    void forgetHistory() { m_history.clear(); }

signals:
    void showAllRequested();
    void moved(); ///< the ranges were changed by hand
    void hovered(QPointF position); ///< pointer over the plot, in widget pixels
    void left();
    void clicked(QPointF position); ///< left click without a drag

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct View {
        std::vector<std::pair<double, double>> ranges; ///< of all axes, in the plot's order
    };
    [[nodiscard]] View currentView() const;
    void apply(const View &view);
    void remember();
    bool press(QMouseEvent *event);
    bool move(QMouseEvent *event);
    bool release(QMouseEvent *event);
    bool wheel(QWheelEvent *event);
    bool key(QKeyEvent *event);
    void zoomTo(QRect box);

    QCustomPlot *m_plot;
    QRubberBand *m_band;
    std::vector<View> m_history;
    QCPAxisRect *m_area = nullptr; ///< the axis rect the drag began in
    QPoint m_origin;
    QPoint m_last;
    bool m_zooming = false;
    bool m_panning = false;
    bool m_wheelRun = false; ///< one run of the wheel is one step of history
};

} // namespace tgc::desktop
