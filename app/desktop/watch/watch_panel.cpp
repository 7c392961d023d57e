// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/watch/watch_panel.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/review/window_fields.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/watch/fill_draw.h"
#include "app/session/watch/acquired_moment.h"

namespace tgc::desktop {

using Outcome = watch::FileRow::Outcome;

WatchPanel::WatchPanel(Lab &lab, QWidget *parent)
    : QWidget(parent),
      m_lab(lab),
      m_watcher(lab.store()),
      m_state(new QLabel(this)),
      m_choose(new QPushButton(tr("Choose a folder ..."), this)),
      m_stop(new QPushButton(tr("Stop watching"), this)),
      m_window(new WindowFields(this)),
      m_table(makePlainTable(m_files, this)),
      m_hand(new QFrame(this)),
      m_handFile(new QLabel(this)),
      m_injection(new QComboBox(this)),
      m_by(new QLineEdit(this)),
      m_reason(new QLineEdit(this)),
      m_match(new QPushButton(tr("Match"), this))
{
    m_state->setObjectName(QStringLiteral("watchState"));
    m_state->setWordWrap(true);
    m_state->setContentsMargins(12, 4, 12, 4);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->setColumnWidth(WatchTableModel::File, 220);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_state);
    column->addWidget(m_table, 1);
    column->addWidget(makeHand());
    connect(&m_watcher, &FolderWatcher::looked, this, &WatchPanel::take);
    connect(&m_watcher, &FolderWatcher::refused, this, [this](const QString &sentence) {
        m_refusal = sentence;
        showState();
    });
    connect(&m_watcher, &FolderWatcher::started, this, &WatchPanel::showState);
    connect(&m_watcher, &FolderWatcher::stopped, this, &WatchPanel::showState);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &WatchPanel::showHand);
    showState();
    showHand();
}

QWidget *WatchPanel::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 8, 12, 4);
    auto *back = new QPushButton(tr("Back to the samples"), head);
    row->addWidget(back);
    row->addWidget(m_choose);
    row->addWidget(m_stop);
    row->addStretch(1);
    row->addWidget(new QLabel(tr("H2 window, where the files do not say it:"), head));
    row->addWidget(m_window);
    connect(back, &QPushButton::clicked, this, &WatchPanel::closeRequested);
    connect(m_choose, &QPushButton::clicked, this, &WatchPanel::choose);
    connect(m_stop, &QPushButton::clicked, &m_watcher, &FolderWatcher::stop);
    return head;
}

QWidget *WatchPanel::makeHand()
{
    m_by->setPlaceholderText(tr("Your name"));
    m_by->setText(QSettings().value(QStringLiteral("operator")).toString());
    m_by->setMaximumWidth(160);
    m_reason->setPlaceholderText(tr("Why this one, such as: lab book, page 12"));
    m_injection->setMinimumWidth(260);
    auto *row = new QHBoxLayout(m_hand);
    row->setContentsMargins(12, 8, 12, 8);
    row->addWidget(m_handFile);
    row->addWidget(m_injection);
    row->addWidget(m_by);
    row->addWidget(m_reason, 1);
    row->addWidget(m_match);
    connect(m_match, &QPushButton::clicked, this, &WatchPanel::match);
    connect(m_reason, &QLineEdit::returnPressed, this, &WatchPanel::match);
    return m_hand;
}

void WatchPanel::choose()
{
    const QString before = QSettings().value(QStringLiteral("watchedFolder")).toString();
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("The folder that the chromatograph's software exports to"), before);
    if (!folder.isEmpty()) {
        QSettings().setValue(QStringLiteral("watchedFolder"), folder);
        watchFolder(folder);
    }
}

void WatchPanel::watchFolder(const QString &folder)
{
    m_refusal.clear();
    watch::WatchOptions options;
    options.folder = folder.toStdString();
    options.settle = m_settle;
    auto targets = m_window->typed();
    if (!targets) {
        m_refusal = qstr(targets.error().message);
        showState();
        return;
    }
    options.take.method.processing.options.targets = std::move(*targets);
    m_files.clear();
    m_last.clear();
    m_trouble.clear();
    m_matched = 0;
    m_unmatched.clear();
    m_lab.saveNow(); // what was typed a moment ago is awaited, too
    m_watcher.start(std::move(options));
}

