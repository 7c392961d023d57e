// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/queue_panel.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/core/decimal.h"
#include "app/desktop/bench/bench_model.h"
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
    column->addWidget(m_empty, 1);
    column->addWidget(m_table, 1);
    connect(&model, &BenchModel::queueChanged, this, &QueuePanel::refresh);
    refresh();
}

void QueuePanel::refresh()
{
    const bool any = !m_model.state().queue.empty();
    m_empty->setVisible(!any);
    m_table->setVisible(any);
    // A long queue shows what is at work; who scrolls elsewhere is left there until the next line begins.
    const auto &lines = m_model.queue().lines();
    const auto active = std::find_if(lines.begin(), lines.end(),
                                     [](const BenchLine &line) { return line.state == QLatin1String("active"); });
    if (active != lines.end() && active->line != m_shownLine) {
        m_shownLine = active->line;
        m_table->scrollTo(m_model.queue().index(static_cast<int>(active - lines.begin()), 0));
    }
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
    connect(watcher, &QFutureWatcher<Result<json>>::finished, this, [this, watcher] {
        watcher->deleteLater();
        const Result<json> lines = watcher->result();
        if (!lines) {
            emit said(MessageBar::Kind::Problem, qstr(lines.error().message));
            return;
        }
        const auto count = lines->size();
        m_model.command(QStringLiteral("queue.add"), {{"lines", *lines}, {"replace", false}}, this,
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
