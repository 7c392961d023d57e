// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/breakdown_json.h"

#include "app/formats/breakdown_table.h"
#include "app/formats/json_object.h"

namespace tgc::formats {

namespace {

std::string sharesJson(const VarianceBudget &budget)
{
    JsonObject shares;
    for (const auto &[input, share] : budget) {
        shares.number(input, share);
    }
    return shares.str();
}

} // namespace

std::string breakdownJson(const Breakdown &row)
{
    JsonObject object;
    for (const BreakdownCell &cell : breakdownCells(row)) {
        object.raw(cell.column, cell.text.empty() ? "null" : cell.isNumber ? cell.text : jsonText(cell.text));
    }
    JsonObject budget;
    budget.raw("li0_mAh", sharesJson(row.li0Budget));
    if (row.sei) {
        budget.raw("sei_li_mAh", sharesJson(row.seiBudget));
    }
    object.raw("budget", budget.str());
    JsonObject assumes; // an object: exports of a store take over the columns only
    assumes.text("reaction", row.reaction);
    if (row.li0FallPerPercentLiH) {
        assumes.number("li0_mAh_per_percent_lih", -inMilliampereHours(*row.li0FallPerPercentLiH));
    }
    object.raw("assumes", assumes.str());
    return object.str();
}

} // namespace tgc::formats
