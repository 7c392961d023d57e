// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/message_bar.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "app/desktop/shell/kept_together.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent),
      m_word(new QLabel(this)),
      m_text(new QLabel(this)),
      m_field(new QLineEdit(this)),
      m_act(new QPushButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_word->setObjectName(QStringLiteral("messageWord"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *close = new QToolButton(this);
    close->setText(tr("Close"));
    close->setAutoRaise(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 4, 4);
    row->setSpacing(12);
    row->addWidget(m_word);
    row->addWidget(m_text, 1);
    row->addWidget(m_field, 1);
    row->addWidget(m_act);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &MessageBar::clear);
    connect(m_act, &QPushButton::clicked, this, &MessageBar::act);
    connect(m_field, &QLineEdit::returnPressed, this, &MessageBar::act);
    clear();
}

void MessageBar::act()
{
    const QString typed = m_field->text().trimmed();
    if (m_answer && typed.isEmpty()) {
        m_field->setFocus(Qt::OtherFocusReason);
        return;
    }
    // The action may say something new.
    const auto action = std::exchange(m_action, {});
    const auto answer = std::exchange(m_answer, {});
    clear();
    if (action) {
        action();
    }
    if (answer) {
        answer(typed);
    }
}

void MessageBar::ask(const QString &question, const QString &hint, const QString &actionName,
                     std::function<void(const QString &)> answer)
{
    const QString typed = asking() ? m_field->text() : QString();
    say(Kind::Note, question, actionName, {});
    m_answer = std::move(answer);
    m_field->setText(typed);
    m_field->setPlaceholderText(hint);
    m_field->setAccessibleName(hint);
    m_field->show();
}

void MessageBar::say(Kind kind, const QString &text)
{
    say(kind, text, {}, {});
}

void MessageBar::say(Kind kind, const QString &text, const QString &actionName, std::function<void()> action)
{
    m_kind = kind;
    m_said = text;
    m_text->setText(keptTogether(text));
    m_act->setText(actionName);
    m_act->setVisible(!actionName.isEmpty());
    m_action = std::move(action);
    m_answer = {};
    m_field->hide();
    switch (kind) {
    case Kind::Done: m_word->setText(tr("Done")); break;
    case Kind::Note: m_word->setText(tr("Note")); break;
    case Kind::Problem: m_word->setText(tr("Problem")); break;
    }
    recolour();
    show();
}

void MessageBar::recolour()
{
    const QColor colour = stateColour(m_kind == Kind::Done   ? State::Good
                                      : m_kind == Kind::Note ? State::Waiting
                                                             : State::Bad);
    const QPalette theme = QApplication::palette(); // the bar's own has its last colour in it
    m_dark = isDark(theme);
    setStyleSheet(QStringLiteral("#messageBar { border: none; border-left: 4px solid %1; background: %2; }"
                                 "#messageWord { color: %3; font-weight: 600; }")
                      .arg(colour.name(), softened(colour, theme).name(), readable(colour, theme).name()));
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Which of the two comes depends on what else changes; of the application's own event only windows hear.
    const bool themed = event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange;
    if (themed && isDark(QApplication::palette()) != m_dark) {
        recolour();
    }
}

void MessageBar::clear()
{
    m_said.clear();
    m_text->clear();
    m_action = {};
    m_answer = {};
    m_field->hide();
    hide();
}

QString MessageBar::text() const
{
    return m_said;
}

} // namespace tgc::desktop
