// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/rail.h"

#include <QEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace tgc::desktop {

namespace {

constexpr int railWidth_px = 104;
constexpr int buttonHeight_px = 64;
constexpr int icon_px = 28;

} // namespace

Rail::Rail(QWidget *parent) : QFrame(parent), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("rail"));
    setFixedWidth(railWidth_px);
    m_column->setContentsMargins(4, 8, 4, 8);
    m_column->setSpacing(4);
    m_column->addStretch(1);
    setStyleSheet(QStringLiteral("QToolButton { border: none; border-left: 3px solid transparent; padding: 4px 2px; }"
                                 "QToolButton:checked { border-left: 3px solid palette(highlight);"
                                 "  background: palette(base); font-weight: 600; }"
                                 "QToolButton:hover:!checked { background: palette(alternate-base); }"
                                 "QToolButton:focus { border: 1px solid palette(highlight); }"));
}

void Rail::add(const QString &title, RailIcon icon, const QString &shortcut)
{
    put(static_cast<int>(m_buttons.size()), title, icon, shortcut);
}

void Rail::addOnTop(const QString &title, RailIcon icon, const QString &shortcut)
{
    put(0, title, icon, shortcut);
}

void Rail::put(int place, const QString &title, RailIcon icon, const QString &shortcut)
{
    auto *button = new QToolButton(this);
    const int index = static_cast<int>(m_buttons.size());
    button->setText(title);
    button->setToolTip(tr("%1 (%2)").arg(title, shortcut));
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setFixedHeight(buttonHeight_px);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setIconSize(QSize(icon_px, icon_px));
    connect(button, &QToolButton::clicked, this, [this, index] { emit chosen(index); });
    m_column->insertWidget(place, button);
    m_buttons.push_back(button);
    m_icons.push_back(icon);
    paintIcons();
}

void Rail::setCurrent(int index)
{
    m_buttons.at(static_cast<std::size_t>(index))->setChecked(true);
}

void Rail::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        paintIcons();
    }
}

void Rail::paintIcons()
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setIcon(railIcon(m_icons[i], palette()));
    }
}

} // namespace tgc::desktop
