// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "app/desktop/plot/plot_view.h"

class QCPAxisRect;
class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCPItemText;

namespace tgc::desktop {

/// Points and line of a calibration as they are to be drawn; the numbers come from the analysis.
struct DrawnCurve {
    struct Point {
        double amount = 0.0;
        double area = 0.0;
        std::optional<double> residual;
        bool used = true;
        QString label;
    };
    struct BandPoint {
        double amount = 0.0;
        double area = 0.0;
        double low = 0.0; ///< of the confidence band
        double high = 0.0;
        double predictedLow = 0.0; ///< where one more injection is expected
        double predictedHigh = 0.0;
    };
    std::vector<Point> points;
    std::vector<BandPoint> line;
    QString amountLabel; ///< axis title with unit
    QString areaLabel;
    QString bandName;    ///< "95 % confidence band"; empty: no bands
    QString predictionName; ///< "95 % of single injections"
    std::optional<double> lod;
    std::optional<double> loq;
};

/// An unknown that was read off the curve.
struct DrawnRead {
    double area = 0.0;
    double amount = 0.0;
    std::optional<double> low; ///< of its interval
    std::optional<double> high;
};

/// Calibration curve with its confidence band, and the residuals of the points underneath on the same amount axis.
class CurvePlot : public PlotView {
    Q_OBJECT
public:
    explicit CurvePlot(QWidget *parent = nullptr);

    void clear();
    void setCurve(DrawnCurve curve);
    void selectPoint(int index); ///< row of the standards; -1: none
    /// Another model's line beside the curve, dashed, until the next curve; an empty line takes it away.
    void compareWith(const std::vector<DrawnCurve::BandPoint> &line, const QString &name);
    /// Lines from the area to the curve and down to the amount, its interval shaded; empty takes them away.
    void showRead(std::optional<DrawnRead> read);

signals:
    void pointClicked(int index);

protected:
    void fitAll() override;
    void recolour() override;
    [[nodiscard]] QString readoutAt(QPointF position) const override;
    void clickedAt(QPointF position) override;

private:
    [[nodiscard]] int nearestPoint(QPointF position) const;
    void fillLegend();

    DrawnCurve m_curve;
    QCPAxisRect *m_lower;
    QCPGraph *m_line;
    QCPGraph *m_compared;
    QCPGraph *m_bandLow;
    QCPGraph *m_bandHigh;
    QCPGraph *m_predictedLow;
    QCPGraph *m_predictedHigh;
    QCPGraph *m_used;
    QCPGraph *m_unused;
    QCPGraph *m_selectedMark;
    QCPGraph *m_residuals;
    QCPGraph *m_selectedResidual;
    QCPItemStraightLine *m_lod;
    QCPItemStraightLine *m_loq;
    QCPItemText *m_lodName;
    QCPItemText *m_loqName;
    QCPItemStraightLine *m_readArea;
    QCPItemStraightLine *m_readAmount;
    QCPItemRect *m_readInterval;
    std::optional<DrawnRead> m_read;
    int m_selected = -1;
};

} // namespace tgc::desktop
