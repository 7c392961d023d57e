// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/tool_row.h"

#include <QLabel>
#include <QToolButton>

#include "app/desktop/shell/wrapped_row.h"

namespace tgc::desktop {

ToolRow::ToolRow(QWidget *parent) : QFrame(parent), m_row(new WrappedRow(this))
{
    m_row->setContentsMargins(8, 4, 8, 4);
    m_row->setSpacing(4);
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
    m_row->addWidget(widget);
}

void ToolRow::addLabel(const QString &text)
{
    addWidget(new QLabel(text, this));
}

void ToolRow::gap()
{
    m_row->addGap(16);
}

void ToolRow::addStretch()
{
    m_row->addStretch();
}

} // namespace tgc::desktop
