// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/events_panel.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

EventsPanel::EventsPanel(EventDraft &draft, QWidget *parent)
    : QWidget(parent),
      m_draft(draft),
      m_model(draft),
      m_view(makePlainTable(m_model, this)),
      m_list(new QComboBox(this)),
      m_help(new QLabel(this))
{
    m_view->setObjectName(QStringLiteral("events"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::AnyKeyPressed);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->setWhatsThis(tr(
        "**Changes by hand**\n\nEach thing you do to a peak in the plot is a row here, done in this order after the "
        "automatic integration. The signal itself never changes. Type the *reason* of each row (F2); a result is "
        "saved only when every row has one. *Del* deletes the chosen rows, *Ctrl+Z* takes back, *Ctrl+Y* does again."));
    for (const EventInfo &info : eventTable()) {
        m_list->addItem(qstr(std::string(info.name)), static_cast<int>(info.kind));
    }
    m_list->setMaxVisibleItems(20);
    m_list->setToolTip(tr("What can be asked of the integration"));
    m_help->setWordWrap(true);
    m_help->setContentsMargins(8, 2, 8, 4);
    auto *tools = new ToolRow(this);
    tools->addLabel(tr("Add"));
    tools->addWidget(m_list);
    tools->add(tr("Add row"), tr("At the selected peak, or else over what the plot shows"),
               [this] { emit addRequested(static_cast<EventKind>(m_list->currentData().toInt())); });
    tools->add(tr("Delete rows"), tr("The chosen ones (Del)"), [this] { deleteChosenRows(); });
    tools->gap();
    for (QAction *action :
         {draft.undoStack().createUndoAction(this, tr("Undo")), draft.undoStack().createRedoAction(this, tr("Redo"))}) {
        auto *button = tools->add({}, {}, [action] { action->trigger(); });
        const auto follow = [button, action] {
            button->setText(action->text().section(u' ', 0, 0));
            button->setToolTip(action->text());
            button->setEnabled(action->isEnabled());
        };
        connect(action, &QAction::changed, button, follow);
        follow();
    }
    tools->gap();
    tools->add(tr("Discard changes"), tr("Back to the result as it was saved last; Ctrl+Z takes that back, too"),
               [this] { emit discardRequested(); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tools);
    column->addWidget(m_view, 1);
    column->addWidget(m_help);
    connect(m_list, &QComboBox::currentIndexChanged, this, &EventsPanel::showHelp);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &EventsPanel::showHelp);
    auto *remove = new QShortcut(QKeySequence(Qt::Key_Delete), m_view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &EventsPanel::deleteChosenRows);
    showHelp();
}

void EventsPanel::setChannel(const std::string &channel, const QString &signalUnit)
{
    m_channel = channel;
    m_unit = signalUnit;
    m_model.setChannel(channel, signalUnit);
    showHelp();
}

void EventsPanel::askForReason(int row)
{
    const QModelIndex at = m_model.index(row, EventTableModel::Reason);
    m_view->setFocus(Qt::OtherFocusReason);
    m_view->setCurrentIndex(at);
    m_view->edit(at);
}

void EventsPanel::deleteChosenRows()
{
    std::vector<int> rows;
    for (const QModelIndex &each : m_view->selectionModel()->selectedIndexes()) {
        if (std::find(rows.begin(), rows.end(), each.row()) == rows.end()) {
            rows.push_back(each.row());
        }
    }
    if (!rows.empty()) {
        m_draft.removeRows(m_channel, std::move(rows));
    }
}

void EventsPanel::showHelp()
{
    const int row = m_view->currentIndex().row();
    const bool ofRow = row >= 0 && row < m_model.rowCount() && !m_list->hasFocus();
    m_help->setText(eventInWords(ofRow ? m_model.events()[static_cast<std::size_t>(row)].kind
                                       : static_cast<EventKind>(m_list->currentData().toInt()),
                                 m_unit.isEmpty() ? tr("the signal's unit") : m_unit));
}

} // namespace tgc::desktop
