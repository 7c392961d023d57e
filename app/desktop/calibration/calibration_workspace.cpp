// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/calibration_workspace.h"

#include <QDate>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/calibration/calibration_list.h"
#include "app/desktop/calibration/control_words.h"
#include "app/desktop/calibration/curve_options.h"
#include "app/desktop/calibration/curve_words.h"
#include "app/desktop/calibration/models_panel.h"
#include "app/desktop/calibration/read_off_panel.h"
#include "app/desktop/lab/ask_why_removed.h"
#include "app/desktop/lab/evaluation_input.h"
#include "app/desktop/lab/sheet_records.h"
#include "app/desktop/plot/control_plot.h"
#include "app/desktop/plot/curve_plot.h"
#include "app/desktop/sheet/column_menu.h"
#include "app/desktop/sheet/sheet_view.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"
#include "app/formats/calibration_json.h"

namespace tgc::desktop {

namespace {

constexpr int recalculateDelay_ms = 150;
using Kind = StandardsInput::Kind;

} // namespace

CalibrationWorkspace::CalibrationWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent)
    : Workspace(parent),
      m_lab(lab),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_table(new SheetView(lab.standards(), this)),
      m_input(new StandardsInput(lab, *m_table, *m_messages, this)),
      m_list(new CalibrationList(lab, *m_messages, this)),
      m_views(new QTabWidget(this)),
      m_plot(new CurvePlot(this)),
      m_readOff(new ReadOffPanel(this)),
      m_models(new ModelsPanel(this)),
      m_control(new ControlPlot(this)),
      m_checkWords(new QLabel(this)),
      m_words(new QLabel(this)),
      m_options(new CurveOptionsForm(this)),
      m_name(new QLineEdit(this))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(recalculateDelay_ms);
    auto *centre = new QSplitter(Qt::Vertical, this);
    centre->addWidget(makeViews());
    centre->addWidget(m_table);
    centre->setStretchFactor(0, 3);
    centre->setStretchFactor(1, 2);
    centre->setSizes({460, 220});
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_list);
    split->addWidget(centre);
    split->addWidget(makeSide());
    split->setStretchFactor(1, 1);
    split->setSizes({210, 660, 310});
    m_pages->addWidget(makeEmptyState(std::move(openDemo)));
    m_pages->addWidget(split);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolBar());
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);

    connect(&lab.standards(), &SheetModel::edited, this, [this] {
        m_list->choose(std::nullopt); // who edits the standards looks at the draft
        m_soon.start();
    });
    connect(&lab.samples(), &SheetModel::edited, &m_soon, qOverload<>(&QTimer::start)); // Li foils among them
    connect(&lab, &Lab::loaded, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab, &Lab::areasChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab, &Lab::calibrationsChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_soon, &QTimer::timeout, this, &CalibrationWorkspace::recalculate);
    connect(m_list, &CalibrationList::chosenChanged, this, &CalibrationWorkspace::recalculate);
    connect(&lab, &Lab::curveChanged, this, &CalibrationWorkspace::changed);
    connect(&lab, &Lab::reasonWanted, this, [this](bool standards, const QString &gone) {
        if (standards) {
            askWhyRemoved(*m_messages, m_lab, standards, gone);
        }
    });
    connect(m_input, &StandardsInput::begun, this, [this] {
        m_typing = true;
        m_pages->setCurrentIndex(1);
    });
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
    connect(m_options, &CurveOptionsForm::changed, this, [this] {
        m_list->choose(std::nullopt);
        recalculate();
    });
    connect(
        new QShortcut(QKeySequence(QStringLiteral("Ctrl+S")), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
        &QShortcut::activated, this, &CalibrationWorkspace::save);
    connect(
        new QShortcut(QKeySequence(QStringLiteral("Ctrl+E")), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
        &QShortcut::activated, this, &CalibrationWorkspace::exportPlot);
    recalculate();
}

QWidget *CalibrationWorkspace::makeToolBar()
{
    auto *row = new ToolRow(this);
    row->add(tr("Paste"), tr("Takes rows copied from a spreadsheet (Ctrl+V)"), [this] { m_input->paste(); });
    row->add(tr("Import standards ..."), tr("Adds the rows of a STANDARDS.csv"),
             [this] { m_input->chooseFile(Kind::Standards); });
    row->add(tr("Import checks ..."), tr("Adds the rows of a CHECKS.csv as check standards"),
             [this] { m_input->chooseFile(Kind::Checks); });
    row->gap();
    auto &undo = m_lab.standards().undoStack();
    row->add(tr("Undo"), tr("Ctrl+Z"), [&undo] { undo.undo(); });
    row->add(tr("Redo"), tr("Ctrl+Y"), [&undo] { undo.redo(); });
    row->add(tr("Fill down"), tr("Ctrl+D"), [this] { m_table->fillDown(); });
    row->add(tr("Remove rows"), tr("Ctrl+-"), [this] { m_table->removeChosenRows(); });
    row->gap();
    row->addWidget(makeColumnButton(*m_table, m_lab.standards(), this));
    row->gap();
    row->add(tr("Export plot ..."), tr("The curve or the control chart as PNG, SVG or PDF, as shown (Ctrl+E)"),
             [this] { exportPlot(); });
    return row;
}

void CalibrationWorkspace::exportPlot()
{
    const bool chart = m_views->currentIndex() == 2;
    if (chart && m_control->isHidden()) {
        m_messages->say(MessageBar::Kind::Problem, tr("There is no check standard to draw yet."));
        return;
    }
    const QString file =
        QFileDialog::getSaveFileName(this, chart ? tr("Export the control chart") : tr("Export the curve"),
                                     chart ? QStringLiteral("control-chart.png") : QStringLiteral("calibration.png"),
                                     tr("Figures (*.png *.svg *.pdf)"));
    if (!file.isEmpty()) {
        const PlotView *plot = chart ? static_cast<const PlotView *>(m_control) : m_plot;
        const auto done = plot->save(file);
        m_messages->say(done ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                        done ? tr("Written: %1").arg(file) : qstr(done.error().message));
    }
}

QWidget *CalibrationWorkspace::makeEmptyState(std::function<void()> openDemo)
{
    auto *empty = new EmptyState(tr("No standards yet"),
                                 tr("A calibration turns H2 areas into amounts. Give the injections of your standards: "
                                    "a level, the amount or fraction of H2, and the area (or the run)."),
                                 this);
    empty->offer(tr("Paste standards"), [this] { m_input->paste(); });
    empty->offer(tr("Import STANDARDS.csv ..."), [this] { m_input->chooseFile(Kind::Standards); });
    empty->offer(tr("Type the first standard"), [this] { m_input->startTyping(); });
    empty->offer(tr("Open the demo"), std::move(openDemo));
    return empty;
}

QWidget *CalibrationWorkspace::makeViews()
{
    connect(m_models, &ModelsPanel::taken, this, &CalibrationWorkspace::takeModel);
    connect(m_models, &ModelsPanel::chosenChanged, this, &CalibrationWorkspace::compareChosenModel);
    m_checkWords->setWordWrap(true);
    m_checkWords->setTextFormat(Qt::RichText);
    m_checkWords->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_checkWords->setMargin(8);
    m_checkWords->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *checks = new QWidget(this);
    auto *checksColumn = new QVBoxLayout(checks);
    checksColumn->setContentsMargins(0, 0, 0, 0);
    checksColumn->setSpacing(0);
    checksColumn->addWidget(m_checkWords);
    checksColumn->addWidget(m_control, 1);

    m_views->setDocumentMode(true);
    m_views->addTab(withReadOff(*m_plot, *m_readOff, this), tr("Curve"));
    m_views->addTab(m_models, tr("Models side by side"));
    m_views->addTab(checks, tr("Control chart"));
    return m_views;
}

QWidget *CalibrationWorkspace::makeSide()
{
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setPlaceholderText(tr("name of this calibration"));
    m_name->setText(tr("H2 %1").arg(QDate::currentDate().toString(Qt::ISODate)));
    m_save = new QToolButton(this);
    m_save->setText(tr("Save and use"));
    m_save->setToolTip(tr("Keeps this curve in the store and uses it for Inactive Li (Ctrl+S)"));
    connect(m_save, &QToolButton::clicked, this, &CalibrationWorkspace::save);
    auto *saveRow = new QHBoxLayout;
    saveRow->addWidget(m_name, 1);
    saveRow->addWidget(m_save);

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_words);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *side = new QWidget(this);
    side->setMinimumWidth(300);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_options);
    column->addWidget(scroll, 1);
    column->addLayout(saveRow);
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
        "- **Read off**, below the curve: the amount an area stands for, with its interval, as `tgc calibrate "
        "--read`.\n"
        "- **Used** `no` leaves a standard out of the fit; it stays in the table and is drawn as a cross.\n"
        "- **Models side by side** shows what the usual models make of the same standards; *Enter* takes one.\n"
        "- **Kind** `check` makes a row a check standard: the **control chart** shows how it is read, and drift.\n\n"
        "**Ctrl+S** saves the curve and uses it for *Inactive Li*. A saved curve is never changed: *Approve* it when "
        "its "
        "check standards pass, *Retire* it when it must not be used any more. Below the list stands what was computed "
        "with it.");
}