void WatchPanel::take(const WatchLook &look)
{
    m_refusal = look.rows.empty() ? m_refusal : QString();
    QStringList notFilled;
    for (const watch::DrawLink &link : look.links) {
        if (const QString why = fillDraw(m_lab.samples(), m_lab.standards(), link); !why.isEmpty()) {
            notFilled << why;
        }
    }
    for (const watch::FileRow &row : look.rows) {
        m_files.take(row);
        m_last = qstr(row.file);
    }
    if (!look.links.empty()) {
        m_lab.refreshRuns();
        m_lab.noteNewResult();
    }
    m_expected = look.expected;
    m_unmatched = look.unmatched;
    m_matched = look.matched;
    m_trouble = look.trouble;
    if (!notFilled.isEmpty()) {
        m_refusal = notFilled.join(u' ');
    }
    showState();
    if (!look.rows.empty()) {
        showHand();
    }
}

QString WatchPanel::stateLine() const
{
    if (!m_watcher.isWatching()) {
        return {};
    }
    QString line = tr("watching %1: %2 matched, %3 not").arg(m_watcher.folder()).arg(m_matched).arg(m_unmatched.size());
    if (const auto unreadable = m_files.count(Outcome::Unreadable); unreadable > 0) {
        line += tr(", %1 cannot be read").arg(unreadable);
    }
    if (!m_last.isEmpty()) {
        line += tr("; last %1").arg(m_last);
    }
    return m_trouble.isEmpty() ? line : line + tr(". Waiting: %1").arg(m_trouble);
}

void WatchPanel::showState()
{
    const QString line = stateLine();
    QString text = line.isEmpty()
                       ? tr("Nothing is watched. Choose the folder that the chromatograph's software exports "
                            "to: each chromatogram in it is matched with a sample by name and time.")
                       : line;
    if (!m_refusal.isEmpty()) {
        text += QStringLiteral("\n") + m_refusal;
    }
    m_state->setText(text);
    m_stop->setEnabled(m_watcher.isWatching());
    emit stateChanged();
}

void WatchPanel::showHand()
{
    const auto chosen = m_table->selectionModel()->selectedRows();
    const watch::FileRow *row = chosen.isEmpty() ? nullptr : m_files.row(chosen.front().row());
    const bool open = row != nullptr && m_watcher.isWatching() &&
                      std::find(m_unmatched.begin(), m_unmatched.end(), row->file) != m_unmatched.end();
    m_hand->setVisible(open);
    if (!open) {
        return;
    }
    m_handFile->setText(tr("%1 is").arg(qstr(row->file)));
    const QVariant before = m_injection->currentData();
    m_injection->clear();
    for (const watch::Expected &one : m_expected) {
        if (one.takenBy.empty()) {
            QString name = tr("%1, injection %2").arg(qstr(one.sampleId)).arg(one.injection);
            if (one.at) {
                name += tr(", drawn %1").arg(qstr(watch::minuteText(*one.at)));
            }
            m_injection->addItem(name, QVariant(QStringList{qstr(one.sampleId), QString::number(one.injection)}));
        }
    }
    if (const int at = m_injection->findData(before); at >= 0) {
        m_injection->setCurrentIndex(at);
    }
    m_match->setEnabled(m_injection->count() > 0);
}

void WatchPanel::match()
{
    const auto chosen = m_table->selectionModel()->selectedRows();
    const watch::FileRow *row = chosen.isEmpty() ? nullptr : m_files.row(chosen.front().row());
    const QStringList injection = m_injection->currentData().toStringList();
    if (row == nullptr || injection.size() != 2) {
        return;
    }
    m_watcher.matchByHand(row->file, injection[0].toStdString(), injection[1].toInt(),
                          m_by->text().trimmed().toStdString(), m_reason->text().trimmed().toStdString());
}

} // namespace tgc::desktop
