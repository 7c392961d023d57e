// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/trace_marks.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <algorithm>
#include <qcustomplot.h>

#include "app/desktop/plot/gap_bands.h"
#include "app/desktop/plot/nearest_sample.h"

namespace tgc::desktop {

namespace {

constexpr double secondsPerMinute = 60.0;
constexpr double alongLine_deg = -90.0;
constexpr double topOfPlot = 0.02;   ///< of its height
constexpr double shareOfHeight = 0.6; ///< that words along a line may take

} // namespace

TraceMarks::TraceMarks(QCustomPlot *plot) : m_plot(plot), m_rejected(plot->addGraph())
{
    m_rejected->setLineStyle(QCPGraph::lsNone);
    QObject::connect(plot, &QCustomPlot::beforeReplot, plot, [this] { placeWords(); });
}

void TraceMarks::placeWords()
{
    // Along their lines, so that those of the first seconds stand side by side; where lines are nearer than a word is
    // high, only the first has its words: all of them stand under During the run.
    const QFontMetrics metrics(m_font);
    const int room = static_cast<int>(shareOfHeight * m_plot->axisRect()->height());
    double free_px = -1e9;
    for (const Mark &mark : m_words) {
        const double x = m_plot->xAxis->coordToPixel(mark.at_min);
        mark.word->setVisible(x >= free_px);
        mark.word->setText(metrics.elidedText(mark.text, Qt::ElideRight, room));
        free_px = x >= free_px ? x + metrics.height() : free_px;
    }
}

void TraceMarks::removeAll(std::vector<QCPAbstractItem *> &items)
{
    for (QCPAbstractItem *item : items) {
        m_plot->removeItem(item);
    }
    items.clear();
}

void TraceMarks::clear()
{
    removeAll(m_saturation);
    m_words.clear();
    removeAll(m_marks);
    m_rejected->data()->clear();
}

QCPItemText *TraceMarks::addText(double at_s, double height, const QString &text, std::vector<QCPAbstractItem *> &items)
{
    QCPItemText *word = placedText(m_plot, 0.0, height, Qt::AlignLeft | Qt::AlignTop);
    word->position->setTypeX(QCPItemPosition::ptPlotCoords);
    word->position->setCoords(at_s / secondsPerMinute, height);
    word->setText(text);
    word->setVisible(true);
    items.push_back(word);
    return word;
}

void TraceMarks::setSaturation(std::span<const Stretch> stretches)
{
    removeAll(m_saturation);
    for (const Stretch &stretch : stretches) {
        QCPItemRect *band = fullHeightRect(m_plot);
        band->topLeft->setCoords(stretch.from_s / secondsPerMinute, 0.0);
        band->bottomRight->setCoords(stretch.to_s / secondsPerMinute, 1.0);
        band->setVisible(true);
        m_saturation.push_back(band);
        addText(stretch.to_s, 0.0, QCoreApplication::translate("TraceMarks", "saturated"), m_saturation);
    }
    dress(m_colours, m_font);
}

void TraceMarks::setMarks(const std::vector<TraceMark> &marks)
{
    m_words.clear();
    removeAll(m_marks);
    std::vector<TraceMark> inTime = marks;
    std::stable_sort(inTime.begin(), inTime.end(), [](const auto &a, const auto &b) { return a.at_s < b.at_s; });
    for (const TraceMark &mark : inTime) {
        auto *line = new QCPItemStraightLine(m_plot);
        line->setLayer(QStringLiteral("fills"));
        line->setSelectable(false);
        line->point1->setCoords(mark.at_s / secondsPerMinute, 0.0);
        line->point2->setCoords(mark.at_s / secondsPerMinute, 1.0);
        m_marks.push_back(line);
        QCPItemText *word = addText(mark.at_s, topOfPlot, mark.text, m_marks);
        word->setRotation(alongLine_deg);
        word->setPositionAlignment(Qt::AlignRight | Qt::AlignTop); // hangs from the top, right of its line
        word->setPadding(QMargins(2, 0, 2, 0));
        m_words.push_back({word, mark.at_s / secondsPerMinute, mark.text});
    }
    dress(m_colours, m_font);
}

void TraceMarks::setRejected(const std::vector<double> &times_s, const Chromatogram &trace)
{
    QVector<QCPGraphData> points;
    for (const double time_s : times_s) {
        const std::size_t i = nearestSample(trace.times_s(), time_s);
        points.append({trace.times_s()[i] / secondsPerMinute, trace.values()[i]});
    }
    m_rejected->data()->set(points);
}

void TraceMarks::dress(const PlotColours &colours, const QFont &font)
{
    m_colours = colours;
    m_font = font;
    m_rejected->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross, QPen(colours.faint, 1.2), Qt::NoBrush, 6));
    for (auto *items : {&m_saturation, &m_marks}) {
        for (QCPAbstractItem *item : *items) {
            if (auto *band = qobject_cast<QCPItemRect *>(item)) {
                band->setBrush(colours.saturated);
                band->setPen(Qt::NoPen);
            } else if (auto *line = qobject_cast<QCPItemStraightLine *>(item)) {
                line->setPen(QPen(colours.faint, 1, Qt::DotLine));
            } else if (auto *word = qobject_cast<QCPItemText *>(item)) {
                word->setColor(colours.text);
                word->setFont(font);
            }
        }
    }
}

QStringList TraceMarks::words() const
{
    QStringList all;
    for (QCPAbstractItem *item : m_saturation) {
        if (const auto *word = qobject_cast<const QCPItemText *>(item)) {
            all << word->text();
        }
    }
    for (const Mark &mark : m_words) {
        all << mark.text;
    }
    return all;
}

} // namespace tgc::desktop
