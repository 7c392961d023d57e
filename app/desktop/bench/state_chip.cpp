// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/state_chip.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>

namespace tgc::desktop {

StateChip::StateChip(QWidget *parent) : QLabel(parent)
{
    setObjectName(QStringLiteral("stateChip"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    dress();
}

void StateChip::setWords(const StateWords &words)
{
    const QString shown = words.icon + QStringLiteral("  ") + words.word;
    if (shown == text() && words.state == m_state) {
        return;
    }
    setText(shown);
    m_state = words.state;
    dress();
}

void StateChip::dress()
{
    const QScopedValueRollback busy(m_dressing, true);
    const QColor colour = stateColour(m_state);
    const QPalette palette = QApplication::palette(); // this widget's own has the chip's colour in it already
    setStyleSheet(QStringLiteral("#stateChip { background: %1; color: %2; border: 1px solid %3; border-radius: 3px;"
                                 " padding: 2px 8px; font-weight: 600; }")
                      .arg(softened(colour, palette).name(), readable(colour, palette).name(), colour.name()));
}

void StateChip::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_dressing) {
        dress();
    }
}

} // namespace tgc::desktop
