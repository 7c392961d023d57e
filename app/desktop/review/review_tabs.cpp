// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/review_tabs.h"

#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/review/integration_words.h"
#include "app/desktop/review/rejected_table.h"
#include "app/desktop/review/run_history.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QTableView *listOf(QAbstractItemModel &model, QWidget *parent)
{
    QTableView *table = makePlainTable(model, parent);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

} // namespace

ReviewTabs::ReviewTabs(Lab &lab, EventDraft &draft, QWidget *parent)
    : QWidget(parent),
      m_notes(new QLabel(this)),
      m_tabs(new QTabWidget(this)),
      m_peakTable(makePlainTable(m_peaks, this)),
      m_vendorTable(makePlainTable(m_vendorPeaks, this)),
      m_events(new EventsPanel(draft, this)),
      m_fit(new FitPanel(lab, this)),
      m_suitability(new SuitabilityPanel(lab, this)),
      m_versions(new VersionsPanel(this)),
      m_rejectedTable(listOf(m_rejected, this)),
      m_historyTable(listOf(m_history, this))
{
    m_notes->setWordWrap(true);
    m_notes->setContentsMargins(8, 4, 8, 4);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tabs->setDocumentMode(true);
    m_peakTable->setEditTriggers(QAbstractItemView::EditKeyPressed); // a double click zooms
    m_rejectedTable->setObjectName(QStringLiteral("rejected"));
    m_historyTable->setObjectName(QStringLiteral("history"));
    addTab(m_peakTable, tr("Our peaks"), tr("F2 in the first column names a peak; a double click zooms to it"));
    addTab(m_vendorTable, tr("Vendor's"), tr("The peaks as the file brought them along, ours beside them"));
    addTab(m_fit, tr("Fit"), tr("The peaks fitted, beside the classic ones"));
    addTab(m_events, tr("By hand"), tr("The run's own event table, with reasons"));
    addTab(m_suitability, tr("Suitability"), {});
    addTab(m_versions, tr("Versions"), tr("The saved results of this run, and how they differ"));
    addTab(m_rejectedTable, tr("No peaks"), tr("What was looked at and refused, and why; a click goes there"));
    addTab(m_historyTable, tr("During the run"), tr("Marks, saturated stretches, pressures and temperatures"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notes);
    column->addWidget(m_tabs, 1);
    connect(m_peakTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { emit peakSelected(now.row()); });
    connect(m_peakTable, &QTableView::doubleClicked, this,
            [this](const QModelIndex &at) { emit peakOpened(at.row()); });
    connect(&m_peaks, &PeakTableModel::renamed, this, &ReviewTabs::peakRenamed);
    connect(m_suitability, &SuitabilityPanel::judged, this, &ReviewTabs::showSuitability);
    connect(m_suitability, &SuitabilityPanel::peakWanted, this,
            [this](const std::string &name) { selectPeakThat([&](const Peak &peak) { return peak.name == name; }); });
    connect(m_fit, &FitPanel::peakWanted, this, [this](double apex_s) {
        selectPeakThat(
            [apex_s](const Peak &peak) { return inSeconds(peak.start) <= apex_s && apex_s <= inSeconds(peak.end); });
    });
    showSuitability();
    connect(m_rejectedTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (now.isValid()) {
                    emit timeOpened(m_rejectedAt_s[static_cast<std::size_t>(now.row())]);
                }
            });
    connect(m_historyTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                const auto at_s = now.isValid() ? m_historyAt_s[static_cast<std::size_t>(now.row())] : std::nullopt;
                if (at_s) {
                    emit timeOpened(*at_s);
                }
            });
}

void ReviewTabs::addTab(QWidget *widget, const QString &title, const QString &toolTip)
{
    m_tabs->setTabToolTip(m_tabs->addTab(widget, title), toolTip);
}

void ReviewTabs::show(const ShownRun *run, const ShownChannel *channel, bool changed)
{
    std::vector<Peak> peaks;
    std::vector<RejectedCandidate> rejected;
    QString unit;
    if (channel != nullptr && channel->integration) {
        peaks = channel->integration->result.peaks;
        rejected = channel->integration->result.rejected;
        unit = qstr(channel->integration->signalUnit);
    }
    m_vendorPeaks.setPeaks(channel != nullptr ? channel->stored.vendorPeaks : std::vector<db::VendorPeakRecord>(),
                           peaks, unit.toStdString());
    m_peaks.setPeaks(std::move(peaks), unit);
    m_rejectedAt_s.clear();
    for (const RejectedCandidate &each : rejected) {
        m_rejectedAt_s.push_back(inSeconds(each.apex));
    }
    fillRejected(m_rejected, rejected);
    m_tabs->setTabText(m_tabs->indexOf(m_rejectedTable), tr("No peaks (%1)").arg(rejected.size()));
    const std::size_t edits = channel != nullptr && channel->integration ? channel->integration->events.size() : 0;
    m_tabs->setTabText(m_tabs->indexOf(m_events), edits == 0 ? tr("By hand") : tr("By hand (%1)").arg(edits));
    if (run != nullptr) {
        const bool measured = channel != nullptr && channel->trace;
        HistoryTable history = historyOf(
            run->details.marks, measured ? channel->trace->saturation() : std::span<const Stretch>(), run->trends);
        m_historyAt_s = std::move(history.at_s);
        m_history.setTable(historyHeaders(), std::move(history.rows));
        m_versions->setVersions(run->versions, changed ? resultOf(*run) : std::nullopt, run->methodNames);
    }
    m_fit->showChannel(run, channel);
    m_suitability->showRun(run);
    m_peakTable->resizeColumnsToContents();
    m_vendorTable->resizeColumnsToContents();
    showNotes(run != nullptr ? run->methodName() : std::string(), channel);
}

void ReviewTabs::showNotes(const std::string &method, const ShownChannel *channel)
{
    QStringList notes = channel != nullptr ? integrationInWords(*channel) : QStringList();
    if (channel != nullptr && channel->isFitted()) {
        const IntegrationResult &result = channel->integration->result;
        notes.prepend(tr("The peaks are fitted (%1 %2); the classic areas stand beside them under Fit.")
                          .arg(qstr(result.algorithmName), qstr(result.algorithmVersion)));
    }
    if (!method.empty()) {
        notes.prepend(tr("Integrated by method %1.").arg(qstr(method)));
    }
    m_notes->setText(notes.join(u' '));
    m_notes->setVisible(!notes.isEmpty());
}

/// The light of the worst rule on the tab; its words in the tooltip.
void ReviewTabs::showSuitability()
{
    const int at = m_tabs->indexOf(m_suitability);
    const auto worst = m_suitability->worst();
    m_tabs->setTabIcon(at, worst ? lightIcon(*worst) : QIcon());
    m_tabs->setTabToolTip(at, worst ? countInWords(m_suitability->rules())
                                    : tr("What the method's rules say of the peaks; there are none"));
}

void ReviewTabs::selectPeakThat(const std::function<bool(const Peak &)> &fits)
{
    const auto &peaks = m_peaks.peaks();
    const auto found = std::find_if(peaks.begin(), peaks.end(), fits);
    if (found != peaks.end()) {
        emit peakSelected(static_cast<int>(found - peaks.begin()));
    }
}

void ReviewTabs::selectPeak(int index)
{
    index < 0 ? m_peakTable->clearSelection() : m_peakTable->selectRow(index);
}

void ReviewTabs::showEvents()
{
    m_tabs->setCurrentWidget(m_events);
}

} // namespace tgc::desktop
