// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>
#include <vector>

#include "app/desktop/plot/plot_view.h"

class QCPBars;
class QCPErrorBars;
class QCPGraph;
class QCPItemRect;
class QCPItemText;

namespace tgc::desktop {

/// A height and the half length of its error bar; without one none is drawn.
struct BarValue {
    double value = 0.0;
    std::optional<double> error;
};

/// One cell: a point over the bar of its group, or at x on an axis of numbers.
struct BarCell {
    QString label;
    std::optional<BarValue> metal;
    std::optional<BarValue> sei;
    int row = -1; ///< of the table
    double x = 0.0;
    std::optional<double> xError; ///< half length of its level error bar, on an axis of numbers
};

/// One stacked bar: Li metal below, SEI Li+ on it. Both may be negative and are then drawn below zero.
struct BreakdownBar {
    QString label; ///< may have two lines
    std::optional<BarValue> metal;
    std::optional<BarValue> sei;
    int row = -1; ///< of the table; -1: its cells have rows
    std::vector<BarCell> cells;
};

/// All that the figure shows.
struct DrawnBreakdown {
    std::vector<BreakdownBar> bars;
    bool onNumbers = false; ///< points against the cells' x; bars would cover each other
    QString xTitle;
    QString yTitle;
    QString errorName; ///< what the error bar means
    QString cellsName; ///< what a point means; empty: there are none over bars
    bool simulated = false;
    QStringList leftOut; ///< samples that have no place in it
};

/// Stacked bars or points with error bars.
class BreakdownPlot : public PlotView {
    Q_OBJECT
public:
    explicit BreakdownPlot(QWidget *parent = nullptr);

    void setDrawn(DrawnBreakdown drawn);
    void selectRow(int row); ///< of the table; -1: none
    [[nodiscard]] const DrawnBreakdown &drawn() const { return m_drawn; }
    /// Where a row's Li metal stands in the widget, for instance to click on it.
    [[nodiscard]] QPointF positionOf(int row) const;

signals:
    void rowClicked(int row);

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;
    void clickedAt(QPointF position) override;

private:
    /// One part (Li metal or SEI) as QCustomPlot draws it.
    struct Part {
        QCPBars *bars;
        QCPGraph *ends; ///< where the bars' error bars stand; itself not seen
        QCPErrorBars *barErrors;
        QCPGraph *cells;
        QCPErrorBars *cellErrors;
        QCPErrorBars *cellXErrors;
    };
    /// Where a cell's point stands.
    struct Place {
        int bar = 0;
        const BarCell *cell = nullptr;
        double x = 0.0;
        double y = 0.0;
        bool metal = true;
    };
    Part makePart(const QString &name);
    void placeCells();
    void fill(Part &part, std::optional<BarValue> BreakdownBar::*bar, std::optional<BarValue> BarCell::*cell,
              bool metal);
    void nameLegend();
    [[nodiscard]] int barAt(QPointF position) const;
    [[nodiscard]] const BarCell *cellAt(QPointF position) const;
    void slantLabelsThatDoNotFit();

    DrawnBreakdown m_drawn;
    std::vector<Place> m_places;
    Part m_metal;
    Part m_sei;
    QCPItemRect *m_mark;
    QCPGraph *m_markedCells;
    QCPItemText *m_brand;
    int m_selected = -1;
};

} // namespace tgc::desktop
