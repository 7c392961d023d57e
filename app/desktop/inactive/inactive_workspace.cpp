// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/inactive_workspace.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/inactive/bars_panel.h"
#include "app/desktop/inactive/group_panel.h"
#include "app/desktop/inactive/sample_panel.h"
#include "app/desktop/inactive/study_tabs.h"
#include "app/desktop/lab/missing.h"
#include "app/desktop/shell/elided_label.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

namespace {

constexpr int longestName_px = 200; ///< beside the rows; a longer one is told where the pointer rests

} // namespace

InactiveWorkspace::InactiveWorkspace(Lab &lab, Ways ways, QWidget *parent)
    : Workspace(parent),
      m_results(lab),
      m_lab(lab),
      m_ways(std::move(ways)),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_empty(new EmptyState(tr("Nothing to show yet"), {}, this)),
      m_table(makePlainTable(m_model, this)),
      m_groups(new GroupPanel(this)),
      m_bars(new BarsPanel(this)),
      m_tabs(new StudyTabs(m_table, this)),
      m_sample(new SamplePanel(this)),
      m_confidence(new QComboBox(this)),
      m_trials(new QComboBox(this)),
      m_correction(new QComboBox(this)),
      m_savedState(new ElidedLabel(this))
{
    m_empty->offer(tr("Go to Samples"), m_ways.toSamples);
    m_empty->offer(tr("Go to Calibration"), m_ways.toCalibration);
    m_empty->offer(tr("Open the demo"), m_ways.openDemo);
    m_table->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setMaximumWidth(longestName_px);
    m_table->setColumnHidden(BreakdownModel::Sample, true); // the names stand beside the rows
    m_pages->addWidget(m_empty);
    m_pages->addWidget(makeBody());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolBar());
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    connectParts();
    m_results.evaluateNow();
}

QWidget *InactiveWorkspace::makeBody()
{
    auto *middle = new QSplitter(Qt::Vertical, this);
    middle->addWidget(m_bars);
    middle->addWidget(m_tabs);
    middle->setStretchFactor(0, 3);
    middle->setStretchFactor(1, 2);
    middle->setSizes({350, 310});
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(makeLeft());
    split->addWidget(middle);
    split->addWidget(m_sample);
    split->setStretchFactor(1, 1);
    split->setSizes({166, 696, 312});
    split->setChildrenCollapsible(false);
    return split;
}

QWidget *InactiveWorkspace::makeLeft()
{
    const auto offer = [this](const QString &words, Correction correction) {
        m_correction->addItem(words, static_cast<int>(correction));
    };
    offer(tr("nothing"), Correction::None);
    offer(tr("drift (bracket)"), Correction::Drift);
    offer(tr("recovery (checks)"), Correction::CheckRecovery);
    offer(tr("recovery (Li foils)"), Correction::FoilRecovery);
    m_correction->setObjectName(QStringLiteral("correction"));
    m_correction->setToolTip(
        tr("Drift and recovery are always shown (Check list); results are divided by them only when "
           "you say so here, and then say so themselves"));
    auto *name = new QLabel(tr("Correct all for"), this);
    name->setBuddy(m_correction);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(4);
    column->addWidget(m_groups, 1);
    auto *choice = new QVBoxLayout;
    choice->setContentsMargins(8, 0, 4, 0); // below the list, as wide as it
    choice->addWidget(name);
    choice->addWidget(m_correction);
    column->addLayout(choice);
    return left;
}

void InactiveWorkspace::connectParts()
{
    connect(&m_results, &Results::evaluated, this, &InactiveWorkspace::showResults);
    connect(&m_results, &Results::savedStateChanged, this, [this] {
        m_savedState->setText(m_results.savedState().brief);
        m_savedState->setToolTip(m_results.savedState().detail);
        showSample();
    });
    connect(&m_results, &Results::savingDone, this, [this](const QString &words, bool well) {
        m_messages->say(!well                            ? MessageBar::Kind::Problem
                        : m_results.study().rows.empty() ? MessageBar::Kind::Note
                                                         : MessageBar::Kind::Done,
                        words);
    });
    for (QComboBox *box : {m_confidence, m_trials, m_correction}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            m_results.setOptions(m_confidence->currentData().toDouble(), m_trials->currentData().toInt(),
                                 static_cast<Correction>(m_correction->currentData().toInt()));
        });
    }
    connect(m_groups, &GroupPanel::chosenChanged, this, &InactiveWorkspace::showChosen);
    connect(m_groups, &GroupPanel::columnChanged, this, &InactiveWorkspace::showChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &now) { selectRow(now.row()); });
    connect(m_table, &QTableView::activated, m_sample, &SamplePanel::showWhereFrom);
    connect(plot(), &BreakdownPlot::rowClicked, this, &InactiveWorkspace::selectRow);
}

