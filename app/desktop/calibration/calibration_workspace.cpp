// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/calibration_workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QDate>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/calibration/curve_options.h"
#include "app/desktop/calibration/curve_words.h"
#include "app/desktop/lab/ask_why_removed.h"
#include "app/desktop/lab/imported_rows.h"
#include "app/desktop/plot/curve_plot.h"
#include "app/desktop/sheet/column_menu.h"
#include "app/desktop/sheet/sheet_view.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"
#include "app/formats/calibration_json.h"
#include "app/formats/read_table.h"

namespace tgc::desktop {

namespace {

constexpr int recalculateDelay_ms = 150;

/// What comes back from the worker: a curve, or why there is none.
struct Outcome {
    std::optional<session::StandardsCurve> curve;
    QString reason;
};

} // namespace

CalibrationWorkspace::CalibrationWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent)
    : Workspace(parent),
      m_lab(lab),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_table(new SheetView(lab.standards(), this)),
      m_plot(new CurvePlot(this)),
      m_words(new QLabel(this)),
      m_options(new CurveOptionsForm(this)),
      m_name(new QLineEdit(this)),
      m_saved(new QListWidget(this))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(recalculateDelay_ms);
    auto *left = new QSplitter(Qt::Vertical, this);
    left->addWidget(m_plot);
    left->addWidget(m_table);
    left->setStretchFactor(0, 3);
    left->setStretchFactor(1, 2);
    left->setSizes({460, 220});
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(left);
    split->addWidget(makeSide());
    split->setStretchFactor(0, 1);
    split->setSizes({840, 340});
    m_pages->addWidget(makeEmptyState(std::move(openDemo)));
    m_pages->addWidget(split);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolBar());
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);

    connect(&lab.standards(), &SheetModel::edited, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab, &Lab::loaded, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab, &Lab::areasChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_soon, &QTimer::timeout, this, &CalibrationWorkspace::recalculate);
    connect(&lab, &Lab::calibrationsChanged, this, &CalibrationWorkspace::showSaved);
    connect(&lab, &Lab::curveChanged, this, &CalibrationWorkspace::changed);
    connect(&lab, &Lab::reasonWanted, this, [this](bool standards, const QString &gone) {
        if (standards) {
            askWhyRemoved(*m_messages, m_lab, standards, gone);
        }
    });
    connect(m_table, &SheetView::pasted, this, &CalibrationWorkspace::sayPasted);
    connect(m_table, &SheetView::currentCellChanged, this, [this](int row) {
        const auto hit = std::find(m_pointRows.begin(), m_pointRows.end(), row);
        m_plot->selectPoint(hit == m_pointRows.end() ? -1 : static_cast<int>(hit - m_pointRows.begin()));
        emit changed();
    });
    connect(m_plot, &CurvePlot::pointClicked, this, [this](int point) {
        if (point >= 0 && point < static_cast<int>(m_pointRows.size())) {
            m_table->goTo(m_pointRows[static_cast<std::size_t>(point)], std::max(0, m_table->currentIndex().column()));
        }
    });
    connect(m_options, &CurveOptionsForm::changed, this, &CalibrationWorkspace::recalculate);
    connect(
        new QShortcut(QKeySequence(QStringLiteral("Ctrl+S")), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
        &QShortcut::activated, this, &CalibrationWorkspace::save);
    recalculate();
}

QWidget *CalibrationWorkspace::makeToolBar()
{
    auto *row = new ToolRow(this);
    row->add(tr("Paste"), tr("Takes rows copied from a spreadsheet (Ctrl+V)"), [this] { paste(); });
    row->add(tr("Import standards ..."), tr("Adds the rows of a STANDARDS.csv"), [this] { chooseFile(); });
    row->gap();
    auto &undo = m_lab.standards().undoStack();
    row->add(tr("Undo"), tr("Ctrl+Z"), [&undo] { undo.undo(); });
    row->add(tr("Redo"), tr("Ctrl+Y"), [&undo] { undo.redo(); });
    row->add(tr("Fill down"), tr("Ctrl+D"), [this] { m_table->fillDown(); });
    row->add(tr("Remove rows"), tr("Ctrl+-"), [this] { m_table->removeChosenRows(); });
    row->gap();
    row->addWidget(makeColumnButton(*m_table, m_lab.standards(), this));
    row->gap();
    row->add(tr("Export plot ..."), tr("As PNG, SVG or PDF, as shown"), [this] {
        const QString file = QFileDialog::getSaveFileName(
            this, tr("Export the curve"), QStringLiteral("calibration.png"), tr("Figures (*.png *.svg *.pdf)"));
        if (!file.isEmpty()) {
            const auto done = m_plot->save(file);
            m_messages->say(done ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                            done ? tr("Written: %1").arg(file) : qstr(done.error().message));
        }
    });
    return row;
}

