// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/desktop/bench/bench_words.h"
#include "app/desktop/bench/interlock_strip.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

InterlockCard::InterlockCard(QWidget *parent)
    : QFrame(parent),
      m_text(new QLabel(this)),
      m_trouble(new QLabel(this)),
      m_by(new QLineEdit(this)),
      m_reason(new QLineEdit(this)),
      m_acknowledge(new QPushButton(tr("Acknowledge"), this))
{
    setObjectName(QStringLiteral("interlockCard"));
    for (QLabel *label : {m_text, m_trouble}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_trouble->hide();
    m_by->setObjectName(QStringLiteral("acknowledgeBy"));
    m_by->setPlaceholderText(tr("your name"));
    m_by->setAccessibleName(tr("Who acknowledges"));
    m_by->setFixedWidth(130);
    m_by->setText(qEnvironmentVariable("USER"));
    m_reason->setObjectName(QStringLiteral("acknowledgeReason"));
    m_reason->setPlaceholderText(tr("what you found and did"));
    m_reason->setAccessibleName(tr("Why it may be acknowledged"));
    m_reason->setMinimumWidth(180);
    m_acknowledge->setObjectName(QStringLiteral("acknowledgeNow"));
    m_acknowledge->setToolTip(tr("Doses pass again; name and reason are kept in the station's log"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_by);
    row->addWidget(m_reason);
    row->addWidget(m_acknowledge);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_trouble);
    connect(m_acknowledge, &QPushButton::clicked, this, &InterlockCard::acknowledge);
    connect(m_reason, &QLineEdit::returnPressed, this, &InterlockCard::acknowledge);
    connect(m_by, &QLineEdit::textChanged, this, &InterlockCard::refresh);
    connect(m_reason, &QLineEdit::textChanged, this, &InterlockCard::refresh);
    refresh();
}

void InterlockCard::setInterlock(const BenchInterlock &interlock)
{
    m_name = interlock.name;
    m_text->setText(QStringLiteral("%1: %2 %3").arg(interlock.name, interlockWhy(interlock), interlockFix(interlock)));
    const bool latched = interlock.state == QLatin1String("latched");
    for (QWidget *field :
         {static_cast<QWidget *>(m_by), static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_acknowledge)}) {
        field->setVisible(latched);
    }
    if (!latched) {
        m_trouble->hide();
    }
}

void InterlockCard::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, readable(stateColour(State::Bad), colours));
    m_trouble->setPalette(colours);
    m_trouble->show();
}

void InterlockCard::refresh()
{
    m_acknowledge->setEnabled(!m_by->text().trimmed().isEmpty() && !m_reason->text().trimmed().isEmpty());
}

void InterlockCard::acknowledge()
{
    if (!m_acknowledge->isEnabled()) {
        setTrouble(tr("Type your name and what you found: both are kept."));
        return;
    }
    m_trouble->hide();
    emit acknowledged(m_name, m_by->text().trimmed(), m_reason->text().trimmed());
}

QString InterlockCard::text() const
{
    return m_trouble->isHidden() ? m_text->text() : m_text->text() + QLatin1Char('\n') + m_trouble->text();
}

} // namespace tgc::desktop