QWidget *InactiveWorkspace::makeToolBar()
{
    auto *row = new ToolRow(this);
    for (const double confidence : {0.90, 0.95, 0.99}) {
        m_confidence->addItem(tr("%1 %").arg(confidence * 100.0), confidence);
    }
    m_confidence->setCurrentIndex(1);
    m_trials->addItem(tr("none"), 0);
    for (const int trials : {10000, 100000}) {
        m_trials->addItem(tr("%L1 trials").arg(trials), trials);
    }
    row->addLabel(tr("Interval"));
    row->addWidget(m_confidence);
    row->gap();
    row->addLabel(tr("Monte Carlo"));
    row->addWidget(m_trials);
    row->gap();
    row->add(
        tr("Export table ..."),
        tr("The table in front (breakdown, groups compared, practical cell) with all digits, as CSV or XLSX (Ctrl+E)"),
        [this] { chooseExport(); });
    const auto exportFigure = [this] {
        const QString file = QFileDialog::getSaveFileName(
            this, tr("Export the figure"), QStringLiteral("breakdown.svg"), tr("Figures (*.svg *.png *.pdf)"));
        if (!file.isEmpty()) {
            exportPlot(file);
        }
    };
    row->add(tr("Export plot ..."), tr("As SVG, PNG or PDF, as shown (Ctrl+Shift+E)"), exportFigure);
    const auto report = [this] {
        const QString file =
            QFileDialog::getSaveFileName(this, tr("Write the report"), QStringLiteral("report.pdf"), tr("PDF (*.pdf)"));
        if (!file.isEmpty()) {
            writeReport(file);
        }
    };
    row->add(
        tr("PDF report ..."),
        tr("The saved results with method, calibration, chromatograms, vials, budgets and flags, on paper (Ctrl+P)"),
        report);
    row->gap();
    row->add(
        tr("Save as result"),
        tr("Keeps every evaluated sample, those of unticked groups too, as the next version of its result (Ctrl+S)"),
        [this] { m_results.save(); });
    row->addWidget(m_savedState);
    const auto shortcut = [this](const QString &keys, auto action) {
        connect(new QShortcut(QKeySequence(keys), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
                &QShortcut::activated, this, action);
    };
    shortcut(QStringLiteral("Ctrl+E"), [this] { chooseExport(); });
    shortcut(QStringLiteral("Ctrl+Shift+E"), exportFigure);
    shortcut(QStringLiteral("Ctrl+P"), report);
    shortcut(QStringLiteral("Ctrl+S"), [this] { m_results.save(); });
    return row;
}

QString InactiveWorkspace::title() const
{
    return tr("Inactive Li");
}

QString InactiveWorkspace::help() const
{
    return tr(
        "## Inactive Li\n\nEach sample's inactive charge, split into **Li metal** (from its hydrogen: 2 Li make one "
        "H2) and **SEI Li+** (inactive charge minus Li metal). Everything follows the Samples table and the "
        "calibration in use at once.\n\n"
        "- **Groups**, left: by any column of the Samples table. Space ticks a group; Return shows it alone, again "
        "all. "
        "Table, figure and comparison follow.\n"
        "- **Correct all for**, below them: drift between check standards, or a recovery. Both are always shown, under "
        "*Check "
        "list*; results are divided by them only on request.\n"
        "- **Figure**: against each sample the error bar is the standard uncertainty (k = 1) of that measurement. "
        "Against "
        "groups the bar is the mean of the cells, its error bar their scatter (SD, or the t-interval of the mean), and "
        "each cell a point with its own uncertainty. One cell has no scatter, so no error bar.\n"
        "- SEI below zero is shown below zero. It is scatter, or a sign that something else made hydrogen.\n"
        "- **Groups compared**: mean, scatter, Welch's p and Hedges' g of every pair, and what that means in words. "
        "**Practical cell**: each group against the list of a practical lithium-metal cell, with cycle life. **Check "
        "list**: what the result takes for granted.\n"
        "- On the right the selected sample: its intervals and flags in words, its uncertainty budget (the longest bar "
        "is "
        "where better work pays), and **Where from?**: formula, inputs and versions of the number under the cursor "
        "(Return in the table opens it).\n"
        "- **Ctrl+S** saves every sample as the next version of its result; older versions stay. Beside the "
        "button stands whether what you see is what is saved.\n"
        "- **Ctrl+E** exports the table in front with all digits, **Ctrl+Shift+E** the figure as shown.\n\nFormulas: "
        "`docs/method.md`.");
}

bool InactiveWorkspace::showsSimulated() const
{
    const auto &rows = m_results.study().rows;
    return std::any_of(rows.begin(), rows.end(), [](const Breakdown &row) { return row.source == Source::Simulated; });
}

QString InactiveWorkspace::status() const
{
    const auto all = m_results.study().rows.size();
    QString text = tr("%n sample(s) evaluated", nullptr, static_cast<int>(all));
    if (m_shown.rows.size() < all) {
        text += tr(", %1 shown").arg(m_shown.rows.size());
    }
    if (m_lab.curve()) {
        text += tr("   |   calibration: %1").arg(m_lab.curve()->name);
    }
    if (const QStringList &waiting = m_results.waiting(); !waiting.isEmpty()) {
        text += tr("   |   %1 wait, first: %2").arg(waiting.size()).arg(waiting.front());
    }
    return text;
}

QWidget *InactiveWorkspace::firstFocus()
{
    return m_pages->currentIndex() == 1 ? static_cast<QWidget *>(m_table) : m_pages;
}

BreakdownPlot *InactiveWorkspace::plot() const
{
    return m_bars->plot();
}

void InactiveWorkspace::showResults()
{
    m_groups->setStudy(m_results.study());
    showChosen();
    if (m_results.study().rows.empty()) {
        showEmpty();
        return;
    }
    m_pages->setCurrentIndex(1);
    if (m_results.problems().isEmpty()) {
        m_messages->clear();
    } else {
        m_messages->say(MessageBar::Kind::Note, m_results.problems().join(u'\n'));
    }
    emit changed();
}

void InactiveWorkspace::showChosen()
{
    const Study &all = m_results.study();
    m_shown = {{}, {}, all.facts, all.confidence};
    for (const std::size_t row : m_groups->chosenRows()) {
        m_shown.rows.push_back(all.rows[row]);
        m_shown.batches.push_back(all.batches[row]);
    }
    m_selecting = true; // the table forgets its place; the sample is found again below
    m_model.setRows(m_shown.rows);
    m_selecting = false;
    m_table->resizeColumnsToContents();
    m_bars->setStudy(m_shown, m_groups->column());
    m_tabs->setStudy(m_shown, m_groups->column());
    const auto kept = std::find_if(m_shown.rows.begin(), m_shown.rows.end(),
                                   [&](const Breakdown &row) { return row.sampleId == m_selected; });
    selectRow(m_shown.rows.empty() ? -1
                                   : static_cast<int>(kept == m_shown.rows.end() ? 0 : kept - m_shown.rows.begin()));
    emit changed();
}

void InactiveWorkspace::showEmpty()
{
    QStringList text;
    if (samplesIn(m_lab.samples()).empty()) {
        text << tr("There are no samples yet: paste, import or type them in Samples (Ctrl+1).");
    }
    if (!m_lab.curve()) {
        text << tr("No calibration is in use yet: give your standards in Calibration (Ctrl+2) and press Save and use.");
    }
    text << m_results.problems() << m_results.waiting();
    m_empty->setText(text.join(u'\n'));
    m_pages->setCurrentIndex(0);
    emit changed();
}

void InactiveWorkspace::selectRow(int row)
{
    if (m_selecting || row >= m_model.rowCount()) {
        return;
    }
    m_selecting = true;
    plot()->selectRow(row);
    if (row < 0) {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    } else if (m_table->currentIndex().row() != row) {
        const int column = std::max<int>(m_table->currentIndex().column(), BreakdownModel::Group);
        m_table->selectionModel()->setCurrentIndex(m_model.index(row, column),
                                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    m_selecting = false;
    m_selected = row < 0 ? std::string() : m_shown.rows[static_cast<std::size_t>(row)].sampleId;
    m_tabs->setSample(row);
    showSample();
}

void InactiveWorkspace::showSample()
{
    const QModelIndex at = m_table->currentIndex();
    const int row = at.isValid() ? at.row() : -1;
    MadeWords made;
    made.calibration = m_results.curveName();
    if (row >= 0) {
        made.saved = m_results.savedVersion(m_shown.rows[static_cast<std::size_t>(row)].sampleId);
    }
    const bool words = at.column() <= BreakdownModel::Group || at.column() == BreakdownModel::Flags;
    m_sample->show(m_shown, row, words ? BreakdownModel::LiCharge : at.column(), made);
}

void InactiveWorkspace::changeEvent(QEvent *event)
{
    Workspace::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        // Flags are written in the palette's colour, which the parts inside take over only after this.
        QMetaObject::invokeMethod(this, &InactiveWorkspace::showSample, Qt::QueuedConnection);
    }
}

} // namespace tgc::desktop