QWidget *CalibrationWorkspace::makeEmptyState(std::function<void()> openDemo)
{
    auto *empty = new EmptyState(tr("No standards yet"),
                                 tr("A calibration turns H2 areas into amounts. Give the injections of your standards: "
                                    "a level, the amount or fraction of H2, and the area (or the run)."),
                                 this);
    empty->offer(tr("Paste standards"), [this] { paste(); });
    empty->offer(tr("Import STANDARDS.csv ..."), [this] { chooseFile(); });
    empty->offer(tr("Type the first standard"), [this] { startTyping(); });
    empty->offer(tr("Open the demo"), std::move(openDemo));
    return empty;
}

QWidget *CalibrationWorkspace::makeSide()
{
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setPlaceholderText(tr("name of this calibration"));
    m_name->setText(tr("H2 %1").arg(QDate::currentDate().toString(Qt::ISODate)));
    m_saved->setMaximumHeight(84);
    m_saved->setWhatsThis(tr("**Saved calibrations**\n\nNewest first. Click one to use it for Inactive Li."));
    connect(m_saved, &QListWidget::itemClicked, this, [this](const QListWidgetItem *item) {
        const auto &stored = m_lab.calibrations().at(static_cast<std::size_t>(m_saved->row(item)));
        auto curve = formats::calibrationFromJson(stored.calibration.json, stored.calibration.name);
        if (curve) {
            showCurve(*curve);
            m_lab.useCurve(Lab::NamedCurve{qstr(stored.calibration.name), std::move(*curve), stored.id});
        } else {
            m_messages->say(MessageBar::Kind::Problem, qstr(curve.error().message));
        }
    });

    m_save = new QToolButton(this);
    m_save->setText(tr("Save and use"));
    m_save->setToolTip(tr("Keeps this curve in the store and uses it for Inactive Li (Ctrl+S)"));
    connect(m_save, &QToolButton::clicked, this, &CalibrationWorkspace::save);
    auto *saveRow = new QHBoxLayout;
    saveRow->addWidget(m_name, 1);
    saveRow->addWidget(m_save);
    auto *savedTitle = new QLabel(tr("Saved calibrations"), this);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    savedTitle->setFont(strong);

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_words);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *side = new QWidget(this);
    side->setMinimumWidth(320);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_options);
    column->addWidget(scroll, 1);
    column->addLayout(saveRow);
    column->addWidget(savedTitle);
    column->addWidget(m_saved);
    return side;
}

QString CalibrationWorkspace::title() const
{
    return tr("Calibration");
}

QString CalibrationWorkspace::help() const
{
    return tr(
        "## Calibration\n\nLeast squares in area: the amount is x, the area y. Every change draws the curve anew.\n\n"
        "- **Origin**: *ignore* fits the intercept. Forcing the curve through the origin hides a blank or an "
        "offset; do it only when you know that there is none.\n"
        "- **Weights**: with standards over two decades or more, `1/x` or `1/x²` keeps the high ones from ruling "
        "the low ones.\n"
        "- The **band** is where the curve itself lies with 95 % confidence; the **residuals** below should "
        "scatter about zero without a bend.\n"
        "- **Used** `no` leaves a standard out of the fit; it stays in the table and is drawn as a cross.\n\n"
        "**Ctrl+S** saves the curve and uses it for *Inactive Li*. A saved curve is never changed.");
}

bool CalibrationWorkspace::showsSimulated() const
{
    return (m_draft && m_draft->source == Source::Simulated) ||
           (m_lab.curve() && m_lab.curve()->curve.source == Source::Simulated);
}

QString CalibrationWorkspace::status() const
{
    if (!m_lab.curve()) {
        return tr("no calibration in use yet");
    }
    return tr("in use: %1 (%2)").arg(m_lab.curve()->name, curveInShort(m_lab.curve()->curve));
}

QWidget *CalibrationWorkspace::firstFocus()
{
    return m_pages->currentIndex() == 1 ? static_cast<QWidget *>(m_table) : m_pages;
}

void CalibrationWorkspace::chooseFile()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Import standards"), {}, tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
    if (!file.isEmpty()) {
        importCsv(file);
    }
}

