// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QString>
#include <QWidget>
#include <optional>

#include "analysis/core/error.h"
#include "app/desktop/plot/plot_colours.h"

class QCPAxis;
class QCPItemLine;
class QCPItemText;
class QCustomPlot;

namespace tgc::desktop {

class PlotGrabber;
class PlotNavigation;

/// Base of all plots: navigation, cross-hair with read-out, colours from the palette, export as shown.
class PlotView : public QWidget {
    Q_OBJECT
public:
    explicit PlotView(QWidget *parent = nullptr);
    PlotView(const PlotView &) = delete;
    PlotView &operator=(const PlotView &) = delete;
    ~PlotView() override;

    void showAll();
    void previousZoom();
    [[nodiscard]] bool hasPreviousZoom() const;

    /// Writes what the screen shows; the suffix decides: .png, .svg or .pdf. Io or Unsupported in one sentence. The
    /// file appears whole or not at all.
    [[nodiscard]] Result<void> save(const QString &file) const;

signals:
    void readoutChanged(const QString &text);

protected:
    [[nodiscard]] QCustomPlot *plot() const { return m_plot; }
    [[nodiscard]] const PlotColours &colours() const { return m_colours; }

    /// Sets the ranges that show everything.
    virtual void fitAll() = 0;
    /// Colours have changed (or are set for the first time after construction): paint pens and brushes.
    virtual void recolour() = 0;
    /// What the cross-hair says at a position; empty hides it.
    [[nodiscard]] virtual QString readoutAt(QPointF position) const;
    virtual void clickedAt(QPointF position);
    /// The right button went down there.
    virtual void menuAt(QPointF position);
    void setGrabber(PlotGrabber *grabber);
    /// Shows or hides what belongs to the hands and not to the figure.
    virtual void showTools(bool shown) const;
    /// Somebody zoomed or panned, or went back.
    virtual void movedByHand();

    /// Where the pointer was last, while it is over the plot.
    [[nodiscard]] std::optional<QPointF> pointer() const { return m_pointer; }
    /// New data: the zoom history of the old ones is void.
    void dataReplaced();
    void replotSoon();
    void styleAxis(QCPAxis *axis) const;

    void changeEvent(QEvent *event) override;

private:
    void applyColours();
    void showCrossHair(QPointF position);
    void hideCrossHair();

    QCustomPlot *m_plot;
    PlotNavigation *m_navigation;
    PlotColours m_colours;
    std::optional<QPointF> m_pointer;
    QCPItemLine *m_vertical;
    QCPItemLine *m_horizontal;
    QCPItemText *m_readout;
};

} // namespace tgc::desktop
