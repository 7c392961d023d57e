// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/samples/samples_workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/cycler/cycler_panel.h"
#include "app/desktop/lab/ask_why_removed.h"
#include "app/desktop/lab/imported_rows.h"
#include "app/desktop/samples/sample_form.h"
#include "app/desktop/sheet/column_menu.h"
#include "app/desktop/sheet/sheet_view.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/front_page.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"
#include "app/desktop/watch/watch_panel.h"
#include "app/formats/read_table.h"

namespace tgc::desktop {

SamplesWorkspace::SamplesWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent)
    : Workspace(parent),
      m_lab(lab),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_table(new SheetView(lab.samples(), this)),
      m_form(new SampleForm(lab.samples(), this)),
      m_cycler(new CyclerPanel(lab, this)),
      m_watch(new WatchPanel(lab, this)),
      m_missingTitle(new QLabel(this)),
      m_missing(new QListWidget(this))
{
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_table);
    split->addWidget(makeSide());
    split->setStretchFactor(0, 1);
    split->setSizes({820, 360});
    m_pages->addWidget(makeEmptyState(std::move(openDemo)));
    m_pages->addWidget(split);
    m_pages->addWidget(m_cycler);
    m_pages->addWidget(m_watch);
    onlyFrontPageNeedsRoom(*m_pages);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tools = makeToolBar();
    column->addWidget(m_tools);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);

    connect(m_table, &SheetView::pasted, this, &SamplesWorkspace::sayPasted);
    connect(m_table, &SheetView::currentCellChanged, this, &SamplesWorkspace::refresh);
    connect(&lab.samples(), &SheetModel::edited, this, &SamplesWorkspace::refresh);
    connect(&lab, &Lab::loaded, this, &SamplesWorkspace::refresh);
    connect(&lab, &Lab::reasonWanted, this, [this](bool standards, const QString &gone) {
        if (!standards) {
            askWhyRemoved(*m_messages, m_lab, standards, gone);
        }
    });
    connect(m_form, &SampleForm::addDrawRequested, this, &SamplesWorkspace::addDraw);
    connect(m_form, &SampleForm::cyclerRequested, this, [this] { showCycler(true); });
    connect(m_cycler, &CyclerPanel::closeRequested, this, [this] { showCycler(false); });
    connect(m_watch, &WatchPanel::closeRequested, this, [this] { showWatch(false); });
    connect(m_cycler, &CyclerPanel::used, this, [this](const QString &sample, const QString &from) {
        m_typing = true;
        showCycler(false);
        const auto found = std::find_if(m_samples.begin(), m_samples.end(),
                                        [&](const SampleRows &each) { return each.sampleId == sample; });
        if (found != m_samples.end()) { // going there makes the list of samples anew
            m_table->goTo(found->rows.front(), m_lab.samples().column(QStringLiteral("charge_plated_mAh")));
        }
        m_messages->say(MessageBar::Kind::Done,
                        tr("The charges from %1 are in %2. Ctrl+Z takes them back.").arg(from, sample));
    });
    connect(m_missing, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const MissingInput &lack = m_lacks.at(static_cast<std::size_t>(m_missing->row(item)));
        m_table->goTo(lack.row, lack.column);
    });
    connect(m_missing, &QListWidget::itemClicked, m_missing, &QListWidget::itemActivated);
    refresh();
}

