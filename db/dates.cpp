// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/dates.h"

#include <chrono>
#include <cstddef>

namespace tgc::db {

bool isDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    int parts[3] = {0, 0, 0};
    int part = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7) {
            ++part;
        } else if (text[i] < '0' || text[i] > '9') {
            return false;
        } else {
            parts[part] = 10 * parts[part] + (text[i] - '0');
        }
    }
    return std::chrono::year_month_day(std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                                       std::chrono::day(static_cast<unsigned>(parts[2])))
        .ok();
}

} // namespace tgc::db
