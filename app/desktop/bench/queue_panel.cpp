// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/queue_panel.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/core/decimal.h"
#include "app/desktop/bench/bench_model.h"
#include "app/desktop/bench/line_tools.h"
#include "app/desktop/bench/recovery_card.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"
#include "app/formats/read_table.h"

namespace tgc::desktop {

using nlohmann::json;

namespace {

/// The rows of a queue file as the station wants them: texts by column, empty cells left out.
Result<json> readQueue(const std::filesystem::path &file)
{
    const auto table = formats::readTable(file);
    if (!table) {
        return fail(table.error());
    }
    json lines = json::array();
    for (const auto &row : table->rows) {
        json line = json::object();
        for (std::size_t c = 0; c < table->columns.size(); ++c) {
            if (!row.cells[c].empty()) {
                line[table->columns[c]] = row.cells[c];
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace

QueuePanel::QueuePanel(BenchModel &model, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_table(makePlainTable(model.queue(), this)),
      m_empty(new QLabel(
          tr("The queue is empty. Load a QUEUE.csv, or record one run: what you type above is its name."), this)),
      m_tools(new LineTools(this)),
      m_recovery(new RecoveryCard(this)),
      m_sample(new QLineEdit(this)),
      m_kind(new QComboBox(this)),
      m_minutes(new QLineEdit(this))
{
    m_table->setObjectName(QStringLiteral("queueTable"));
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int widths[] = {48, 130, 110, 90, 84, 96, 200};
    for (int c = 0; c < BenchQueueModel::ColumnCount; ++c) {
        m_table->setColumnWidth(c, widths[c]);
    }
    m_table->setWhatsThis(
        tr("**Queue**\n\nA line a vial or standard, worked through from the top. A line that fails is "
           "marked and the next one begins; *Hold queue* begins nothing new after the injection "
           "under way."));
    m_empty->setMargin(12);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);

    auto *row = new ToolRow(this);
    auto *load = new QPushButton(tr("Load queue ..."), this);
    load->setToolTip(tr("A QUEUE.csv; its lines are added to those that wait"));
    connect(load, &QPushButton::clicked, this, &QueuePanel::chooseFile);
    row->addWidget(load);
    row->add(tr("Clear waiting"), tr("Takes the lines that have not begun out of the queue"),
             [this] { clearWaiting(); });
    row->gap();
    row->addLabel(tr("One run: sample"));
    m_sample->setObjectName(QStringLiteral("runSample"));
    m_sample->setFixedWidth(120);
    m_sample->setToolTip(tr("The name under which a run outside the queue is kept"));
    row->addWidget(m_sample);
    m_kind->addItems({tr("sample"), tr("standard"), tr("blank"), tr("check")});
    m_kind->setAccessibleName(tr("Kind of the run"));
    row->addWidget(m_kind);
    row->addLabel(tr("for"));
    m_minutes->setObjectName(QStringLiteral("runMinutes"));
    m_minutes->setFixedWidth(112);
    m_minutes->setAlignment(Qt::AlignRight);
    m_minutes->setPlaceholderText(tr("until stopped"));
    m_minutes->setToolTip(tr("Length of the run; empty: until you stop it, with Shift+F5"));
    row->addWidget(m_minutes);
    row->addLabel(tr("min"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(row);
    column->addWidget(m_recovery);
    column->addWidget(m_empty, 1);
    column->addWidget(m_table, 1);
    column->addWidget(m_tools);
    connect(m_tools, &LineTools::asked, this, &QueuePanel::orderLine);
    connect(m_recovery, &RecoveryCard::chosen, this, &QueuePanel::recover);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (!m_restoring && now.isValid()) {
            m_chosenLine = m_model.queue().lines()[static_cast<std::size_t>(now.row())].line;
            m_askedColumns.reset();
            showChosen();
        }
    });
    connect(&model, &BenchModel::queueChanged, this, &QueuePanel::refresh);
    refresh();
}

void QueuePanel::refresh()
{
    const bool any = !m_model.state().queue.empty();
    m_empty->setVisible(!any);
    m_table->setVisible(any);
    m_tools->setVisible(any);
    showChosen();
    // A long queue shows what is at work; who scrolls elsewhere is left there until the next line begins.
    const auto &lines = m_model.queue().lines();
    const auto active = std::find_if(lines.begin(), lines.end(),
                                     [](const BenchLine &line) { return line.state == QLatin1String("active"); });
    if (active != lines.end() && active->line != m_shownLine) {
        m_shownLine = active->line;
        m_table->scrollTo(m_model.queue().index(static_cast<int>(active - lines.begin()), 0));
    }
}

/// The chosen line, also after all were read anew; and where it stands among those that wait.
void QueuePanel::showChosen()
{
    const auto &lines = m_model.queue().lines();
    const auto waits = [](const BenchLine &line) { return line.state == QLatin1String("waiting"); };
    auto hit = lines.end();
    for (auto it = lines.begin(); it != lines.end(); ++it) { // of lines with the same number the last is meant
        hit = m_chosenLine && it->line == m_chosenLine ? it : hit;
    }
    if (hit == lines.end()) {
        m_chosenLine.reset();
        m_tools->setChosen(std::nullopt);
    } else {
        const int row = static_cast<int>(hit - lines.begin());
        if (m_table->currentIndex().row() != row) {
            m_restoring = true;
            m_table->selectRow(row);
            m_restoring = false;
        }
        LineTools::Chosen chosen{*hit, {}, false, {}};
        for (auto it = lines.begin(); it != hit; ++it) {
            chosen.previous = waits(*it) ? it->line : chosen.previous;
        }
        const auto next = std::find_if(hit + 1, lines.end(), waits);
        chosen.hasNext = next != lines.end();
        if (chosen.hasNext) {
            const auto behind = std::find_if(next + 1, lines.end(), waits);
            chosen.nextButOne = behind != lines.end() ? behind->line : std::nullopt;
        }
        m_tools->setChosen(chosen);
        if (waits(*hit) && m_askedColumns != m_chosenLine) {
            askColumns(*m_chosenLine);
        }
    }
    showRecovery();
}

/// A line that failed is offered when it is chosen; one that was interrupted at once.
void QueuePanel::showRecovery()
{
    const auto &lines = m_model.queue().lines();
    const auto open = std::count_if(lines.begin(), lines.end(), [](const BenchLine &line) { return line.undecided; });
    const auto may = [](const BenchLine &line) {
        return line.state == QLatin1String("interrupted") || line.state == QLatin1String("failed") ||
               line.state == QLatin1String("aborted");
    };
    std::optional<BenchLine> wanted;
    for (const BenchLine &line : lines) {
        if (m_chosenLine && line.line == m_chosenLine && may(line)) {
            wanted = line;
        }
    }
    for (const BenchLine &line : lines) {
        if (!wanted && line.undecided) {
            wanted = line;
        }
    }
    m_recovery->setLine(wanted, static_cast<int>(open) - (wanted && wanted->undecided ? 1 : 0));
}

void QueuePanel::askColumns(int line)
{
    m_askedColumns = line;
    m_model.command(QStringLiteral("queue.line"), {{"line", line}}, this, [this, line](const Result<json> &answer) {
        if (!answer || m_chosenLine != line || !answer->contains("line")) {
            return; // what is not known is not shown; a change is checked by the station anyway
        }
        std::map<QString, QString> columns;
        const json &details = (*answer)["line"];
        if (details.is_object() && details.contains("columns") && details["columns"].is_object()) {
            for (const auto &[column, text] : details["columns"].items()) {
                columns[qstr(column)] = text.is_string() ? qstr(text.get<std::string>()) : QString();
            }
        }
        m_tools->setColumns(columns);
    });
}

void QueuePanel::orderLine(const QString &command, const json &args)
{
    json named = args;
    named["by"] = qEnvironmentVariable("USER", QStringLiteral("desktop")).toStdString();
    if (command == QLatin1String("queue.repeat")) {
        named.erase("by"); // who takes over a dose in doubt says so himself: a line to be recovered asks for it
    }
    m_model.command(command, named, this, [this, command, line = args.value("line", 0)](const Result<json> &answer) {
        if (!answer) {
            emit said(MessageBar::Kind::Problem, qstr(answer.error().message));
            return;
        }
        QStringList words;
        if (command == QLatin1String("queue.repeat")) {
            words << tr("Line %1 stands at the end once more, as line %2.")
                         .arg(line)
                         .arg(integerOf(*answer, "line").value_or(0));
        } else if (command == QLatin1String("queue.edit")) {
            words << tr("Line %1 is changed.").arg(line);
            m_askedColumns.reset();
            showChosen();
        }
        if (answer->contains("warnings") && (*answer)["warnings"].is_array()) {
            for (const json &warning : (*answer)["warnings"]) {
                words << (warning.is_string() ? qstr(warning.get<std::string>()) : QString());
            }
        }
        if (!words.isEmpty()) {
            emit said(words.size() > 1 ? MessageBar::Kind::Note : MessageBar::Kind::Done,
                      words.join(QLatin1Char('\n')));
        }
    });
}

void QueuePanel::recover(const json &args)
{
    m_model.command(QStringLiteral("queue.recover"), args, this, [this](const Result<json> &answer) {
        if (!answer) {
            m_recovery->setTrouble(qstr(answer.error().message));
        } else {
            emit said(MessageBar::Kind::Done, tr("Decided. The queue stands until you start it: F5."));
        }
    });
}

json QueuePanel::singleRun(QString &trouble) const
{
    static const char *const kinds[] = {"sample", "standard", "blank", "check"};
    json args = {{"kind", kinds[m_kind->currentIndex()]}};
    if (const QString sample = m_sample->text().trimmed(); !sample.isEmpty()) {
        args["sample_id"] = sample.toStdString();
    }
    if (const QString typed = m_minutes->text().trimmed(); !typed.isEmpty()) {
        const auto minutes = parseDecimal(typed.toStdString());
        if (!minutes || minutes->value <= 0.0) {
            trouble = tr("The length of the run, \"%1\", is no number of minutes above 0.").arg(typed);
            return {};
        }
        args["duration_s"] = minutes->value * 60.0;
    }
    return args;
}

void QueuePanel::chooseFile()
{
    // Open beside the window and never in its way: a run goes on meanwhile.
    auto *dialog = new QFileDialog(this, tr("Load a queue"), {}, tr("Queues (*.csv *.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setModal(false);
    connect(dialog, &QFileDialog::fileSelected, this, &QueuePanel::load);
    dialog->show();
}

void QueuePanel::load(const QString &file)
{
    auto *watcher = new QFutureWatcher<Result<json>>(this);
    connect(watcher, &QFutureWatcher<Result<json>>::finished, this, [this, watcher, file] {
        watcher->deleteLater();
        const Result<json> lines = watcher->result();
        if (!lines) {
            emit said(MessageBar::Kind::Problem, qstr(lines.error().message));
            return;
        }
        const auto count = lines->size();
        const std::string folder = QFileInfo(file).absolutePath().toStdString();
        m_model.command(QStringLiteral("queue.add"), {{"lines", *lines}, {"replace", false}, {"folder", folder}}, this,
                        [this, count](const Result<json> &answer) {
                            if (!answer) {
                                emit said(MessageBar::Kind::Problem,
                                          tr("No line was added: %1").arg(qstr(answer.error().message)));
                                return;
                            }
                            QStringList words{count == 1 ? tr("1 line added; F5 starts the queue.")
                                                         : tr("%1 lines added; F5 starts the queue.").arg(count)};
                            if (answer->contains("warnings") && (*answer)["warnings"].is_array()) {
                                for (const json &warning : (*answer)["warnings"]) {
                                    words << (warning.is_string() ? qstr(warning.get<std::string>()) : QString());
                                }
                            }
                            emit said(words.size() > 1 ? MessageBar::Kind::Note : MessageBar::Kind::Done,
                                      words.join(QLatin1Char('\n')));
                        });
    });
    watcher->setFuture(
        QtConcurrent::run([path = std::filesystem::path(file.toStdString())] { return readQueue(path); }));
}

void QueuePanel::clearWaiting()
{
    m_model.command(QStringLiteral("queue.clear"), json::object(), this, [this](const Result<json> &answer) {
        emit said(answer ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                  answer ? tr("The waiting lines are out of the queue.") : qstr(answer.error().message));
    });
}

} // namespace tgc::desktop