QWidget *SamplesWorkspace::makeToolBar()
{
    auto *row = new ToolRow(this);
    row->add(tr("Paste"), tr("Takes rows copied from a spreadsheet, with or without their header (Ctrl+V)"),
             [this] { paste(); });
    row->add(tr("Import samples ..."), tr("Adds the rows of a SAMPLES.csv"), [this] { chooseFile(false); });
    row->add(tr("Import blanks ..."), tr("Adds the rows of a BLANKS.csv as blanks"), [this] { chooseFile(true); });
    row->add(tr("Charges from a cycler file ..."),
             tr("Shows a cycler's file on a plot: tick the half cycles that count"), [this] { showCycler(true); });
    row->add(
        tr("Watch ..."),
        tr("Takes the chromatograms that the chromatograph's own software exports, and matches each with a sample"),
        [this] { showWatch(true); });
    row->gap();
    auto &undo = m_lab.samples().undoStack();
    QToolButton *back = row->add(tr("Undo"), tr("Ctrl+Z"), [&undo] { undo.undo(); });
    QToolButton *again = row->add(tr("Redo"), tr("Ctrl+Y"), [&undo] { undo.redo(); });
    back->setEnabled(false);
    again->setEnabled(false);
    connect(&undo, &QUndoStack::canUndoChanged, back, &QWidget::setEnabled);
    connect(&undo, &QUndoStack::canRedoChanged, again, &QWidget::setEnabled);
    row->add(tr("Fill down"), tr("Copies the uppermost chosen cell into those below (Ctrl+D)"),
             [this] { m_table->fillDown(); });
    row->add(tr("Remove rows"),
             tr("Removes the chosen rows; what was stored is withdrawn for the reason you give, not erased (Ctrl+-)"),
             [this] { m_table->removeChosenRows(); });
    row->gap();
    row->addWidget(makeColumnButton(*m_table, m_lab.samples(), this));
    return row;
}

QWidget *SamplesWorkspace::makeEmptyState(std::function<void()> openDemo)
{
    auto *empty = new EmptyState(tr("No samples yet"),
                                 tr("A sample is a vial: its volumes, the H2 area of each gas draw, and the charges of "
                                    "its cell. Copy the rows in your spreadsheet and paste them here, import a "
                                    "SAMPLES.csv, or type the first one."),
                                 this);
    empty->offer(tr("Paste samples"), [this] { paste(); });
    empty->offer(tr("Import SAMPLES.csv ..."), [this] { chooseFile(false); });
    empty->offer(tr("Type the first sample"), [this] { startTyping(); });
    empty->offer(tr("Open the demo"), std::move(openDemo));
    return empty;
}

QWidget *SamplesWorkspace::makeSide()
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_missingTitle->setFont(strong);
    m_missingTitle->setContentsMargins(12, 8, 12, 0);
    m_missing->setWordWrap(true);
    m_missing->setFrameShape(QFrame::NoFrame);
    m_missing->setMaximumHeight(170);
    m_missing->setMinimumHeight(60);
    m_missing->setSpacing(2);
    m_missing->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_missing->setWhatsThis(
        tr("**Still missing**\n\nWhat the selected sample needs before it can be evaluated. Click a "
           "line, or press Enter on it, to go to the field."));
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *side = new QWidget(this);
    side->setMinimumWidth(330);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_missingTitle);
    column->addWidget(m_missing);
    column->addWidget(scroll, 1);
    return side;
}

QString SamplesWorkspace::title() const
{
    return tr("Samples");
}

QString SamplesWorkspace::help() const
{
    return tr(
        "## Samples\n\nA row is an **injection**; rows with the same sample name are successive draws from one "
        "vial. What belongs to the vial stands in its first row.\n\n"
        "- **Ctrl+V** takes rows from a spreadsheet, with or without a header.\n"
        "- `1,5` and `1.5` are the same number; what was understood is shown.\n"
        "- **Enter** goes down, **Tab** right, **F2** edits, **Ctrl+D** fills down, **Del** clears, "
        "**Ctrl+Z / Ctrl+Y** undo and redo.\n"
        "- A vial without lithium is a row of kind `blank`, one with a known mass of lithium of kind `foil`: what is "
        "found of it stands in Calibration, under *Control chart*.\n"
        "- *Charges from a cycler file* reads the plated and stripped charge from what the cycler wrote; a file "
        "may be dropped on the window too.\n"
        "- *Watch* takes what the chromatograph's own software exports, and matches each file with a sample.\n"
        "- **Still missing** says what the selected sample lacks; click a line to go there.\n\n"
        "Everything is saved as you type. Then go to **Calibration** (Ctrl+2) and **Inactive Li** (Ctrl+4).");
}

