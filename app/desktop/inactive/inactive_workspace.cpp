// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/inactive_workspace.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/inactive/budget_words.h"
#include "app/desktop/inactive/saved_versions.h"
#include "app/desktop/lab/missing.h"
#include "app/desktop/plot/breakdown_plot.h"
#include "app/desktop/shell/elided_label.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"
#include "app/formats/breakdown_table.h"
#include "app/formats/write_csv.h"
#include "app/formats/write_xlsx.h"
#include "app/session/breakdown_records.h"

namespace tgc::desktop {

namespace {

constexpr int delay_ms = 300;

} // namespace

InactiveWorkspace::InactiveWorkspace(Lab &lab, Ways ways, QWidget *parent)
    : Workspace(parent),
      m_lab(lab),
      m_ways(std::move(ways)),
      m_messages(new MessageBar(this)),
      m_pages(new QStackedWidget(this)),
      m_empty(new EmptyState(tr("Nothing to show yet"), {}, this)),
      m_table(makePlainTable(m_model, this)),
      m_plot(new BreakdownPlot(this)),
      m_budget(new QLabel(this)),
      m_axis(new QComboBox(this)),
      m_confidence(new QComboBox(this)),
      m_trials(new QComboBox(this)),
      m_savedState(new ElidedLabel(this))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(delay_ms);
    m_empty->offer(tr("Go to Samples"), m_ways.toSamples);
    m_empty->offer(tr("Go to Calibration"), m_ways.toCalibration);
    m_empty->offer(tr("Open the demo"), m_ways.openDemo);
    m_table->verticalHeader()->hide();
    auto *left = new QSplitter(Qt::Vertical, this);
    left->addWidget(m_plot);
    left->addWidget(m_table);
    left->setStretchFactor(0, 3);
    left->setStretchFactor(1, 2);
    left->setSizes({400, 270});
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(left);
    split->addWidget(makeSide());
    split->setStretchFactor(0, 1);
    split->setSizes({830, 350});
    m_pages->addWidget(m_empty);
    m_pages->addWidget(split);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeToolBar());
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);

    connect(&m_soon, &QTimer::timeout, this, &InactiveWorkspace::evaluateNow);
    connect(&lab, &Lab::loaded, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab, &Lab::curveChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab, &Lab::areasChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab.samples(), &SheetModel::edited, &m_soon, qOverload<>(&QTimer::start));
    connect(m_axis, &QComboBox::currentIndexChanged, this, &InactiveWorkspace::showBars);
    for (QComboBox *box : {m_confidence, m_trials}) {
        connect(box, &QComboBox::currentIndexChanged, this, &InactiveWorkspace::evaluateNow);
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { selectRow(now.row()); });
    connect(m_plot, &BreakdownPlot::barClicked, this, &InactiveWorkspace::selectRow);
    evaluateNow();
}

QWidget *InactiveWorkspace::makeToolBar()
{
    auto *row = new ToolRow(this);
    m_axis->addItem(tr("charge (mAh)"));
    m_axis->addItem(tr("share (%)"));
    m_axis->setObjectName(QStringLiteral("axis"));
    for (const double confidence : {0.90, 0.95, 0.99}) {
        m_confidence->addItem(tr("%1 %").arg(confidence * 100.0), confidence);
    }
    m_confidence->setCurrentIndex(1);
    m_trials->addItem(tr("none"), 0);
    for (const int trials : {10000, 100000}) {
        m_trials->addItem(tr("%L1 trials").arg(trials), trials);
    }
    row->addLabel(tr("Bars"));
    row->addWidget(m_axis);
    row->gap();
    row->addLabel(tr("Interval"));
    row->addWidget(m_confidence);
    row->gap();
    row->addLabel(tr("Monte Carlo"));
    row->addWidget(m_trials);
    row->gap();
    const auto exportAs = [this] {
        const QString file =
            QFileDialog::getSaveFileName(this, tr("Export the breakdown"), QStringLiteral("breakdown.csv"),
                                         tr("CSV table (*.csv);;Excel workbook (*.xlsx)"));
        if (!file.isEmpty()) {
            exportTable(file);
        }
    };
    row->add(tr("Export table ..."), tr("All columns with all digits, as CSV or XLSX (Ctrl+E)"), exportAs);
    row->add(tr("Export plot ..."), tr("As PNG, SVG or PDF, as shown"), [this] {
        const QString file = QFileDialog::getSaveFileName(this, tr("Export the bars"), QStringLiteral("breakdown.svg"),
                                                          tr("Figures (*.svg *.png *.pdf)"));
        if (!file.isEmpty()) {
            exportPlot(file);
        }
    });
    row->gap();
    row->add(tr("Save as result"), tr("Keeps every row as the next version of its sample's result (Ctrl+S)"),
             [this] { saveResult(); });
    row->addWidget(m_savedState);
    const auto shortcut = [this](const QString &keys, auto action) {
        connect(new QShortcut(QKeySequence(keys), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
                &QShortcut::activated, this, action);
    };
    shortcut(QStringLiteral("Ctrl+E"), exportAs);
    shortcut(QStringLiteral("Ctrl+S"), [this] { saveResult(); });
    return row;
}

QWidget *InactiveWorkspace::makeSide()
{
    m_budget->setWordWrap(true);
    m_budget->setTextFormat(Qt::RichText);
    m_budget->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_budget->setMargin(12);
    m_budget->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_budget);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMinimumWidth(320);
    return scroll;
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
        "- Bars and table show the value; error bars are the standard uncertainty (k = 1).\n"
        "- SEI below zero is shown below zero. It is scatter, or a sign that something else made hydrogen.\n"
        "- On the right: the selected sample's interval, its flags in words, and which input its uncertainty "
        "comes from. The longest bar is where better work pays.\n"
        "- **Ctrl+S** saves every row as the next version of its sample's result; older versions stay. Beside the "
        "button stands whether what you see is what is saved.\n"
        "- **Ctrl+E** exports the table with all digits.\n\nFormulas: `docs/method.md`.");
}

