// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>

#include "app/desktop/lab/lab.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;

namespace tgc::desktop {

class OverlayPlot;

/// The runs chosen in the list in one picture: overlaid or stacked, as measured or each to its own height.
class OverlayView : public QWidget {
    Q_OBJECT
public:
    explicit OverlayView(Lab &lab, QWidget *parent = nullptr);

    /// Reads the runs' signals of that channel (or, of a run that has none of that name, its first) and shows them.
    void showRuns(const QList<qint64> &runs, const std::string &channel);
    [[nodiscard]] OverlayPlot *plot() const { return m_plot; }

private:
    void lay();
    QDoubleSpinBox *addField(const QString &name, const QString &unit, double most, const QString &toolTip);

    Lab &m_lab;
    OverlayPlot *m_plot;
    QLabel *m_words;
    QCheckBox *m_toHeight;
    QDoubleSpinBox *m_step = nullptr;
    QDoubleSpinBox *m_shift = nullptr;
    QList<qint64> m_wanted; ///< answers for others are old
};

} // namespace tgc::desktop
