// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/peak_handles.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

#include "app/desktop/plot/nearest_sample.h"

namespace tgc::desktop {

namespace {

constexpr double secondsPerMinute = 60.0;
constexpr double grip_px = 9.0;       ///< how near the pointer has to be
constexpr double tab_px = 16.0;       ///< how far under the baseline the tab of an end hangs
constexpr double narrowest_px = 18.0; ///< a narrower peak has handles only while it is selected
constexpr int manySteps = 10;

} // namespace

/// Draws the handles on the layer that is drawn anew with the cross-hair.
class PeakHandles::Painted : public QCPAbstractItem {
public:
    Painted(QCustomPlot *plot, PeakHandles &owner) : QCPAbstractItem(plot), m_owner(owner)
    {
        setLayer(QStringLiteral("overlay"));
        setSelectable(false);
        setClipToAxisRect(true);
        setClipAxisRect(plot->axisRect());
    }
    double selectTest(const QPointF &, bool, QVariant *) const override { return -1.0; }

protected:
    void draw(QCPPainter *painter) override
    {
        painter->setAntialiasing(true);
        for (const PlacedHandle &placed : m_owner.m_handles) {
            const bool dragged = m_owner.m_dragged && m_owner.m_dragged->handle == placed.handle;
            if (!dragged && m_owner.reachable(placed)) {
                drawOne(painter, placed, placed.handle == m_owner.m_under, placed.handle == m_owner.m_current);
            }
        }
        if (m_owner.m_dragged) {
            drawGuide(painter, *m_owner.m_dragged);
            drawOne(painter, *m_owner.m_dragged, true, true);
        }
        if (m_owner.m_span) {
            drawSpan(painter, *m_owner.m_span);
        }
    }

private:
    void drawOne(QCPPainter *painter, const PlacedHandle &placed, bool big, bool current) const
    {
        const QPointF at = m_owner.pixel(placed.time_s, placed.value);
        const double r = big ? 6.5 : 3.5;
        painter->setPen(QPen(m_owner.m_colours.baseline, current ? 2.0 : 1.2));
        QColor touched = m_owner.m_colours.baseline;
        touched.setAlpha(140);
        painter->setBrush(current ? m_owner.m_colours.baseline : big ? touched : m_owner.m_colours.background);
        if (!placed.handle.movesInTime()) {
            painter->drawEllipse(at, r, r);
            return;
        }
        const QPointF tab = at + QPointF(0.0, tab_px);
        painter->drawLine(at + QPointF(0.0, 6.0), tab);
        if (placed.handle.kind == PeakHandle::Kind::Drop) {
            painter->drawLine(at, m_owner.pixel(placed.time_s, m_owner.signalAt(placed.time_s)));
            painter->drawRect(QRectF(tab - QPointF(r, r), tab + QPointF(r, r)));
        } else {
            painter->drawPolygon(QPolygonF({tab - QPointF(0.0, r), tab + QPointF(r, r), tab + QPointF(-r, r)}));
        }
    }
    void drawGuide(QCPPainter *painter, const PlacedHandle &placed) const
    {
        const QRect area = clipRect();
        const QPointF at = m_owner.pixel(placed.time_s, placed.value);
        painter->setPen(QPen(m_owner.m_colours.baseline, 1, Qt::DashLine));
        if (placed.handle.movesInTime()) {
            painter->drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()));
            return;
        }
        // The baseline as it will be, to its other end.
        const bool begins = placed.handle.kind == PeakHandle::Kind::BaselineStart;
        const auto wanted = begins ? PeakHandle::Kind::BaselineEnd : PeakHandle::Kind::BaselineStart;
        const PlacedHandle *other = nullptr;
        for (const PlacedHandle &each : m_owner.m_handles) {
            const bool beyond = begins ? each.time_s > placed.time_s && other == nullptr : each.time_s < placed.time_s;
            if (each.handle.kind == wanted && beyond) {
                other = &each;
            }
        }
        if (other != nullptr) {
            painter->drawLine(at, m_owner.pixel(other->time_s, other->value));
        }
    }
    void drawSpan(QCPPainter *painter, std::pair<double, double> span) const
    {
        const QPointF a = m_owner.pixel(span.first, m_owner.signalAt(span.first));
        const QPointF b = m_owner.pixel(span.second, m_owner.signalAt(span.second));
        const QRect area = clipRect();
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_owner.m_colours.peakFill);
        painter->drawRect(QRectF(QPointF(a.x(), area.top()), QPointF(b.x(), area.bottom())));
        painter->setPen(QPen(m_owner.m_colours.baseline, 1.5));
        painter->drawLine(a, b);
    }

    PeakHandles &m_owner;
};