bool CalibrationWorkspace::showsSimulated() const
{
    return m_showsSimulated || (m_lab.curve() && m_lab.curve()->curve.source == Source::Simulated);
}

QString CalibrationWorkspace::status() const
{
    if (!m_lab.curve()) {
        return tr("no calibration in use yet");
    }
    const db::StoredCalibration *stored = m_lab.storedCalibration(m_lab.curve()->id);
    return tr("in use: %1 (%2), %3")
        .arg(m_lab.curve()->name, curveInShort(m_lab.curve()->curve),
             stored != nullptr && stored->approval ? tr("approved") : tr("not approved"));
}

QWidget *CalibrationWorkspace::firstFocus()
{
    return m_pages->currentIndex() == 1 ? static_cast<QWidget *>(m_table) : m_pages;
}

const db::StoredCalibration *CalibrationWorkspace::chosenCalibration() const
{
    return m_lab.storedCalibration(m_list->chosen());
}

void CalibrationWorkspace::recalculate()
{
    const auto standards = m_input->rows(Kind::Standards);
    const auto checks = m_input->rows(Kind::Checks);
    m_pages->setCurrentIndex(m_typing || !standards.empty() || !checks.empty() || !m_lab.calibrations().empty() ? 1
                                                                                                                : 0);
    EvaluationInput vials = evaluationInput(m_lab.samples(), m_lab.standards());
    CurveRequest request{std::nullopt,           standardsTable(m_lab.standards(), standards),
                         m_options->options(),   standardsTable(m_lab.standards(), checks),
                         std::move(vials.foils), std::move(vials.blanks),
                         m_lab.areas()};
    if (const db::StoredCalibration *chosen = chosenCalibration()) {
        auto curve = formats::calibrationFromJson(chosen->calibration.json, chosen->calibration.name);
        if (!curve) {
            m_messages->say(MessageBar::Kind::Problem, qstr(curve.error().message));
            return;
        }
        request.saved = std::move(*curve);
    }
    const bool draft = !request.saved;
    m_lab.jobs().start<CurveOutcome>(
        tr("Calibrating"), this,
        [request](QPromise<CurveOutcome> &promise) { promise.addResult(evaluateCurve(request)); },
        [this, standards, checks, draft](const CurveOutcome &outcome) {
            if (draft != (chosenCalibration() == nullptr)) {
                return; // another curve is looked at by now
            }
            m_draft = draft ? outcome.curve : std::nullopt;
            if (draft) {
                m_list->setDraft(m_draft);
            }
            m_pointRows = draft && outcome.curve ? standards : std::vector<int>();
            m_reason = outcome.reason;
            m_save->setEnabled(m_draft.has_value());
            show(outcome);
            m_checkWords->setText(checksInWords(outcome, !checks.empty()));
            emit changed();
        });
}