void CalibrationWorkspace::importCsv(const QString &file)
{
    const auto read = formats::readTable(file.toStdString());
    if (!read) {
        m_messages->say(MessageBar::Kind::Problem, qstr(read.error().message));
        return;
    }
    const ImportedRows rows = rowsForSheet(*read, m_lab.standards(), file);
    const int count = m_lab.standards().paste(rows.block, static_cast<int>(m_lab.standards().rows().size()), 0, {});
    sayPasted(count, rows.block.unknown);
    if (!rows.traces.isEmpty()) {
        m_lab.importRuns(rows.traces);
    }
}

void CalibrationWorkspace::paste()
{
    if (QApplication::clipboard()->text().trimmed().isEmpty()) {
        m_messages->say(MessageBar::Kind::Note,
                        tr("The clipboard holds no text: copy the rows in your spreadsheet first, then paste."));
        return;
    }
    startTyping();
    m_table->pasteClipboard();
}

void CalibrationWorkspace::startTyping()
{
    m_typing = true;
    m_pages->setCurrentIndex(1);
    if (!m_table->currentIndex().isValid()) {
        m_table->goTo(0, m_table->visibleColumns().front());
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

void CalibrationWorkspace::sayPasted(int rows, const QStringList &unknown)
{
    m_typing = true;
    m_messages->say(unknown.isEmpty() ? MessageBar::Kind::Done : MessageBar::Kind::Note,
                    unknown.isEmpty()
                        ? tr("%n row(s) taken over. Ctrl+Z takes them back.", nullptr, rows)
                        : tr("%n row(s) taken over. No column is called %1: these cells were left out.", nullptr, rows)
                              .arg(unknown.join(QStringLiteral(", "))));
}

std::vector<int> CalibrationWorkspace::rowsWithNumbers() const
{
    std::vector<int> rows = m_lab.standards().allRows();
    std::erase_if(rows, [this](int row) {
        return m_lab.standards().rows()[static_cast<std::size_t>(row)].join(QString()).trimmed().isEmpty();
    });
    return rows;
}

void CalibrationWorkspace::recalculate()
{
    const auto rows = rowsWithNumbers();
    m_pages->setCurrentIndex(m_typing || !rows.empty() || !m_lab.calibrations().empty() ? 1 : 0);
    if (rows.empty()) {
        m_draft.reset();
        m_pointRows.clear();
        if (m_lab.curve()) {
            showCurve(m_lab.curve()->curve);
        } else {
            m_plot->clear();
            m_words->setText(tr("Give at least three standards with their areas."));
        }
        m_save->setEnabled(false);
        emit changed();
        return;
    }
    m_lab.jobs().start<Outcome>(
        tr("Calibrating"), this,
        [table = m_lab.standards().table(rows, tr("Standards table")), o = m_options->options(),
         areas = m_lab.areas()](QPromise<Outcome> &promise) {
            Outcome out;
            auto curve = session::calibrateStandards(table, o, areas);
            if (curve) {
                out.curve = std::move(*curve);
            } else {
                out.reason = qstr(curve.error().message);
            }
            promise.addResult(std::move(out));
        },
        [this, rows](const Outcome &out) {
            m_draft.reset();
            m_pointRows.clear();
            m_reason = out.reason;
            if (out.curve) {
                m_draft = out.curve->curve;
                m_pointRows = rows;
                showCurve(*m_draft);
            } else {
                m_plot->clear();
                m_words->setText(
                    QStringLiteral("<p><b>%1</b></p><p>%2</p>").arg(tr("No curve yet"), m_reason.toHtmlEscaped()));
            }
            m_save->setEnabled(m_draft.has_value());
            emit changed();
        });
}

void CalibrationWorkspace::showCurve(const Calibration &curve)
{
    m_plot->setCurve(drawnCurve(curve));
    m_words->setText(curveInWords(curve));
}

void CalibrationWorkspace::save()
{
    if (!m_draft) {
        m_messages->say(MessageBar::Kind::Problem,
                        m_reason.isEmpty() ? tr("There is no curve to save: give the standards first.") : m_reason);
        return;
    }
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_messages->say(MessageBar::Kind::Problem, tr("Give the calibration a name, then save it."));
        m_name->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_lab.saveCurve(name, *m_draft);
    m_messages->say(MessageBar::Kind::Done, tr("Saved as \"%1\" and in use for Inactive Li (Ctrl+4).").arg(name));
}

void CalibrationWorkspace::showSaved()
{
    m_saved->clear();
    for (const auto &stored : m_lab.calibrations()) {
        m_saved->addItem(tr("%1   %2").arg(qstr(stored.calibration.name), qstr(stored.createdAt_utc).left(16)));
    }
    m_soon.start();
}

} // namespace tgc::desktop