bool InactiveWorkspace::showsSimulated() const
{
    return std::any_of(m_model.rows().begin(), m_model.rows().end(),
                       [](const Breakdown &row) { return row.source == Source::Simulated; });
}

QString InactiveWorkspace::status() const
{
    QString text = tr("%n sample(s) evaluated", nullptr, static_cast<int>(m_model.rows().size()));
    if (m_lab.curve()) {
        text += tr("   |   calibration: %1").arg(m_lab.curve()->name);
    }
    if (!m_waiting.isEmpty()) {
        text += tr("   |   %1 wait, first: %2").arg(m_waiting.size()).arg(m_waiting.front());
    }
    return text;
}

QWidget *InactiveWorkspace::firstFocus()
{
    return m_pages->currentIndex() == 1 ? static_cast<QWidget *>(m_table) : m_pages;
}

void InactiveWorkspace::evaluateNow()
{
    EvaluationInput input = evaluationInput(m_lab.samples());
    m_waiting = input.waiting;
    const int question = ++m_asked;
    if (!m_lab.curve() || input.samples.empty()) {
        m_answered = question;
        m_saveWhenShown = false;
        m_model.setRows({});
        refreshSaved();
        showBars();
        showEmpty(m_waiting);
        return;
    }
    session::EvaluationOptions options;
    options.confidence = m_confidence->currentData().toDouble();
    options.monteCarloTrials = m_trials->currentData().toInt();
    m_lab.jobs().start<EvaluationOutcome>(
        tr("Evaluating"), this,
        [input, options, curve = m_lab.curve()->curve, areas = m_lab.areas()](QPromise<EvaluationOutcome> &promise) {
            promise.setProgressRange(0, static_cast<int>(input.samples.size()));
            auto outcome = evaluateAll(input, curve, options, areas, [&promise](int done) {
                promise.setProgressValue(done);
                return !promise.isCanceled();
            });
            if (outcome) {
                promise.addResult(std::move(*outcome));
            }
        },
        [this, question, made = MadeWith{options, m_lab.curve()->id}](EvaluationOutcome outcome) {
            if (question == m_asked) {
                m_answered = question;
                show(std::move(outcome), made);
            }
        });
}

void InactiveWorkspace::show(EvaluationOutcome outcome, const MadeWith &made)
{
    m_made = made;
    const int kept = std::max(0, m_table->currentIndex().row());
    m_model.setRows(std::move(outcome.rows));
    m_table->resizeColumnsToContents();
    refreshSaved();
    showBars();
    if (m_model.rows().empty()) {
        m_saveWhenShown = false;
        showEmpty(outcome.problems + m_waiting);
        return;
    }
    m_pages->setCurrentIndex(1);
    if (outcome.problems.isEmpty()) {
        m_messages->clear();
    } else {
        m_messages->say(MessageBar::Kind::Note, outcome.problems.join(u'\n'));
    }
    selectRow(std::min(kept, m_model.rowCount() - 1));
    emit changed();
    if (std::exchange(m_saveWhenShown, false)) {
        saveResult();
    }
}