PeakHandles::PeakHandles(QCustomPlot *plot) : QObject(plot), m_plot(plot), m_painted(new Painted(plot, *this)) {}

void PeakHandles::setTrace(const Chromatogram *trace)
{
    m_trace = trace;
    m_handles.clear();
    m_spans.clear();
    m_apexes_s.clear();
    m_current.reset();
    letGo();
}

void PeakHandles::setPeaks(const std::vector<Peak> &peaks)
{
    // What was taken stays taken: the next press of an arrow key goes on where the last one came to.
    if (m_current) {
        const double apex_s = m_apexes_s[static_cast<std::size_t>(m_current->peak)];
        const auto same = std::find_if(peaks.begin(), peaks.end(), [apex_s](const Peak &peak) {
            return inSeconds(peak.start) <= apex_s && apex_s <= inSeconds(peak.end);
        });
        m_current->peak = same == peaks.end() ? -1 : static_cast<int>(same - peaks.begin());
    }
    m_selected = -1;
    m_handles = handlesOf(peaks);
    m_spans.clear();
    m_apexes_s.clear();
    for (const Peak &peak : peaks) {
        m_spans.emplace_back(inSeconds(peak.start), inSeconds(peak.end));
        m_apexes_s.push_back(inSeconds(peak.apex));
    }
    m_under.reset();
    m_dragged.reset();
    if (placed(m_current) == nullptr) {
        m_current.reset();
    }
}

void PeakHandles::setSelected(int peak)
{
    m_selected = peak;
    const bool dropBefore = m_current && m_current->kind == PeakHandle::Kind::Drop && m_current->peak + 1 == peak;
    if (m_current && m_current->peak != peak && !dropBefore) {
        m_current.reset();
    }
}

void PeakHandles::setAdding(bool adding)
{
    if (adding != m_adding) {
        m_adding = adding;
        emit addingChanged(adding);
    }
}

void PeakHandles::dress(const PlotColours &colours)
{
    m_colours = colours;
}

void PeakHandles::setShown(bool shown)
{
    m_painted->setVisible(shown);
}

QPointF PeakHandles::pixel(double time_s, double value) const
{
    return {m_plot->xAxis->coordToPixel(time_s / secondsPerMinute), m_plot->yAxis->coordToPixel(value)};
}

std::optional<QPointF> PeakHandles::gripOf(const PeakHandle &handle) const
{
    const PlacedHandle *found = placed(handle);
    if (found == nullptr) {
        return std::nullopt;
    }
    return pixel(found->time_s, found->value) + QPointF(0.0, handle.movesInTime() ? tab_px : 0.0);
}

const PlacedHandle *PeakHandles::placed(const std::optional<PeakHandle> &handle) const
{
    const auto found = std::find_if(m_handles.begin(), m_handles.end(),
                                    [&](const PlacedHandle &each) { return handle && each.handle == *handle; });
    return found == m_handles.end() ? nullptr : &*found;
}

bool PeakHandles::reachable(const PlacedHandle &placed) const
{
    if (placed.handle.peak == m_selected) {
        return true;
    }
    const auto [from_s, to_s] = m_spans[static_cast<std::size_t>(placed.handle.peak)];
    return pixel(to_s, 0.0).x() - pixel(from_s, 0.0).x() >= narrowest_px;
}

const PlacedHandle *PeakHandles::handleAt(QPointF at) const
{
    const PlacedHandle *nearest = nullptr;
    double least = grip_px;
    for (const PlacedHandle &each : m_handles) {
        if (!reachable(each)) {
            continue;
        }
        const QPointF distance = at - *gripOf(each.handle);
        double away = std::hypot(distance.x(), distance.y());
        if (each.handle.kind == PeakHandle::Kind::Drop) { // all along its line, too
            const double top = pixel(each.time_s, signalAt(each.time_s)).y();
            const double foot = pixel(each.time_s, each.value).y();
            if (at.y() >= std::min(top, foot) && at.y() <= std::max(top, foot)) {
                away = std::min(away, 2.0 * std::abs(distance.x()));
            }
        }
        if (away < least) {
            least = away;
            nearest = &each;
        }
    }
    return nearest;
}

double PeakHandles::snappedTime(double x_px) const
{
    const auto times = m_trace->times_s();
    return times[nearestSample(times, m_plot->xAxis->pixelToCoord(x_px) * secondsPerMinute)];
}

