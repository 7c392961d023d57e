// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/peak_editor.h"

#include <QMenu>

#include "app/desktop/plot/peak_handles.h"
#include "app/desktop/review/gestures.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

PeakEditor::PeakEditor(ChromatogramPlot &plot, EventDraft &draft, QObject *parent)
    : QObject(parent), m_plot(plot), m_draft(draft)
{
    connect(&plot, &ChromatogramPlot::acted, this, &PeakEditor::act);
    connect(&plot, &ChromatogramPlot::menuRequested, this, &PeakEditor::openMenu);
    connect(&plot.handles(), &PeakHandles::moved, this, &PeakEditor::moved);
    connect(&plot.handles(), &PeakHandles::spanDrawn, this, [this](double from_s, double to_s) {
        if (!m_channel.empty()) {
            m_draft.append(m_channel, eventOfSpan(from_s, to_s));
        }
    });
}

void PeakEditor::show(const std::string &channel, const std::vector<Peak> &peaks)
{
    m_channel = channel;
    m_peaks = peaks;
}

void PeakEditor::moved(const PeakHandle &handle, double time_s, double value, bool byKey)
{
    if (handle.peak < 0 || handle.peak >= static_cast<int>(m_peaks.size())) {
        return; // its peak is gone: a newer integration is on its way
    }
    const QString step = QStringLiteral("%1 of %2").arg(static_cast<int>(handle.kind)).arg(handle.peak);
    m_draft.append(m_channel, eventOfMove(m_peaks, handle, time_s, value), byKey ? step : QString());
}

void PeakEditor::rename(int peak, const QString &name)
{
    if (peak >= 0 && peak < static_cast<int>(m_peaks.size())) {
        m_draft.append(m_channel, eventOfName(m_peaks[static_cast<std::size_t>(peak)], name.toStdString()));
    }
}

void PeakEditor::add(EventKind kind)
{
    if (m_channel.empty()) {
        emit refused(tr("There is no signal to integrate: select a run with a signal."));
        return;
    }
    const int selected = m_plot.selectedPeak();
    const Peak *peak = selected < 0 ? nullptr : &m_peaks[static_cast<std::size_t>(selected)];
    const auto [from_min, to_min] = m_plot.timeRange_min();
    m_draft.append(m_channel, eventToBeginWith(kind, peak, {60.0 * from_min, 60.0 * to_min}));
}

void PeakEditor::act(ChromatogramPlot::Act act, double time_s)
{
    if (act == ChromatogramPlot::Act::Why) {
        emit whyAsked(time_s);
        return;
    }
    const auto event = eventOfAct(m_peaks, m_plot.selectedPeak(), act, time_s);
    if (event) {
        m_draft.append(m_channel, *event);
    } else {
        emit refused(qstr(event.error().message));
    }
}

void PeakEditor::openMenu(double time_s, QPoint global)
{
    auto *menu = new QMenu(&m_plot);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("peakMenu"));
    using Act = ChromatogramPlot::Act;
    for (const auto &[words, key, what] : {std::tuple(tr("Split here"), tr("S"), Act::Split),
                                           std::tuple(tr("Merge with the next peak"), tr("M"), Act::Merge),
                                           std::tuple(tr("Delete this peak"), tr("Del"), Act::Delete),
                                           std::tuple(tr("Why no peak here?"), tr("W"), Act::Why)}) {
        menu->addAction(words + u'\t' + key, this, [this, what = what, time_s] { act(what, time_s); });
    }
    menu->addSeparator();
    menu->addAction(tr("Add a peak: drag its span") + u'\t' + tr("A"), this,
                    [this] { m_plot.handles().setAdding(true); });
    emit menuOpening(menu);
    menu->addAction(tr("Show all") + u'\t' + tr("Home"), &m_plot, &PlotView::showAll);
    menu->popup(global);
}

} // namespace tgc::desktop
