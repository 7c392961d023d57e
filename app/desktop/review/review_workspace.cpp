// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/review_workspace.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/review/integration_words.h"
#include "app/desktop/review/run_table.h"
#include "app/desktop/review/window_fields.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

ReviewWorkspace::ReviewWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent)
    : Workspace(parent),
      m_lab(lab),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_runTable(makeRunTable(m_runs, this)),
      m_plot(new ChromatogramPlot(this)),
      m_peakTable(makePlainTable(m_peaks, this)),
      m_vendorTable(makePlainTable(m_vendorPeaks, this)),
      m_notes(new QLabel(this)),
      m_channel(new QComboBox(this)),
      m_window(new WindowFields(this))
{
    auto *centre = new QSplitter(Qt::Vertical, this);
    centre->addWidget(m_plot);
    centre->addWidget(makeTables());
    centre->setStretchFactor(0, 3);
    centre->setStretchFactor(1, 2);
    centre->setSizes({420, 250});
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_runTable);
    split->addWidget(centre);
    split->setStretchFactor(1, 1);
    split->setSizes({370, 810});
    m_pages->addWidget(makeEmptyState(std::move(openDemo)));
    m_pages->addWidget(split);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolBar());
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);

    connect(m_runTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (now.isValid() && !m_movingRow) {
                    openRun(m_runs.runs()[static_cast<std::size_t>(now.row())].id);
                }
            });
    connect(m_peakTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { selectPeak(now.row()); });
    connect(m_plot, &ChromatogramPlot::peakClicked, this, &ReviewWorkspace::selectPeak);
    connect(m_peakTable, &QTableView::doubleClicked, this,
            [this](const QModelIndex &at) { m_plot->zoomToPeak(at.row()); });
    connect(m_channel, &QComboBox::activated, this, &ReviewWorkspace::showChannel);
    connect(&lab, &Lab::runsChanged, this, &ReviewWorkspace::refreshRuns);
    connect(&lab, &Lab::runsImported, this, [this](const QStringList &done, const QStringList &problems, qint64 first) {
        m_messages->say(problems.isEmpty() ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                        (problems + done).join(u'\n'));
        if (first != 0 && m_wanted == 0) {
            openRun(first);
        }
    });
    const auto shortcut = [this](const QKeySequence &keys, auto action) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, action);
    };
    shortcut(QKeySequence(Qt::Key_PageDown), [this] { step(1); });
    shortcut(QKeySequence(Qt::Key_PageUp), [this] { step(-1); });
    shortcut(QKeySequence(QStringLiteral("Ctrl+I")), [this] { integrate(); });
    shortcut(QKeySequence(QStringLiteral("Ctrl+S")), [this] { saveResult(); });
    refreshRuns();
}

QWidget *ReviewWorkspace::makeToolBar()
{
    auto *row = new ToolRow(this);
    row->add(tr("Import runs ..."), tr("Chromatograms and reports of any known format"), [this] { chooseFiles(); });
    row->gap();
    row->addLabel(tr("Channel"));
    m_channel->setMinimumWidth(150);
    row->addWidget(m_channel);
    row->gap();
    row->addWidget(m_window);
    connect(m_window, &WindowFields::committed, this, &ReviewWorkspace::integrate);
    row->add(tr("Integrate"), tr("Integrates with this window (Ctrl+I)"), [this] { integrate(); });
    row->add(tr("Save as result"), tr("Keeps this as the next version of the run's result (Ctrl+S)"),
             [this] { saveResult(); });
    row->gap();
    row->add(tr("Export plot ..."), tr("As PNG, SVG or PDF, as shown"), [this] { exportPlot(); });
    return row;
}

QWidget *ReviewWorkspace::makeEmptyState(std::function<void()> openDemo)
{
    auto *empty = new EmptyState(tr("No runs yet"),
                                 tr("Import the files your gas chromatograph wrote: native CSV, INFICON Fusion, "
                                    "Shimadzu LabSolutions text, Agilent ChemStation report, ANDI/AIA netCDF. The "
                                    "files themselves stay where they are, unchanged."),
                                 this);
    empty->offer(tr("Import a report ..."), [this] { chooseFiles(); });
    empty->offer(tr("Open the demo"), std::move(openDemo));
    return empty;
}

QWidget *ReviewWorkspace::makeTables()
{
    m_notes->setWordWrap(true);
    m_notes->setContentsMargins(8, 4, 8, 4);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *tabs = new QTabWidget(this);
    tabs->setDocumentMode(true);
    tabs->addTab(m_peakTable, tr("Our peaks"));
    tabs->addTab(m_vendorTable, tr("Vendor's peaks"));
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notes);
    column->addWidget(tabs, 1);
    return box;
}

