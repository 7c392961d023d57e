// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

class QApplication;

namespace tgc::desktop {

enum class Appearance { System, Light, Dark };

/// Colours carry state, never alone: each stands beside a word.
enum class State { Good, Waiting, Bad, Busy, Offline };
[[nodiscard]] QColor stateColour(State state);
/// A background of that colour on which the palette's text stays readable.
[[nodiscard]] QColor softened(const QColor &colour, const QPalette &palette);
/// The colour, lightened or darkened until it reads as text on the palette's window.
[[nodiscard]] QColor readable(const QColor &colour, const QPalette &palette);
[[nodiscard]] bool isDark(const QPalette &palette);

/// Fusion style, palette, body font and the few style rules all windows share (targets of at least 32 px).
void applyAppearance(QApplication &app, Appearance appearance);

} // namespace tgc::desktop
