// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/records/record_panel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "app/desktop/records/trail_words.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QLabel *wrapped(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

RecordPanel::RecordPanel(QWidget *parent)
    : QFrame(parent),
      m_title(wrapped(this)),
      m_about(wrapped(this)),
      m_view(makePlainTable(m_fields, this)),
      m_box(new QWidget(this)),
      m_state(wrapped(this)),
      m_reviewer(new QLineEdit(this)),
      m_statement(new QLineEdit(this)),
      m_approve(new QPushButton(tr("Approve and lock"), this)),
      m_takeBack(new QPushButton(tr("Take the approval back ..."), this))
{
    setMinimumWidth(320);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_view->setObjectName(QStringLiteral("recordFields"));
    m_view->setWhatsThis(tr("**Before and after**\n\nWhat the entry changed, column by column; of a record that was "
                            "added, what it held. Ctrl+C copies rows."));
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->verticalHeader()->hide();
    m_reviewer->setPlaceholderText(tr("Your name"));
    m_reviewer->setObjectName(QStringLiteral("reviewer"));
    m_statement->setPlaceholderText(tr("What you checked"));
    m_statement->setObjectName(QStringLiteral("statement"));
    m_statement->setWhatsThis(tr("**Approve**\n\nSays under your name that this version is right, and locks it: it "
                                 "cannot be withdrawn, and a later version says that it takes its place and is not "
                                 "approved itself. Approving one's own work is possible, and marked as such."));
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Reviewer"), m_reviewer);
    form->addRow(tr("Statement"), m_statement);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_approve);
    buttons->addWidget(m_takeBack);
    buttons->addStretch(1);
    auto *box = new QVBoxLayout(m_box);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_state);
    box->addLayout(form);
    box->addLayout(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_about);
    column->addWidget(m_view, 1);
    column->addWidget(m_box);
    connect(m_approve, &QPushButton::clicked, this, &RecordPanel::approve);
    connect(m_statement, &QLineEdit::returnPressed, this, &RecordPanel::approve);
    connect(m_takeBack, &QPushButton::clicked, this, [this] { emit takeBackRequested(m_id); });
    clear(tr("Choose an entry to see what it changed."));
}

void RecordPanel::setReviewer(const QString &name)
{
    m_reviewer->setText(name);
}

void RecordPanel::clear(const QString &why)
{
    m_title->setText(tr("No record chosen"));
    m_about->setText(why);
    m_fields.setTable({}, {});
    m_view->hide();
    m_box->hide();
    m_table.clear();
}

void RecordPanel::show(const RecordView &view)
{
    if (qstr(view.table) != m_table || view.id != m_id || view.approval) { // else somebody may be typing
        m_statement->clear();
    }
    m_table = qstr(view.table);
    m_id = view.id;
    const bool change = view.entry && (view.entry->oldValue || view.entry->newValue);
    const bool onlyAfter = !view.entry || !view.entry->oldValue;
    if (view.entry) {
        const db::AuditEntry &entry = *view.entry;
        m_title->setText(tr("%1, %2").arg(recordText(entry), actionText(entry.action)));
        QStringList about{tr("Entry %1, %2 UTC").arg(entry.id).arg(whenText(entry.at_utc)),
                          entry.operatorName.empty()
                              ? tr("by account %1, no name given").arg(qstr(entry.who))
                              : tr("by %1 (account %2)").arg(qstr(entry.operatorName), qstr(entry.who)),
                          tr("with %1").arg(qstr(entry.program))};
        if (entry.reason) {
            about << tr("Reason: %1").arg(qstr(*entry.reason));
        }
        m_about->setText(about.join(u'\n'));
    } else {
        m_title->setText(recordText(view.table, view.id));
        m_about->setText(view.fields.empty() ? tr("There is no such record.") : tr("As it stands now."));
    }
    std::vector<PreparedTable::Row> rows;
    for (const RecordField &field : view.fields) {
        const auto cell = [](const std::string &text) {
            PreparedCell made;
            made.text = text.empty() ? QStringLiteral("--") : qstr(text);
            made.toolTip = qstr(text);
            return made;
        };
        PreparedCell name;
        name.text = qstr(field.name);
        rows.push_back(onlyAfter ? PreparedTable::Row{name, cell(field.after)}
                                 : PreparedTable::Row{name, cell(field.before), cell(field.after)});
    }
    m_fields.setTable(onlyAfter ? QStringList{tr("Field"), change ? tr("After") : tr("Now")}
                                : QStringList{tr("Field"), tr("Before"), tr("After")},
                      std::move(rows));
    m_view->setVisible(!view.fields.empty());
    m_view->setColumnWidth(0, 130);
    m_view->setColumnWidth(1, 110);
    showState(view);
}

void RecordPanel::showState(const RecordView &view)
{
    const bool concerned = view.approvable || view.approval || !view.cannot.empty();
    m_box->setVisible(concerned);
    for (QWidget *field : {static_cast<QWidget *>(m_reviewer), static_cast<QWidget *>(m_statement)}) {
        static_cast<QFormLayout *>(m_box->layout()->itemAt(1)->layout())
            ->labelForField(field)
            ->setVisible(view.approvable);
        field->setVisible(view.approvable);
    }
    m_approve->setVisible(view.approvable);
    m_takeBack->setVisible(view.approval && view.approval->resultId);
    if (view.approval) {
        const db::StoredApproval &given = *view.approval;
        QString text = tr("✓  Approved and locked by %1, %2 UTC: %3")
                           .arg(qstr(given.reviewer), whenText(given.at_utc), qstr(given.statement));
        if (given.ownWork == db::OwnWork::Yes) {
            text += u'\n' + tr("!  Their own work: made by %1.").arg(qstr(given.madeBy));
        } else if (given.ownWork == db::OwnWork::NotKnown) {
            text += u'\n' + tr("!  Made from the same account (%1): whether by another person is not known.")
                                .arg(qstr(given.madeBy));
        }
        m_state->setText(text);
    } else if (view.approvable) {
        m_state->setText(tr("Not approved."));
    } else {
        m_state->setText(qstr(view.cannot));
    }
}

void RecordPanel::approve()
{
    for (QLineEdit *field : {m_reviewer, m_statement}) {
        if (field->text().trimmed().isEmpty()) {
            field->setFocus(Qt::OtherFocusReason);
            m_state->setText(field == m_reviewer ? tr("Not approved. Say who reviews.")
                                                 : tr("Not approved. State what you checked."));
            return;
        }
    }
    emit approveRequested(m_table, m_id, m_reviewer->text().trimmed(), m_statement->text().trimmed());
}

} // namespace tgc::desktop