QString ReviewWorkspace::title() const
{
    return tr("Review");
}

QString ReviewWorkspace::help() const
{
    return tr(
        "## Review\n\nThe signal is drawn dark, each peak's area light down to its thin red baseline, its ends as "
        "ticks. Grey ticks are the vendor's bounds. Select a peak in the plot or in the table: the other "
        "follows.\n\n"
        "- **Left drag** zooms, the **wheel** zooms time, **Shift+wheel** the signal, **middle drag** pans.\n"
        "- **Home** or a double click shows all, **Backspace** goes one zoom back.\n"
        "- **PgUp / PgDn**: previous and next run. **Ctrl+I** integrates, **Ctrl+S** saves the result.\n\n"
        "A sample's row names a run as `R12`; its H2 area is that of the latest saved result. Saving makes a new "
        "version; older ones stay.");
}

bool ReviewWorkspace::showsSimulated() const
{
    const auto &runs = m_runs.runs();
    return std::any_of(runs.begin(), runs.end(), [](const auto &run) { return run.source == Source::Simulated; });
}

QString ReviewWorkspace::status() const
{
    QString text = tr("%n run(s)", nullptr, static_cast<int>(m_runs.runs().size()));
    if (m_shown) {
        text += tr("   |   %1: %2")
                    .arg(qstr(db::runName(m_shown->details.summary.id)),
                         QFileInfo(qstr(m_shown->details.summary.fileName)).fileName());
        text += m_unsaved ? tr("   |   changed, not saved as a result yet")
                          : (m_shown->version > 0 ? tr("   |   result version %1").arg(m_shown->version)
                                                  : tr("   |   no result saved yet"));
    }
    return text;
}

QWidget *ReviewWorkspace::firstFocus()
{
    return m_pages->currentIndex() == 1 ? static_cast<QWidget *>(m_runTable) : m_pages;
}

void ReviewWorkspace::refreshRuns()
{
    const db::RecordId kept = m_shown ? m_shown->details.summary.id : 0;
    m_runs.setRuns(m_lab.runs());
    m_pages->setCurrentIndex(m_runs.runs().empty() ? 0 : 1);
    if (const int row = m_runs.rowOf(kept); row >= 0) {
        const QScopedValueRollback quiet(m_movingRow, true);
        m_runTable->selectRow(row);
    } else if (!m_runs.runs().empty()) {
        m_runTable->selectRow(0);
    }
    emit changed();
}

void ReviewWorkspace::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Import runs"));
    if (!files.isEmpty()) {
        m_lab.importRuns(files);
    }
}

void ReviewWorkspace::step(int by)
{
    m_runTable->selectRow(std::clamp(m_runTable->currentIndex().row() + by, 0, m_runs.rowCount() - 1));
}

void ReviewWorkspace::openRun(db::RecordId id)
{
    m_wanted = id;
    m_lab.store().ask<ShownRun>(
        this, [id](db::Store &store) { return readRun(store, id); },
        [this, id](Result<ShownRun> run) {
            if (id != m_wanted) {
                return;
            }
            if (run) {
                show(std::move(*run));
            } else {
                m_messages->say(MessageBar::Kind::Problem, qstr(run.error().message));
            }
        });
}

void ReviewWorkspace::show(ShownRun run)
{
    m_shown = std::move(run);
    m_unsaved = false;
    m_channel->clear();
    for (const ShownChannel &channel : m_shown->channels) {
        m_channel->addItem(channel.trace ? qstr(channel.stored.name)
                                         : tr("%1 (no signal)").arg(qstr(channel.stored.name)));
    }
    if (const int row = m_runs.rowOf(m_shown->details.summary.id);
        row >= 0 && row != m_runTable->currentIndex().row()) {
        const QScopedValueRollback quiet(m_movingRow, true);
        m_runTable->selectRow(row);
    }
    showChannel(channelToShow(*m_shown));
}

const ShownChannel *ReviewWorkspace::channel() const
{
    const int at = m_channel->currentIndex();
    return m_shown && at >= 0 ? &m_shown->channels[static_cast<std::size_t>(at)] : nullptr;
}

void ReviewWorkspace::showChannel(int index)
{
    m_channel->setCurrentIndex(index);
    const ShownChannel *shown = channel();
    if (shown == nullptr || !shown->trace) {
        m_plot->clear();
    } else {
        m_plot->setTrace(*shown->trace);
    }
    showWindow();
    showPeaks();
}

void ReviewWorkspace::showWindow()
{
    const ShownChannel *shown = channel();
    const bool set = shown != nullptr && shown->integration && !shown->integration->targets.empty();
    m_window->setTarget(set ? std::optional(shown->integration->targets.front()) : std::nullopt);
}

