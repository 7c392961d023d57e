// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "app/desktop/plot/plot_colours.h"

class QCPAbstractItem;
class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

namespace tgc::desktop {

/// Something that happened at a time, in a few words.
struct TraceMark {
    double at_s = 0.0;
    QString text;
};

/// What is to be known of a trace besides its peaks: where the digitiser was at the end of its range (shaded), what
/// happened during the run (dotted lines with words), and the bumps that were looked at and are no peaks (crosses).
class TraceMarks {
public:
    /// The plot has a layer `fills`.
    explicit TraceMarks(QCustomPlot *plot);
    TraceMarks(const TraceMarks &) = delete;
    TraceMarks &operator=(const TraceMarks &) = delete;

    void clear();
    void setSaturation(std::span<const Stretch> stretches);
    void setMarks(const std::vector<TraceMark> &marks);
    /// Times of rejected bumps on the trace, s.
    void setRejected(const std::vector<double> &times_s, const Chromatogram &trace);
    void dress(const PlotColours &colours, const QFont &font);
    /// The words in the plot, for tests.
    [[nodiscard]] QStringList words() const;

private:
    /// The words of a mark along its line.
    struct Mark {
        QCPItemText *word = nullptr;
        double at_min = 0.0;
        QString text;
    };
    void placeWords();
    void removeAll(std::vector<QCPAbstractItem *> &items);
    QCPItemText *addText(double at_s, double height, const QString &text, std::vector<QCPAbstractItem *> &items);

    QCustomPlot *m_plot;
    QCPGraph *m_rejected;
    std::vector<QCPAbstractItem *> m_saturation; ///< a rectangle and its word, each
    std::vector<QCPAbstractItem *> m_marks;      ///< a line and its word, each
    std::vector<Mark> m_words;                   ///< of the marks, in the order of their times
    PlotColours m_colours;
    QFont m_font;
};

} // namespace tgc::desktop
