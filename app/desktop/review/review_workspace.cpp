// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/review_workspace.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/plot/overlay_plot.h"
#include "app/desktop/review/display_baseline_choice.h"
#include "app/desktop/review/overlay_view.h"
#include "app/desktop/review/peak_editor.h"
#include "app/desktop/review/review_help.h"
#include "app/desktop/review/runs_panel.h"
#include "app/desktop/review/window_fields.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

ReviewWorkspace::ReviewWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent)
    : Workspace(parent),
      m_lab(lab),
      m_keeper(lab),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_runs(new RunsPanel(this)),
      m_pictures(new QStackedWidget(this)),
      m_plot(new ChromatogramPlot(this)),
      m_overlay(new OverlayView(lab, this)),
      m_tabs(new ReviewTabs(lab, m_draft, this)),
      m_editor(new PeakEditor(*m_plot, m_draft, this)),
      m_baseline(new DisplayBaselineChoice(*m_plot, lab.jobs(), this)),
      m_channel(new QComboBox(this)),
      m_window(new WindowFields(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolBar());
    column->addWidget(m_messages);
    column->addWidget(makePages(std::move(openDemo)), 1);
    connectRuns();
    connectPeaks();
    addShortcuts();
    refreshRuns();
}

QWidget *ReviewWorkspace::makePages(std::function<void()> openDemo)
{
    m_pictures->addWidget(m_plot);
    m_pictures->addWidget(m_overlay);
    auto *centre = new QSplitter(Qt::Vertical, this);
    centre->addWidget(m_pictures);
    centre->addWidget(m_tabs);
    centre->setStretchFactor(0, 3);
    centre->setStretchFactor(1, 2);
    centre->setSizes({420, 250});
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_runs);
    split->addWidget(centre);
    split->setStretchFactor(1, 1);
    split->setSizes({420, 760}); // names of files, not dots
    m_pages->addWidget(makeEmptyState(std::move(openDemo)));
    m_pages->addWidget(split);
    return m_pages;
}

void ReviewWorkspace::connectRuns()
{
    connect(m_runs, &RunsPanel::opened, this, &ReviewWorkspace::openRun);
    connect(m_runs, &RunsPanel::chosen, this, [this](const QList<qint64> &runs) {
        const bool several = runs.size() > 1;
        m_pictures->setCurrentIndex(several ? 1 : 0);
        if (several) {
            m_keeper.keepNow(); // what is read of them next has the changes in it
            m_overlay->showRuns(runs, channel() != nullptr ? channel()->stored.name : std::string());
        }
        m_tabs->suitability().setChosen(runs);
    });
    connect(&m_lab, &Lab::runsChanged, this, &ReviewWorkspace::refreshRuns);
    connect(&m_lab, &Lab::areasChanged, this, &ReviewWorkspace::refreshFlags);
    connect(&m_keeper, &DraftKeeper::kept, this, &ReviewWorkspace::refreshFlags);
    connect(&m_lab, &Lab::runsImported, this,
            [this](const QStringList &done, const QStringList &problems, qint64 first) {
                m_messages->say(problems.isEmpty() ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                                (problems + done).join(u'\n'));
                if (first != 0 && m_wanted == 0) {
                    openRun(first);
                }
            });
}

void ReviewWorkspace::connectPeaks()
{
    const auto refuse = [this](const QString &sentence) { m_messages->say(MessageBar::Kind::Problem, sentence); };
    connect(m_plot, &ChromatogramPlot::peakClicked, this, &ReviewWorkspace::selectPeak);
    connect(m_tabs, &ReviewTabs::peakSelected, this, &ReviewWorkspace::selectPeak);
    connect(m_tabs, &ReviewTabs::peakOpened, m_plot, &ChromatogramPlot::zoomToPeak);
    connect(m_tabs, &ReviewTabs::timeOpened, this, [this](double time_s) {
        const auto [from_min, to_min] = m_plot->timeRange_min();
        constexpr double farthest_s = 30.0; // half of a minute shows what a bump stands beside
        m_plot->zoomToTime(time_s, std::min(30.0 * (to_min - from_min), farthest_s));
    });
    connect(m_tabs, &ReviewTabs::peakRenamed, m_editor, &PeakEditor::rename);
    connect(&m_tabs->events(), &EventsPanel::addRequested, m_editor, &PeakEditor::add);
    connect(&m_tabs->events(), &EventsPanel::discardRequested, this, &ReviewWorkspace::discardChanges);
    connect(&m_tabs->events().model(), &EventTableModel::refused, this, refuse);
    connect(m_editor, &PeakEditor::refused, this, refuse);
    connect(m_editor, &PeakEditor::menuOpening, m_baseline, [this](QMenu *menu) { m_baseline->addTo(*menu); });
    connect(m_baseline, &DisplayBaselineChoice::refused, this, refuse);
    connect(&m_tabs->fit(), &FitPanel::curveChanged, this, &ReviewWorkspace::showFitted);
    connect(&m_tabs->fit(), &FitPanel::modeWanted, this, &ReviewWorkspace::useMode);
    connect(&m_lab.jobs(), &Jobs::cancelRequested, this, &ReviewWorkspace::cancelled, Qt::QueuedConnection);
    connect(m_editor, &PeakEditor::whyAsked, this, &ReviewWorkspace::sayWhy);
    connect(&m_draft, &EventDraft::changed, this, &ReviewWorkspace::eventsChanged);
    connect(m_channel, &QComboBox::activated, this, &ReviewWorkspace::showChannel);
}