void ReviewWorkspace::showPeaks()
{
    const ShownChannel *shown = channel();
    std::vector<Peak> peaks;
    QString unit;
    m_vendorPeaks.setPeaks(shown != nullptr ? shown->stored.vendorPeaks : std::vector<db::VendorPeakRecord>());
    m_plot->setWindow(std::nullopt, {});
    if (shown != nullptr && shown->trace && shown->integration) {
        peaks = shown->integration->result.peaks;
        unit = qstr(shown->trace->signalUnit());
        m_plot->setVendorPeaks(vendorBounds(*shown));
        for (const Target &target : shown->integration->targets) {
            const double at = inSeconds(target.retention);
            const double half = inSeconds(target.halfWindow);
            m_plot->setWindow(std::pair(at - half, at + half), qstr(target.name));
        }
    }
    const QStringList notes = shown != nullptr ? integrationInWords(*shown) : QStringList();
    m_plot->setPeaks(peaks);
    m_peaks.setPeaks(std::move(peaks), unit);
    m_peakTable->resizeColumnsToContents();
    m_vendorTable->resizeColumnsToContents();
    m_notes->setText(notes.join(u' '));
    m_notes->setVisible(!notes.isEmpty());
    for (std::size_t i = 0; i < m_peaks.peaks().size(); ++i) {
        if (m_peaks.peaks()[i].name) {
            selectPeak(static_cast<int>(i));
            break;
        }
    }
    emit changed();
}

void ReviewWorkspace::selectPeak(int index)
{
    if (m_selecting) {
        return;
    }
    const QScopedValueRollback busy(m_selecting, true);
    m_plot->selectPeak(index);
    index < 0 ? m_peakTable->clearSelection() : m_peakTable->selectRow(index);
}

void ReviewWorkspace::integrate()
{
    const ShownChannel *shown = channel();
    if (shown == nullptr || !shown->trace) {
        m_messages->say(MessageBar::Kind::Note, tr("There is no signal to integrate: select a run with a signal."));
        return;
    }
    const auto window = m_window->typed();
    if (!window) {
        m_messages->say(MessageBar::Kind::Problem, qstr(window.error().message));
        m_window->setFocus(Qt::OtherFocusReason);
        return;
    }
    std::vector<Target> targets;
    if (*window) {
        targets.push_back(**window);
    }
    const int index = m_channel->currentIndex();
    const db::RecordId run = m_shown->details.summary.id;
    m_lab.jobs().start<session::ChannelIntegration>(
        tr("Integrating"), this,
        [name = shown->stored.name, trace = *shown->trace, targets](QPromise<session::ChannelIntegration> &promise) {
            promise.addResult(integrateChannel(name, trace, targets));
        },
        [this, index, run](const session::ChannelIntegration &done) {
            if (!m_shown || m_shown->details.summary.id != run) {
                return;
            }
            m_shown->channels[static_cast<std::size_t>(index)].integration = done;
            m_unsaved = true;
            if (m_channel->currentIndex() == index) {
                showWindow(); // as it was understood
                showPeaks();
            }
        });
}

void ReviewWorkspace::saveResult()
{
    if (!m_shown) {
        return;
    }
    std::vector<session::ChannelIntegration> channels;
    for (const ShownChannel &each : m_shown->channels) {
        if (each.integration) {
            channels.push_back(*each.integration);
        }
    }
    if (channels.empty()) {
        m_messages->say(MessageBar::Kind::Note, tr("There is nothing integrated to save in this run."));
        return;
    }
    const db::RecordId run = m_shown->details.summary.id;
    const auto record = session::integrationRecord(run, m_shown->details.summary.source, channels);
    m_lab.store().ask<db::SavedResult>(
        this, [record](db::Store &store) { return store.saveResult(record); },
        [this, run](Result<db::SavedResult> saved) {
            if (!saved) {
                m_messages->say(MessageBar::Kind::Problem, qstr(saved.error().message));
                return;
            }
            if (m_shown && m_shown->details.summary.id == run) {
                m_shown->version = saved->version;
                m_unsaved = false;
            }
            m_messages->say(MessageBar::Kind::Done,
                            tr("%1: saved as result version %2.").arg(qstr(db::runName(run))).arg(saved->version));
            emit changed();
            m_lab.noteNewResult();
        });
}

void ReviewWorkspace::exportPlot()
{
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export the chromatogram"), QStringLiteral("chromatogram.png"), tr("Figures (*.png *.svg *.pdf)"));
    if (!file.isEmpty()) {
        const auto saved = m_plot->save(file);
        m_messages->say(saved ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                        saved ? tr("Written: %1").arg(file) : qstr(saved.error().message));
    }
}

} // namespace tgc::desktop