void CalibrationWorkspace::show(const CurveOutcome &outcome)
{
    m_showsSimulated = outcome.curve && outcome.curve->source == Source::Simulated;
    CalibrationOptions shown = m_options->options();
    if (outcome.curve) {
        const Calibration &curve = *outcome.curve;
        shown = {curve.model, curve.origin, curve.weights, curve.fromMeans};
        m_plot->setCurve(drawnCurve(curve));
        m_words->setText(expiredInWords(outcome) + curveInWords(curve));
    } else {
        m_plot->clear();
        m_words->setText(
            outcome.reason.isEmpty()
                ? tr("Give at least three standards with their areas.")
                : QStringLiteral("<p><b>%1</b></p><p>%2</p>").arg(tr("No curve yet"), outcome.reason.toHtmlEscaped()));
    }
    SheetModel::Notes notes;
    for (const ExpiredRow &expired : outcome.expired) {
        notes[{expired.row, m_lab.standards().column(QStringLiteral("expires"))}] = {tr("expired"), expired.words};
    }
    m_lab.standards().setNotes(std::move(notes));
    m_readOff->setCurve(outcome.curve);
    m_models->setFits(outcome.models, shown);
    m_control->setChart(drawnChart(outcome.checks));
}

void CalibrationWorkspace::compareChosenModel()
{
    const ModelFit *fit = m_models->chosen();
    if (fit == nullptr || !fit->curve) {
        m_plot->compareWith({}, {});
        return;
    }
    m_plot->compareWith(drawnLine(*fit->curve), modelInWords(fit->options));
}

void CalibrationWorkspace::takeModel()
{
    const ModelFit *fit = m_models->chosen();
    if (fit == nullptr) {
        m_messages->say(MessageBar::Kind::Note, tr("Choose a model in the table first."));
        return;
    }
    if (!fit->curve) {
        m_messages->say(MessageBar::Kind::Problem, qstr(fit->curve.error().message));
        return;
    }
    m_options->setOptions(CalibrationOptions(fit->options)); // a copy: the table is filled anew
}

void CalibrationWorkspace::save()
{
    if (!m_draft) {
        m_messages->say(MessageBar::Kind::Problem,
                        chosenCalibration() != nullptr ? tr("This calibration is saved already; Enter uses it.")
                        : m_reason.isEmpty()           ? tr("There is no curve to save: give the standards first.")
                                                       : m_reason);
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

} // namespace tgc::desktop