bool SamplesWorkspace::showsSimulated() const
{
    const SheetModel &sheet = m_lab.samples();
    const int source = sheet.column(QStringLiteral("source"));
    return std::any_of(sheet.rows().begin(), sheet.rows().end(),
                       [&](const auto &row) { return row[source] == QLatin1String("simulated"); });
}

QString SamplesWorkspace::status() const
{
    const auto count = [this](SampleRows::Kind kind) {
        return std::count_if(m_samples.begin(), m_samples.end(), [kind](const auto &s) { return s.kind == kind; });
    };
    QString text = tr("%1 samples, %2 blanks").arg(count(SampleRows::Kind::Sample)).arg(count(SampleRows::Kind::Blank));
    if (const auto foils = count(SampleRows::Kind::Foil); foils > 0) {
        text += tr(", %1 Li foils").arg(foils);
    }
    const QModelIndex at = m_table->currentIndex();
    if (at.isValid()) {
        const SheetColumn &column = m_lab.samples().columns()[static_cast<std::size_t>(at.column())];
        const QString wrong = at.data(SheetModel::ProblemRole).toString();
        const QString meant = at.data(SheetModel::UnderstoodRole).toString();
        if (!wrong.isEmpty()) {
            text += QStringLiteral("   |   ") + wrong;
        } else if (!meant.isEmpty()) {
            text += QStringLiteral("   |   ") + tr("%1 = %2 %3").arg(column.label, meant, column.unit).trimmed();
        }
    }
    return text;
}

QWidget *SamplesWorkspace::firstFocus()
{
    if (m_watchShown) {
        return m_watch->table();
    }
    if (m_cyclerShown) {
        return m_cycler->table();
    }
    return m_pages->currentIndex() == 1 ? static_cast<QWidget *>(m_table) : m_pages;
}

