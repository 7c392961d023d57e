// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/plot_colours.h"

#include <array>

namespace tgc::desktop {

PlotColours PlotColours::from(const QPalette &palette)
{
    PlotColours c;
    c.background = palette.color(QPalette::Base);
    c.text = palette.color(QPalette::Text);
    const bool dark = c.background.lightness() < 128;
    c.grid = dark ? QColor(0x3a, 0x3f, 0x45) : QColor(0xe3, 0xe6, 0xe9);
    c.trace = dark ? QColor(0xd5, 0xdb, 0xe1) : QColor(0x22, 0x2b, 0x33);
    c.baseline = dark ? QColor(0xff, 0x6b, 0x6b) : QColor(0xc6, 0x20, 0x2c);
    c.faint = dark ? QColor(0x8a, 0x93, 0x9c) : QColor(0x66, 0x70, 0x79);
    c.window = dark ? QColor(0x5b, 0xa3, 0x6a, 60) : QColor(0x3c, 0x91, 0x52, 34);
    c.peakFill = dark ? QColor(0x6c, 0xa8, 0xd8, 70) : QColor(0x2f, 0x6f, 0x9f, 50);
    c.selectedFill = dark ? QColor(0x6c, 0xa8, 0xd8, 180) : QColor(0x2f, 0x6f, 0x9f, 150);
    c.saturated = QColor(0xd9, 0x7a, 0x00, dark ? 90 : 60);
    return c;
}

std::pair<QColor, Qt::PenStyle> PlotColours::line(std::size_t i) const
{
    const std::array<QColor, 8> hues{trace,
                                     QColor(0xD5, 0x5E, 0x00),
                                     QColor(0x00, 0x72, 0xB2),
                                     QColor(0x00, 0x9E, 0x73),
                                     QColor(0xCC, 0x79, 0xA7),
                                     QColor(0xE6, 0x9F, 0x00),
                                     QColor(0x56, 0xB4, 0xE9),
                                     QColor(0x8A, 0x7B, 0x00)};
    constexpr std::array styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine};
    return {hues[i % hues.size()], styles[i / hues.size() % styles.size()]};
}

} // namespace tgc::desktop
