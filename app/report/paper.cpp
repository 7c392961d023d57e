// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/paper.h"

#include <cmath>

namespace tgc::report {

namespace {

constexpr double leastSpacing = 0.02; ///< dots; Qt keeps 64ths

} // namespace

QFont paperFont(double size_pt, bool bold)
{
    QFont font;
    font.setFamilies({QStringLiteral("DejaVu Sans"), QStringLiteral("Liberation Sans"), QStringLiteral("Noto Sans")});
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(static_cast<int>(std::lround(pt(size_pt))));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    // Qt makes no ligatures in spaced text: "fit" is to be found in the file by whoever searches for it.
    font.setLetterSpacing(QFont::AbsoluteSpacing, leastSpacing);
    return font;
}

} // namespace tgc::report
