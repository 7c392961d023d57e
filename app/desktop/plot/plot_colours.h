// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <utility>

namespace tgc::desktop {

/// The few colours of all plots. The two data colours are the same on every screen and in every export; they differ
/// in lightness too, so that they stay apart in grey print and for colour-blind eyes.
struct PlotColours {
    QColor background;
    QColor text;
    QColor grid;
    QColor trace;      ///< raw data
    QColor baseline;   ///< thin red
    QColor faint;      ///< what is shown for comparison only
    QColor window;     ///< light shade of a time window
    QColor peakFill;
    QColor selectedFill;
    QColor saturated;  ///< shade where the digitiser was at the end of its range
    QColor liMetal{0xB5, 0x53, 0x1C};
    QColor sei{0x2F, 0x6F, 0x9F};

    /// Of the run number `i` of several in one picture: told apart by colour-blind eyes (Okabe and Ito's colours), the
    /// first as a single trace is drawn, from the ninth on dashed.
    [[nodiscard]] std::pair<QColor, Qt::PenStyle> line(std::size_t i) const;

    /// Follows the palette: dark on light or light on dark.
    [[nodiscard]] static PlotColours from(const QPalette &palette);
};

} // namespace tgc::desktop
