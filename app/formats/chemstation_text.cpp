// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/chemstation_text.h"

namespace tgc::formats {

std::string chemstationUnit(std::string_view unit)
{
    std::string plain;
    for (std::size_t i = 0; i < unit.size(); ++i) {
        // Both the micro sign (U+00B5) and the Greek letter (U+03BC) are in use.
        if (unit.substr(i).starts_with("\xC2\xB5") || unit.substr(i).starts_with("\xCE\xBC")) {
            plain += 'u';
            ++i;
        } else if (unit[i] != ' ') {
            plain += unit[i];
        }
    }
    return plain;
}

} // namespace tgc::formats