void InactiveWorkspace::saveResult()
{
    if (m_soon.isActive() || m_answered != m_asked) { // the rows are older than the sheet
        m_soon.stop();
        m_saveWhenShown = true;
        evaluateNow();
        return;
    }
    if (m_model.rows().empty() || !m_made.calibration) {
        m_messages->say(MessageBar::Kind::Note, tr("There is nothing to save yet: no sample is evaluated."));
        return;
    }
    m_lab.saveNow(); // the samples first: the store answers in the order it is asked
    using Saved = std::vector<db::SavedResult>;
    m_lab.store().ask<Saved>(
        this,
        [rows = m_model.rows(), calibration = *m_made.calibration, options = m_made.options](db::Store &store) {
            return session::storeBreakdowns(store, rows, calibration, session::breakdownInputs(options));
        },
        [this](Result<Saved> saved) {
            m_messages->say(saved ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                            saved ? tr("%n sample(s) saved as result, each as its next version. Older ones stay.",
                                       nullptr, static_cast<int>(saved->size()))
                                  : tr("Not saved: %1").arg(qstr(saved.error().message)));
            refreshSaved();
        });
}

void InactiveWorkspace::refreshSaved()
{
    m_lab.store().ask<SavedVersions>(
        this, [](db::Store &store) { return latestBreakdowns(store); },
        [this](Result<SavedVersions> versions) {
            const SavedWords words =
                versions ? savedInWords(m_model.rows(), *versions, m_made.calibration, QDateTime::currentDateTime())
                         : SavedWords{tr("not known whether saved"), qstr(versions.error().message), false};
            m_savedState->setText(words.brief);
            m_savedState->setToolTip(words.detail);
        });
}

void InactiveWorkspace::showEmpty(const QStringList &reasons)
{
    QStringList text;
    if (samplesIn(m_lab.samples()).empty()) {
        text << tr("There are no samples yet: paste, import or type them in Samples (Ctrl+1).");
    }
    if (!m_lab.curve()) {
        text << tr("No calibration is in use yet: give your standards in Calibration (Ctrl+2) and press Save and use.");
    }
    text << reasons;
    m_empty->setText(text.join(u'\n'));
    m_pages->setCurrentIndex(0);
    emit changed();
}

void InactiveWorkspace::showBars()
{
    const bool charge = m_axis->currentIndex() == 0;
    std::vector<BreakdownBar> bars;
    for (const Breakdown &row : m_model.rows()) {
        BreakdownBar bar;
        bar.label = qstr(row.sampleId);
        if (charge) {
            bar.liMetal = inMilliampereHours(row.li0.value);
            bar.liMetalU = inMilliampereHours(row.li0.u);
            if (row.sei) {
                bar.sei = inMilliampereHours(row.sei->value);
                bar.seiU = inMilliampereHours(row.sei->u);
            }
        } else if (row.li0Fraction && row.seiFraction) {
            bar.liMetal = 100.0 * row.li0Fraction->value;
            bar.liMetalU = 100.0 * row.li0Fraction->u;
            bar.sei = 100.0 * row.seiFraction->value;
            bar.seiU = 100.0 * row.seiFraction->u;
        }
        bars.push_back(bar);
    }
    m_plot->setBars(std::move(bars), charge ? tr("inactive charge (mAh)") : tr("share of the inactive charge (%)"));
    m_plot->selectBar(m_table->currentIndex().row());
}

void InactiveWorkspace::selectRow(int row)
{
    if (m_selecting || row >= m_model.rowCount()) {
        return;
    }
    m_selecting = true;
    m_plot->selectBar(row);
    if (row < 0) {
        m_table->clearSelection();
    } else {
        m_table->selectRow(row);
    }
    m_selecting = false;
    showBudget();
}

void InactiveWorkspace::showBudget()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_model.rowCount()) {
        m_budget->setText(tr("Select a sample to see where its uncertainty comes from."));
        return;
    }
    m_budget->setText(budgetInWords(m_model.rows()[static_cast<std::size_t>(row)],
                                    m_confidence->currentData().toDouble(), palette()));
}

void InactiveWorkspace::exportTable(const QString &file)
{
    if (m_model.rows().empty()) {
        m_messages->say(MessageBar::Kind::Note, tr("There is nothing to export yet: no sample is evaluated."));
        return;
    }
    const std::filesystem::path path(file.toStdString());
    const formats::OutTable table = formats::breakdownTable(m_model.rows());
    const bool workbook = QFileInfo(file).suffix().compare(QLatin1String("xlsx"), Qt::CaseInsensitive) == 0;
    const auto done = workbook ? formats::writeXlsx(path, {table}) : formats::writeCsv(path, table);
    m_messages->say(done ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                    done ? tr("Written: %1").arg(file) : qstr(done.error().message));
}

void InactiveWorkspace::exportPlot(const QString &file)
{
    const auto done = m_plot->save(file);
    m_messages->say(done ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                    done ? tr("Written: %1").arg(file) : qstr(done.error().message));
}

} // namespace tgc::desktop
