// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/review/event_draft.h"

class QMenu;

namespace tgc::desktop {

/// Turns what hands do in the plot into rows of the shown channel's event table.
class PeakEditor : public QObject {
    Q_OBJECT
public:
    PeakEditor(ChromatogramPlot &plot, EventDraft &draft, QObject *parent = nullptr);

    /// What the plot shows now; an empty channel takes no edits.
    void show(const std::string &channel, const std::vector<Peak> &peaks);
    void rename(int peak, const QString &name);
    void add(EventKind kind); ///< a row of that kind at the selected peak, to be edited
    void act(ChromatogramPlot::Act act, double time_s);

signals:
    void menuOpening(QMenu *menu); ///< others may add to it
    void whyAsked(double time_s);
    void refused(const QString &sentence);

private:
    void openMenu(double time_s, QPoint global);
    void moved(const PeakHandle &handle, double time_s, double value, bool byKey);

    ChromatogramPlot &m_plot;
    EventDraft &m_draft;
    std::string m_channel;
    std::vector<Peak> m_peaks;
};

} // namespace tgc::desktop
