// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/cycler/cycler_panel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/desktop/cycler/cell_choices.h"
#include "app/desktop/cycler/column_form.h"
#include "app/desktop/cycler/sample_choice.h"
#include "app/desktop/lab/sample_cells.h"
#include "app/desktop/plot/cycler_plot.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/kept_together.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

namespace {

enum Page { Empty, Columns, Content };

QLabel *strongLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont strong = label->font();
    strong.setWeight(QFont::DemiBold);
    label->setFont(strong);
    label->setContentsMargins(0, 8, 0, 0);
    return label;
}

QLabel *wordsLabel(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

CyclerPanel::CyclerPanel(Lab &lab, QWidget *parent)
    : QWidget(parent),
      m_lab(lab),
      m_head(new QLabel(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_pages(new QStackedWidget(this)),
      m_columns(new ColumnForm(this)),
      m_plot(new CyclerPlot(this)),
      m_table(makePlainTable(m_halves, this)),
      m_warnings(new QListWidget(this)),
      m_choices(new CellChoices(this)),
      m_numbers(wordsLabel("cyclerNumbers", this)),
      m_words(wordsLabel("cyclerWords", this)),
      m_refusal(wordsLabel("cyclerRefusal", this)),
      m_sample(new SampleChoice(lab.samples(), this)),
      m_use(new QPushButton(tr("Use for this sample"), this))
{
    setWhatsThis(tr(
        "**Charges from a cycler file**\n\nThe current of each half cycle is added up over time and held against the "
        "cycler's own counter. Ticked half cycles count.\n\n"
        "- A **click** on a half cycle on the plot, or **Space** on its row, counts it or leaves it out.\n"
        "- The **cell type** says which direction plates; it is held against the voltages.\n"
        "- *Use for this sample* writes the charges into the sample; Ctrl+Z takes them back. File, SHA-256 and the "
        "half "
        "cycles counted go into the audit trail.\n"
        "- **Esc** goes back to the samples; the file stays open."));
    m_pages->addWidget(makeEmptyState());
    m_pages->addWidget(m_columns);
    m_pages->addWidget(makeContent());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_pages, 1);

    connect(m_columns, &ColumnForm::readRequested, this, &CyclerPanel::read);
    connect(m_choices, &CellChoices::changed, this, &CyclerPanel::showHalves);
    connect(&m_halves, &HalfCycleModel::countedChanged, this, &CyclerPanel::showHalves);
    connect(m_plot, &CyclerPlot::halfClicked, this, [this](int half) {
        m_table->selectRow(half);
        m_halves.setCounted(half, !m_halves.isCounted(half));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { m_plot->selectHalf(now.row()); });
    auto *space = new QShortcut(Qt::Key_Space, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(space, &QShortcut::activated, this, &CyclerPanel::toggleChosenRows);
    auto *escape = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &CyclerPanel::closeRequested);
    connect(m_cancel, &QPushButton::clicked, &lab.jobs(), &Jobs::cancelAll);
    connect(&lab.jobs(), &Jobs::cancelRequested, this, [this] {
        if (m_reading) {
            m_reading = false;
            m_cancel->hide();
            m_head->setText(tr("Reading %1 was cancelled").arg(fileName()));
        }
    });
    connect(m_sample, &SampleChoice::chosenChanged, this, [this] {
        m_choices->suggestType(m_sample->cellType());
        refreshResult();
    });
    connect(&lab.samples(), &SheetModel::edited, m_sample, &SampleChoice::refresh);
    connect(&lab, &Lab::loaded, m_sample, &SampleChoice::refresh);
    connect(m_use, &QPushButton::clicked, this, &CyclerPanel::use);
    showFile();
}

QWidget *CyclerPanel::makeHead()
{
    auto *row = new ToolRow(this);
    row->add(tr("Back to samples"), tr("Esc"), [this] { emit closeRequested(); });
    row->add(tr("Open a cycler file ..."),
             tr("Neware, Arbin, Landt, BDF, BioLogic, Maccor, Novonix, Basytec, or any table"),
             [this] { chooseFile(); });
    row->gap();
    QToolButton *all =
        row->add(tr("Count all"), tr("Counts every half cycle"), [this] { m_halves.setAllCounted(true); });
    QToolButton *none = row->add(tr("Count none"), tr("Leaves every half cycle out; then click those that count"),
                                 [this] { m_halves.setAllCounted(false); });
    for (QToolButton *button : {all, none}) {
        connect(&m_halves, &HalfCycleModel::modelReset, button,
                [this, button] { button->setEnabled(m_halves.rowCount() > 0); });
    }
    row->gap();
    m_head->setObjectName(QStringLiteral("cyclerHead"));
    m_cancel->setObjectName(QStringLiteral("cyclerCancel"));
    row->addWidget(m_head);
    row->addWidget(m_cancel);
    return row;
}

QWidget *CyclerPanel::makeEmptyState()
{
    auto *empty = new EmptyState(tr("No cycler file is open"),
                                 tr("Open the file that your cycler wrote of this cell, or drop it on the window. Its "
                                    "current is added up over each half cycle; you say which of them count, and the "
                                    "charges go into a sample."),
                                 this);
    empty->offer(tr("Open a cycler file ..."), [this] { chooseFile(); });
    empty->offer(tr("Back to samples"), [this] { emit closeRequested(); });
    return empty;
}

QWidget *CyclerPanel::makeContent()
{
    m_table->setObjectName(QStringLiteral("cyclerHalves"));
    m_table->setWhatsThis(tr(
        "**Half cycles**\n\n*Integral*: current added up over time, by the rule of the vendor's files. *Counter*: the "
        "cycler's own. Where they are more than 0.1 % apart the last column says why. *Mean*: voltage weighted by "
        "charge. **Space** counts the chosen rows or leaves them out; **Ctrl+C** copies them."));
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_warnings->setObjectName(QStringLiteral("cyclerWarnings"));
    m_warnings->setFrameShape(QFrame::NoFrame);
    m_warnings->setWordWrap(true);
    m_warnings->setResizeMode(QListView::Adjust);
    m_warnings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_warnings->setWhatsThis(tr(
        "**What was noticed while reading**\n\nRows that were cut, could not be read or went back in time (left out), "
        "records out of order, tests that begin again; with their lines in the file."));
    m_plot->setMinimumHeight(220);
    auto *left = new QSplitter(Qt::Vertical, this);
    left->addWidget(m_plot);
    left->addWidget(m_table);
    left->addWidget(m_warnings);
    left->setStretchFactor(0, 3);
    left->setStretchFactor(1, 2);
    left->setSizes({360, 210, 90});
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(left);
    split->addWidget(makeSide());
    split->setStretchFactor(0, 1);
    split->setSizes({820, 360});
    return split;
}

QWidget *CyclerPanel::makeSide()
{
    m_use->setObjectName(QStringLiteral("cyclerUse"));
    auto *inner = new QWidget(this);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(12, 0, 12, 12);
    column->setSpacing(6);
    column->addWidget(strongLabel(tr("Cell"), this));
    column->addWidget(m_choices);
    column->addWidget(strongLabel(tr("Charges"), this));
    column->addWidget(m_numbers);
    column->addWidget(m_refusal);
    column->addWidget(strongLabel(tr("Use for"), this));
    column->addWidget(m_sample);
    column->addWidget(m_use);
    column->addWidget(m_words);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(330);
    return scroll;
}

void CyclerPanel::chooseFile()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open a cycler file"), QFileInfo(m_file).path(),
                                     tr("Cycler files (*.csv *.txt *.mpt *.tsv *.bdf);;All files (*)"));
    if (!file.isEmpty()) {
        open(file);
    }
}

void CyclerPanel::prefer(const QString &sample)
{
    m_preferredSample = sample;
    if (m_opened.source) {
        m_sample->offerFor(QFileInfo(m_file).completeBaseName(), sample);
    }
}

void CyclerPanel::open(const QString &file)
{
    m_file = file;
    m_choices->forgetHand();
    read({});
}

void CyclerPanel::read(const std::vector<formats::CyclerLayout> &layouts)
{
    const int number = ++m_readings;
    m_reading = true;
    m_head->setText(tr("Reading %1 ...").arg(fileName()));
    m_cancel->show();
    m_lab.jobs().start<OpenedCycler>(
        tr("Reading %1").arg(fileName()), this,
        [file = m_file, layouts](QPromise<OpenedCycler> &promise) { openCycler(file, layouts, promise); },
        [this, number](const OpenedCycler &opened) {
            if (number == m_readings) {
                m_reading = false;
                show(opened);
            }
        });
}

void CyclerPanel::show(const OpenedCycler &opened)
{
    m_opened = opened;
    showFile();
    m_sample->offerFor(QFileInfo(m_file).completeBaseName(), m_preferredSample);
    if (m_opened.source) {
        m_table->setFocus(Qt::OtherFocusReason);
    }
}

QString CyclerPanel::fileName() const
{
    return QFileInfo(m_file).fileName();
}

void CyclerPanel::showFile()
{
    m_cancel->hide();
    m_warnings->clear();
    const session::CyclerSource *source = m_opened.source.get();
    if (source == nullptr) {
        m_plot->setRecords({});
        m_halves.clear();
        QString problem = m_opened.problem;
        problem.remove(QFileInfo(m_file).path() + u'/');
        m_head->setText(m_file.isEmpty() ? QString() : fileName());
        if (!m_opened.headings.isEmpty()) {
            m_columns->setHeadings(tr("%1 is not a file of a cycler that is known here. Say which of its columns hold "
                                      "time and current, and it can be read.")
                                       .arg(fileName()),
                                   m_opened.headings);
            m_pages->setCurrentIndex(Columns);
            return;
        }
        m_pages->setCurrentIndex(Empty);
        if (!problem.isEmpty()) {
            m_head->setText(problem);
        }
        return;
    }
    m_head->setText(tr("%1: %2, %3 records, %n half cycle(s)", nullptr, static_cast<int>(source->halves.size()))
                        .arg(fileName(), qstr(source->content.vendor))
                        .arg(source->content.records.size()));
    m_head->setToolTip(tr("%1\nSHA-256 %2").arg(m_file, qstr(source->sha256)));
    m_warnings->addItems(noticed(m_opened));
    m_warnings->setVisible(m_warnings->count() > 0);
    m_plot->setRecords(m_opened.drawn);
    m_halves.setFile(m_opened);
    m_table->resizeColumnsToContents();
    m_pages->setCurrentIndex(Content);
}

void CyclerPanel::showHalves()
{
    m_halves.setPlating(m_choices->plating());
    m_table->resizeColumnToContents(HalfCycleModel::Direction);
    m_plot->setHalfCycles(m_halves.drawn());
    refreshResult();
}

void CyclerPanel::toggleChosenRows()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        return;
    }
    const bool counted = !m_halves.isCounted(current.row());
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows()) {
        m_halves.setCounted(row.row(), counted);
    }
}

