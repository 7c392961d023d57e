// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>

/// The paper and its ink. Lengths on a page are in dots of 1/600 inch; figures and text know no other unit.
namespace tgc::report {

inline constexpr int dotsPerInch = 600;

[[nodiscard]] constexpr double mm(double length)
{
    return length * dotsPerInch / 25.4;
}
/// Typographic points, 1/72 inch.
[[nodiscard]] constexpr double pt(double size)
{
    return size * dotsPerInch / 72.0;
}

inline constexpr double pageWidth = mm(210.0); ///< ISO A4
inline constexpr double pageHeight = mm(297.0);
inline constexpr double leftMargin = mm(18.0);
inline constexpr double textWidth = pageWidth - 2.0 * leftMargin;

inline constexpr double bodySize_pt = 9.0;
inline constexpr double tableSize_pt = 8.0;
inline constexpr double figureSize_pt = 7.5;

inline const QColor inkColour{0x22, 0x2B, 0x33};
inline const QColor faintColour{0x6B, 0x75, 0x7E};
inline const QColor gridColour{0xDD, 0xE1, 0xE5};
inline const QColor headFill{0xEE, 0xF1, 0xF4};
inline const QColor baselineColour{0xC6, 0x20, 0x2C};
inline const QColor liMetalColour{0xB5, 0x53, 0x1C};
inline const QColor seiColour{0x2F, 0x6F, 0x9F};
inline const QColor simulatedFill{0xF6, 0xC3, 0x44};

/// The reports' typeface at a size in points; sized in dots, so that text is as wide as it was measured.
[[nodiscard]] QFont paperFont(double size_pt, bool bold = false);

} // namespace tgc::report
