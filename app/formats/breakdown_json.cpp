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
    return object.raw("budget", budget.str()).str();
}

} // namespace tgc::formats