void CyclerPanel::refreshResult()
{
    m_ready.reset();
    m_numbers->clear();
    m_words->clear();
    QString refusal;
    if (m_opened.source) {
        auto reading = m_choices->reading();
        if (!reading) {
            refusal = qstr(reading.error().message);
        } else if (m_halves.rowCount() > 0 && !m_halves.anyCounted()) {
            refusal = tr("No half cycle is counted: click those that count.");
        } else {
            reading->halves = m_halves.countedRanges();
            auto usable = usableCharges(m_opened.source->halves, *reading, m_lab.samples(), m_sample->chosen());
            if (usable) {
                m_numbers->setText(chargesInNumbers(*usable));
                m_words->setText(keptTogether(chargesInWords(*usable, *reading).join(QStringLiteral("\n\n"))));
                m_ready = std::move(*usable);
            } else {
                refusal = qstr(usable.error().message);
            }
        }
    }
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, readable(stateColour(State::Bad), colours));
    m_refusal->setPalette(colours);
    m_refusal->setText(refusal.isEmpty() ? refusal : tr("Not usable: %1").arg(refusal));
    m_refusal->setVisible(!refusal.isEmpty());
    m_use->setEnabled(m_ready && m_sample->currentIndex() >= 0);
}

QString CyclerPanel::result() const
{
    return m_numbers->text() + m_refusal->text() + m_words->text().replace(QChar::Nbsp, u' ');
}