void ReviewWorkspace::addShortcuts()
{
    const auto shortcut = [this](const QKeySequence &keys, auto action) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, action);
    };
    shortcut(QKeySequence(Qt::Key_PageDown), [this] { m_runs->step(1); });
    shortcut(QKeySequence(Qt::Key_PageUp), [this] { m_runs->step(-1); });
    shortcut(QKeySequence(QStringLiteral("Ctrl+I")), [this] { integrate(); });
    shortcut(QKeySequence(QStringLiteral("Ctrl+S")), [this] { saveResult(); });
    shortcut(QKeySequence(QStringLiteral("Ctrl+Z")), [this] { m_draft.undoStack().undo(); });
    shortcut(QKeySequence(QStringLiteral("Ctrl+Y")), [this] { m_draft.undoStack().redo(); });
}

QWidget *ReviewWorkspace::makeToolBar()
{
    auto *row = new ToolRow(this);
    row->add(tr("Import runs ..."), tr("Chromatograms and reports of any known format"), [this] { chooseFiles(); });
    row->gap();
    row->addLabel(tr("Channel"));
    m_channel->setObjectName(QStringLiteral("channel"));
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

QString ReviewWorkspace::title() const
{
    return tr("Review");
}

QString ReviewWorkspace::help() const
{
    return reviewHelp();
}

bool ReviewWorkspace::showsSimulated() const
{
    const auto &runs = m_runs->runs();
    return std::any_of(runs.begin(), runs.end(), [](const auto &run) { return run.source == Source::Simulated; });
}

QString ReviewWorkspace::status() const
{
    QString text = tr("%n run(s)", nullptr, static_cast<int>(m_runs->runs().size()));
    if (m_shown) {
        text += tr("   |   %1: %2")
                    .arg(qstr(db::runName(m_shown->details.summary.id)),
                         QFileInfo(qstr(m_shown->details.summary.fileName)).fileName());
        text += m_changed ? tr("   |   changed, not saved as a result yet (the draft is kept)")
                          : (m_shown->version() > 0 ? tr("   |   result version %1").arg(m_shown->version())
                                                    : tr("   |   no result saved yet"));
        const std::string method = m_shown->methodName();
        text += method.empty() ? QString() : tr("   |   method %1").arg(qstr(method));
    }
    return text;
}

QWidget *ReviewWorkspace::firstFocus()
{
    return m_pages->currentIndex() == 1 ? static_cast<QWidget *>(runTable()) : m_pages;
}

QTableView *ReviewWorkspace::runTable() const
{
    return m_runs->view();
}

void ReviewWorkspace::refreshRuns()
{
    m_runs->setRuns(m_lab.runs());
    m_pages->setCurrentIndex(m_runs->runs().empty() ? 0 : 1);
    if (!m_runs->show(m_shown ? m_shown->details.summary.id : 0)) {
        m_runs->showFirst();
    }
    refreshFlags();
    emit changed();
}

void ReviewWorkspace::refreshFlags()
{
    m_lab.store().ask<RunFlags>(
        this, [](db::Store &store) { return readFlags(store); },
        [this](Result<RunFlags> flags) {
            if (flags) {
                m_runs->setFlags(std::move(*flags));
            } else {
                m_messages->say(MessageBar::Kind::Problem, qstr(flags.error().message));
            }
        });
}

void ReviewWorkspace::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(this, tr("Import runs"));
    if (!files.isEmpty()) {
        m_lab.importRuns(files);
    }
}

void ReviewWorkspace::openRun(db::RecordId id)
{
    m_wanted = id;
    if (m_shown && m_shown->details.summary.id == id) {
        return; // as it stands, with what can be undone in it
    }
    m_keeper.keepNow(); // what is asked next sees it
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

void ReviewWorkspace::exportPlot()
{
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export the chromatogram"), QStringLiteral("chromatogram.png"), tr("Figures (*.png *.svg *.pdf)"));
    if (!file.isEmpty()) {
        const PlotView *shown = m_pictures->currentIndex() == 0 ? static_cast<PlotView *>(m_plot) : m_overlay->plot();
        const auto saved = shown->save(file);
        m_messages->say(saved ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                        saved ? tr("Written: %1").arg(file) : qstr(saved.error().message));
    }
}

} // namespace tgc::desktop
