// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/tool_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace tgc::desktop {

ToolRow::ToolRow(QWidget *parent) : QFrame(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(8, 4, 8, 4);
    m_row->setSpacing(4);
    m_row->addStretch(1);
}

QToolButton *ToolRow::add(const QString &name, const QString &toolTip, std::function<void()> action)
{
    auto *button = new QToolButton(this);
    button->setText(name);
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard where the work is
    connect(button, &QToolButton::clicked, this, std::move(action));
    addWidget(button);
    return button;
}

void ToolRow::addWidget(QWidget *widget)
{
    m_row->insertWidget(m_row->count() - 1, widget);
}

void ToolRow::addLabel(const QString &text)
{
    addWidget(new QLabel(text, this));
}

void ToolRow::gap()
{
    m_row->insertSpacing(m_row->count() - 1, 16);
}

void ToolRow::addStretch()
{
    m_row->insertStretch(m_row->count() - 1, 1000);
}

} // namespace tgc::desktop
