// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/desktop/inactive/study_bars.h"

class QComboBox;

namespace tgc::desktop {

class ElidedLabel;

/// The figure, and what it is drawn against, in which unit, with which error bars.
class BarsPanel : public QWidget {
    Q_OBJECT
public:
    explicit BarsPanel(QWidget *parent = nullptr);

    /// Rows in the order of the table. `groupColumn`: what *group* means on the axis.
    void setStudy(const Study &study, const QString &groupColumn);
    [[nodiscard]] BreakdownPlot *plot() const { return m_plot; }

private:
    void draw();
    [[nodiscard]] BarAxis axis() const;

    Study m_study;
    QString m_groupColumn;
    QComboBox *m_axis;
    QComboBox *m_unit;
    QComboBox *m_scatter;
    ElidedLabel *m_note;
    BreakdownPlot *m_plot;
};

} // namespace tgc::desktop
