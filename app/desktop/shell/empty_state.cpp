// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/empty_state.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace tgc::desktop {

namespace {

constexpr int widest_px = 560; ///< of the text

} // namespace

EmptyState::EmptyState(const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_buttons(new QHBoxLayout)
{
    auto *head = new QLabel(title, this);
    QFont strong = head->font();
    strong.setPointSizeF(strong.pointSizeF() + 4.0);
    strong.setWeight(QFont::DemiBold);
    head->setFont(strong);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(widest_px);
    m_text->setMinimumWidth(280);
    m_text->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::MinimumExpanding);
    setText(text);
    m_buttons->setSpacing(8);
    m_buttons->addStretch(1);
    auto *column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(head);
    column->addWidget(m_text);
    column->addLayout(m_buttons);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addLayout(column);
    middle->addStretch(1);
    auto *all = new QVBoxLayout(this);
    all->addStretch(2);
    all->addLayout(middle);
    all->addStretch(3);
}

void EmptyState::offer(const QString &name, std::function<void()> action)
{
    auto *button = new QPushButton(name, this);
    connect(button, &QPushButton::clicked, this, std::move(action));
    m_buttons->insertWidget(m_buttons->count() - 1, button);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
    // The layout asks for the height at the buttons' width, which may be more than the text gets. No text has none (-1).
    m_text->setMinimumHeight(std::max(0, m_text->heightForWidth(widest_px)));
}

} // namespace tgc::desktop
