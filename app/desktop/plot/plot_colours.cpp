// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/plot_colours.h"

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
    c.faint = dark ? QColor(0x8a, 0x93, 0x9c) : QColor(0x7b, 0x84, 0x8d);
    c.window = dark ? QColor(0x5b, 0xa3, 0x6a, 60) : QColor(0x3c, 0x91, 0x52, 34);
    c.peakFill = dark ? QColor(0x6c, 0xa8, 0xd8, 70) : QColor(0x2f, 0x6f, 0x9f, 50);
    c.selectedFill = dark ? QColor(0x6c, 0xa8, 0xd8, 180) : QColor(0x2f, 0x6f, 0x9f, 150);
    return c;
}

} // namespace tgc::desktop