void CyclerPanel::use()
{
    if (!m_ready || m_sample->currentIndex() < 0) {
        return;
    }
    SheetModel &sheet = m_lab.samples();
    const SampleRows sample = m_sample->chosen();
    const Lab::ChangeReason why{session::chargeColumns(m_ready->charges),
                                session::chargesReason(*m_opened.source, m_ready->counted)};
    const QString file = fileName();
    std::map<QString, QString> cells;
    for (const auto &[column, text] : why.cells) {
        cells[qstr(column)] = qstr(text);
    }
    m_lab.saveNow(); // what was typed before has another reason
    if (sample.rows.empty()) {
        SheetModel::Row fresh(sheet.columnCount(), QString());
        fresh[sheet.column(QStringLiteral("sample_id"))] = sample.sampleId;
        for (const auto &[column, text] : cells) {
            fresh[sheet.column(column)] = text;
        }
        sheet.replaceRows(static_cast<int>(sheet.rows().size()), 0, {fresh}, tr("charges from %1").arg(file));
    } else {
        setSampleCells(sheet, sample, cells, tr("charges from %1").arg(file));
    }
    m_lab.explainNextSave(sample.sampleId.toStdString(), why);
    m_lab.saveNow();
    emit used(sample.sampleId, file);
}

} // namespace tgc::desktop