void SamplesWorkspace::chooseFile(bool blanks)
{
    const QString file = QFileDialog::getOpenFileName(this, blanks ? tr("Import blanks") : tr("Import samples"), {},
                                                      tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
    if (!file.isEmpty()) {
        importCsv(file, blanks);
    }
}

void SamplesWorkspace::importCsv(const QString &file, bool blanks)
{
    const auto read = formats::readTable(file.toStdString());
    if (!read) {
        m_messages->say(MessageBar::Kind::Problem, qstr(read.error().message));
        return;
    }
    SheetModel &sheet = m_lab.samples();
    ImportedRows imported = rowsForSheet(*read, sheet, file);
    if (blanks) {
        imported.block.columns.push_back(sheet.column(QStringLiteral("kind")));
        for (QStringList &cells : imported.block.rows) {
            cells << QStringLiteral("blank");
        }
    }
    const int rows = sheet.paste(imported.block, static_cast<int>(sheet.rows().size()), 0, {});
    sayPasted(rows, imported.block.unknown);
    if (!imported.traces.isEmpty()) {
        m_lab.importRuns(imported.traces);
    }
}

void SamplesWorkspace::paste()
{
    if (QApplication::clipboard()->text().trimmed().isEmpty()) {
        m_messages->say(MessageBar::Kind::Note,
                        tr("The clipboard holds no text: copy the rows in your spreadsheet first, then paste."));
        return;
    }
    startTyping();
    m_table->pasteClipboard();
}

void SamplesWorkspace::startTyping()
{
    m_typing = true;
    refresh();
    if (!m_table->currentIndex().isValid()) {
        m_table->goTo(0, m_table->visibleColumns().front());
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

void SamplesWorkspace::addDraw()
{
    const int row = m_table->currentIndex().row();
    const auto sample = std::find_if(m_samples.begin(), m_samples.end(), [&](const SampleRows &s) {
        return std::find(s.rows.begin(), s.rows.end(), row) != s.rows.end();
    });
    if (sample == m_samples.end()) {
        return;
    }
    SheetModel &sheet = m_lab.samples();
    SheetModel::Row fresh(sheet.columnCount(), QString());
    for (const char *same : {"sample_id", "sampling", "injection_volume_mL", "u_injection_volume_mL"}) {
        const int column = sheet.column(QString::fromUtf8(same));
        fresh[column] = sheet.cell(sample->rows.back(), column);
    }
    const int at = sample->rows.back() + 1;
    sheet.replaceRows(at, 0, {fresh}, tr("a draw"));
    m_table->goTo(at, sheet.column(QStringLiteral("area")));
}

void SamplesWorkspace::showCycler(bool shown)
{
    m_cyclerShown = shown;
    m_watchShown = m_watchShown && !shown;
    m_messages->clear();
    if (shown) {
        m_cycler->prefer(selectedSample());
    }
    refresh();
    if (QWidget *first = firstFocus()) {
        first->setFocus(Qt::OtherFocusReason);
    }
}

QString SamplesWorkspace::selectedSample() const
{
    const int row = m_table->currentIndex().row();
    for (const SampleRows &sample : m_samples) {
        if (sample.kind == SampleRows::Kind::Sample &&
            std::find(sample.rows.begin(), sample.rows.end(), row) != sample.rows.end()) {
            return sample.sampleId;
        }
    }
    return {};
}

void SamplesWorkspace::openWatch()
{
    showWatch(true);
}

void SamplesWorkspace::showWatch(bool shown)
{
    m_watchShown = shown;
    m_cyclerShown = m_cyclerShown && !shown;
    refresh();
    if (QWidget *first = firstFocus()) {
        first->setFocus(Qt::OtherFocusReason);
    }
}

void SamplesWorkspace::openCycler(const QString &file)
{
    showCycler(true);
    m_cycler->open(file);
}

void SamplesWorkspace::sayPasted(int rows, const QStringList &unknown)
{
    m_typing = true;
    refresh();
    if (unknown.isEmpty()) {
        m_messages->say(MessageBar::Kind::Done, tr("%n row(s) taken over. Ctrl+Z takes them back.", nullptr, rows));
    } else {
        m_messages->say(MessageBar::Kind::Note,
                        tr("%n row(s) taken over. No column is called %1: these cells were left out.", nullptr, rows)
                            .arg(unknown.join(QStringLiteral(", "))));
    }
}

void SamplesWorkspace::refresh()
{
    m_samples = samplesIn(m_lab.samples());
    const int sheetPage = m_typing || !m_lab.samples().rows().empty() ? 1 : 0;
    m_pages->setCurrentIndex(m_watchShown ? 3 : m_cyclerShown ? 2 : sheetPage);
    m_tools->setVisible(!m_cyclerShown && !m_watchShown);
    const int row = m_table->currentIndex().row();
    const auto here = std::find_if(m_samples.begin(), m_samples.end(), [&](const SampleRows &s) {
        return std::find(s.rows.begin(), s.rows.end(), row) != s.rows.end();
    });
    m_missing->clear();
    m_lacks.clear();
    if (here == m_samples.end()) {
        m_form->show({});
        m_missingTitle->setText(m_samples.empty() ? tr("Type a sample name to begin") : tr("Select a row"));
    } else {
        m_form->show(*here);
        m_lacks = missingInputs(m_lab.samples(), *here);
        m_missingTitle->setText(m_lacks.empty() ? tr("✓  Nothing is missing")
                                                : tr("Still missing (%1)").arg(m_lacks.size()));
        for (const MissingInput &lack : m_lacks) {
            m_missing->addItem(lack.words);
        }
    }
    m_missing->setVisible(!m_lacks.empty());
    emit changed();
}

} // namespace tgc::desktop
