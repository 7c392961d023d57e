// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "app/desktop/plot/plot_view.h"

class QCPBars;
class QCPErrorBars;
class QCPItemRect;

namespace tgc::desktop {

/// One stacked bar: Li metal below, SEI Li+ on it. Both may be negative and are then drawn below zero.
struct BreakdownBar {
    QString label;
    double liMetal = 0.0;
    double liMetalU = 0.0;
    std::optional<double> sei;
    double seiU = 0.0;
};

/// Stacked bars with error bars, a sample each.
class BreakdownPlot : public PlotView {
    Q_OBJECT
public:
    explicit BreakdownPlot(QWidget *parent = nullptr);

    void setBars(std::vector<BreakdownBar> bars, const QString &axisLabel);
    void selectBar(int index); ///< -1: none

signals:
    void barClicked(int index);

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;
    void clickedAt(QPointF position) override;

private:
    [[nodiscard]] int barAt(QPointF position) const;
    void slantLabelsThatDoNotFit();

    std::vector<BreakdownBar> m_bars;
    QCPBars *m_metal;
    QCPBars *m_sei;
    QCPErrorBars *m_metalError;
    QCPErrorBars *m_seiError;
    QCPItemRect *m_mark;
    int m_selected = -1;
};

} // namespace tgc::desktop
