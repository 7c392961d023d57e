// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>

#include "app/desktop/review/events_panel.h"
#include "app/desktop/review/fit_panel.h"
#include "app/desktop/review/peak_table_model.h"
#include "app/desktop/review/shown_run.h"
#include "app/desktop/review/suitability_panel.h"
#include "app/desktop/review/vendor_peak_model.h"
#include "app/desktop/review/versions_panel.h"

class QLabel;
class QTabWidget;

namespace tgc::desktop {

/// What is told of the shown run below the plot: notes in words, and the tables of our peaks, the vendor's, fitted ones,
/// changes by hand, suitability rules, saved versions, rejected bumps and what happened during the run.
class ReviewTabs : public QWidget {
    Q_OBJECT
public:
    ReviewTabs(Lab &lab, EventDraft &draft, QWidget *parent = nullptr);

    /// `channel` of the run, null without one; `changed`: what is shown is not what was saved.
    void show(const ShownRun *run, const ShownChannel *channel, bool changed);
    void selectPeak(int index); ///< -1: none
    void showEvents(); ///< brings the changes by hand to the front

    [[nodiscard]] QTableView *peakTable() const { return m_peakTable; }
    [[nodiscard]] EventsPanel &events() { return *m_events; }
    [[nodiscard]] VersionsPanel &versions() { return *m_versions; }
    [[nodiscard]] SuitabilityPanel &suitability() { return *m_suitability; }
    [[nodiscard]] FitPanel &fit() { return *m_fit; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }

signals:
    void peakSelected(int index);
    void peakOpened(int index); ///< to be zoomed to
    void peakRenamed(int index, const QString &name);
    void timeOpened(double time_s); ///< to be zoomed to

private:
    void addTab(QWidget *widget, const QString &title, const QString &toolTip);
    void showSuitability();
    void selectPeakThat(const std::function<bool(const Peak &)> &fits);
    void showNotes(const std::string &method, const ShownChannel *channel);

    QLabel *m_notes;
    QTabWidget *m_tabs;
    PeakTableModel m_peaks;
    QTableView *m_peakTable;
    VendorPeakModel m_vendorPeaks;
    QTableView *m_vendorTable;
    EventsPanel *m_events;
    FitPanel *m_fit;
    SuitabilityPanel *m_suitability;
    VersionsPanel *m_versions;
    PreparedTable m_rejected;
    QTableView *m_rejectedTable;
    PreparedTable m_history;
    QTableView *m_historyTable;
    std::vector<double> m_rejectedAt_s;
    std::vector<std::optional<double>> m_historyAt_s;
};

} // namespace tgc::desktop
