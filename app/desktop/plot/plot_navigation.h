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

/// What lies in a plot and can be taken hold of: it is asked before a drag zooms and before a key navigates.
class PlotGrabber {
public:
    PlotGrabber() = default;
    PlotGrabber(const PlotGrabber &) = delete;
    PlotGrabber &operator=(const PlotGrabber &) = delete;
    virtual ~PlotGrabber() = default;

    /// The left button went down there, in widget pixels. True: the drag is its own until `drop` or `letGo`.
    virtual bool grab(QPointF at, Qt::KeyboardModifiers modifiers) = 0;
    virtual void dragTo(QPointF at) = 0;
    virtual void drop(QPointF at) = 0;
    virtual void letGo() = 0; ///< Esc: as if nothing had been taken
    /// The pointer is there, without a button. True: over something that can be taken.
    virtual bool hover(QPointF at) = 0;
    virtual bool key(int key, Qt::KeyboardModifiers modifiers) = 0; ///< true: it was meant for it
};

/// Mouse and keys of every plot: left drag draws a zoom box, the wheel zooms the horizontal axis at the pointer,
/// Shift+wheel the vertical one, middle drag pans, double click or Home shows all, Backspace goes one zoom back.
class PlotNavigation : public QObject {
    Q_OBJECT
public:
    explicit PlotNavigation(QCustomPlot *plot);

    void setGrabber(PlotGrabber *grabber) { m_grabber = grabber; } ///< it outlives the plot's last event

    [[nodiscard]] bool canGoBack() const { return !m_history.empty(); }
    void goBack();
    void forgetHistory() { m_history.clear(); }

signals:
    void showAllRequested();
    void moved(); ///< the ranges were changed by hand
    void hovered(QPointF position); ///< pointer over the plot, in widget pixels
    void left();
    void clicked(QPointF position); ///< left click without a drag
    void menuRequested(QPointF position); ///< right button

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
    PlotGrabber *m_grabber = nullptr;
    bool m_grabbing = false; ///< the drag is the grabber's
    bool m_zooming = false;
    bool m_panning = false;
    bool m_wheelRun = false; ///< one run of the wheel is one step of history
};

} // namespace tgc::desktop
