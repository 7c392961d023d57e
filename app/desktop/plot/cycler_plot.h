// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "app/desktop/plot/plot_view.h"

class QCPAxisRect;
class QCPGraph;
class QCPItemRect;
class QCPItemText;

namespace tgc::desktop {

/// A cycler's records as they are to be drawn: as many of each, in order of time.
struct DrawnCycling {
    std::vector<double> time_h;
    std::vector<double> voltage_V; ///< not a number where a record has none
    std::vector<double> current_mA;
};

/// From .. to, in h.
using Stretches = std::vector<std::pair<double, double>>;

/// Where one half cycle lies: in several stretches where other steps of its cycle lie between.
struct DrawnHalfCycle {
    Stretches stretches_h;
    QString label; ///< "3 plated"
    bool plates = false;
    bool counted = true;
};

/// Voltage above current against time, half cycles shaded and numbered through both; one that is not counted is hatched.
class CyclerPlot : public PlotView {
    Q_OBJECT
public:
    explicit CyclerPlot(QWidget *parent = nullptr);

    void setRecords(const DrawnCycling &records);
    void setHalfCycles(std::vector<DrawnHalfCycle> halves);
    void selectHalf(int index); ///< -1: none

    [[nodiscard]] const std::vector<DrawnHalfCycle> &halves() const { return m_halves; }
    [[nodiscard]] QPointF middleOf(int half) const; ///< of its first stretch on the voltage's area, in widget pixels

signals:
    void halfClicked(int index);

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;
    void clickedAt(QPointF position) override;

private:
    struct Band { ///< a stretch
        std::size_t half = 0;
        double from_h = 0.0;
        double to_h = 0.0;
        QCPItemRect *onVoltage = nullptr;
        QCPItemRect *onCurrent = nullptr;
        QCPItemText *label = nullptr;
    };
    [[nodiscard]] QCPItemRect *makeBand(QCPAxisRect *area) const;
    [[nodiscard]] QCPItemText *makeLabel() const;
    [[nodiscard]] int halfAt(double time_h) const;
    void dressBands();
    void hideLabelsThatDoNotFit();

    QCPAxisRect *m_currentArea;
    QCPGraph *m_voltage;
    QCPGraph *m_current;
    std::vector<DrawnHalfCycle> m_halves;
    std::vector<Band> m_bands;
    int m_selected = -1;
};

} // namespace tgc::desktop