double PeakHandles::signalAt(double time_s) const
{
    return m_trace == nullptr ? 0.0 : m_trace->values()[nearestSample(m_trace->times_s(), time_s)];
}

bool PeakHandles::grab(QPointF at, Qt::KeyboardModifiers modifiers)
{
    if (m_trace == nullptr) {
        return false;
    }
    if (m_adding || modifiers.testFlag(Qt::ControlModifier)) {
        const double from_s = snappedTime(at.x());
        m_span = std::pair(from_s, from_s);
        repaint();
        return true;
    }
    const PlacedHandle *taken = handleAt(at);
    if (taken == nullptr) {
        return false;
    }
    m_current = taken->handle;
    m_dragged = *taken;
    repaint();
    return true;
}

void PeakHandles::dragTo(QPointF at)
{
    if (m_span) {
        m_span->second = snappedTime(at.x());
    } else if (m_dragged && m_dragged->handle.movesInTime()) {
        m_dragged->time_s = snappedTime(at.x());
    } else if (m_dragged) {
        m_dragged->value = m_plot->yAxis->pixelToCoord(at.y());
    }
    repaint();
}

void PeakHandles::drop(QPointF)
{
    const auto span = std::exchange(m_span, std::nullopt);
    const auto dragged = std::exchange(m_dragged, std::nullopt);
    if (span) {
        setAdding(false);
        if (span->first != span->second) {
            emit spanDrawn(std::min(span->first, span->second), std::max(span->first, span->second));
        }
    } else if (dragged) {
        const PlacedHandle *before = placed(dragged->handle);
        if (before != nullptr && (before->time_s != dragged->time_s || before->value != dragged->value)) {
            emit moved(dragged->handle, dragged->time_s, dragged->value, false);
        }
    }
    repaint();
}

void PeakHandles::letGo()
{
    m_span.reset();
    m_dragged.reset();
    m_under.reset();
    setAdding(false);
    repaint();
}

bool PeakHandles::hover(QPointF at)
{
    const PlacedHandle *found = m_trace == nullptr || m_adding ? nullptr : handleAt(at);
    const auto under = found != nullptr ? std::optional(found->handle) : std::nullopt;
    if (under != m_under) {
        m_under = under;
        repaint();
    }
    return under.has_value() || m_adding;
}

bool PeakHandles::key(int key, Qt::KeyboardModifiers modifiers)
{
    const int steps = modifiers.testFlag(Qt::ShiftModifier) ? manySteps : 1;
    const PlacedHandle *current = placed(m_current);
    switch (key) {
    case Qt::Key_Space: chooseNext(); return m_selected >= 0;
    case Qt::Key_Escape:
        if (m_adding || m_current) {
            m_current.reset();
            letGo();
            return true;
        }
        return false;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (current != nullptr && current->handle.movesInTime()) {
            nudge(*current, key == Qt::Key_Left ? -steps : steps);
            return true;
        }
        return false;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (current != nullptr && !current->handle.movesInTime()) {
            nudge(*current, key == Qt::Key_Down ? -steps : steps);
            return true;
        }
        return false;
    default: return false;
    }
}

void PeakHandles::nudge(const PlacedHandle &from, int steps)
{
    if (!from.handle.movesInTime()) {
        const double pixel_value = m_plot->yAxis->pixelToCoord(0.0) - m_plot->yAxis->pixelToCoord(1.0);
        emit moved(from.handle, from.time_s, from.value + steps * pixel_value, true);
        return;
    }
    const auto times = m_trace->times_s();
    const auto last = static_cast<std::ptrdiff_t>(times.size()) - 1;
    const auto at = static_cast<std::ptrdiff_t>(nearestSample(times, from.time_s)) + steps;
    emit moved(from.handle, times[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, last))], from.value, true);
}

/// The next handle of the selected peak, around.
void PeakHandles::chooseNext()
{
    std::vector<PeakHandle> own;
    for (const PlacedHandle &each : m_handles) {
        const bool drop = each.handle.kind == PeakHandle::Kind::Drop && each.handle.peak + 1 == m_selected;
        if (each.handle.peak == m_selected || drop) {
            own.push_back(each.handle);
        }
    }
    if (own.empty()) {
        return;
    }
    const auto now = m_current ? std::find(own.begin(), own.end(), *m_current) : own.end();
    m_current = now == own.end() || now + 1 == own.end() ? own.front() : *(now + 1);
    repaint();
}

void PeakHandles::repaint()
{
    m_plot->layer(QStringLiteral("overlay"))->replot();
}

} // namespace tgc::desktop
