// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/checks_near.h"

#include <algorithm>
#include <cmath>

namespace tgc::session {

namespace {

bool sameClock(const WrittenTime &a, const WrittenTime &b)
{
    return a.zoned == b.zoned && !a.dateOnly && !b.dateOnly;
}

} // namespace

std::vector<WrittenTime> injectionTimes(const formats::TextTable &table)
{
    std::vector<WrittenTime> times;
    const auto column = table.column("injected_at");
    for (const auto &row : table.rows) {
        if (const auto time = column ? writtenTime(row.cells[*column]) : std::nullopt) {
            times.push_back(*time);
        }
    }
    return times;
}

formats::TextTable checksNear(const formats::TextTable &checks, std::span<const WrittenTime> injections)
{
    const auto column = checks.column("injected_at");
    if (!column || injections.empty()) {
        return checks;
    }
    formats::TextTable near = checks;
    std::erase_if(near.rows, [&](const auto &row) {
        const auto at = writtenTime(row.cells[*column]);
        return at && std::all_of(injections.begin(), injections.end(), [&](const WrittenTime &injection) {
                   return sameClock(*at, injection) &&
                          std::abs(inSeconds(at->since1970 - injection.since1970)) > inSeconds(batchReach);
               });
    });
    return near;
}

} // namespace tgc::session
