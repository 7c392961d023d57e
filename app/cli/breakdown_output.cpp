// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/breakdown_output.h"

#include "app/cli/json_object.h"
#include "app/formats/breakdown_table.h"

namespace tgc::cli {

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

formats::OutTable breakdownTable(const std::vector<Breakdown> &rows)
{
    formats::OutTable table{"breakdown", {}, {}};
    for (const Breakdown &row : rows) {
        std::vector<formats::OutCell> cells(table.columns.size());
        for (formats::BreakdownCell &cell : formats::breakdownCells(row)) {
            std::size_t i = 0;
            while (i < table.columns.size() && table.columns[i] != cell.column) {
                ++i;
            }
            if (i == table.columns.size()) { // a column that earlier rows did not have stays empty there
                table.columns.push_back(cell.column);
                cells.emplace_back();
                for (auto &earlier : table.rows) {
                    earlier.emplace_back();
                }
            }
            cells[i] = {std::move(cell.text), cell.isNumber};
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

std::string breakdownJson(const Breakdown &row)
{
    JsonObject object;
    for (const formats::BreakdownCell &cell : formats::breakdownCells(row)) {
        object.raw(cell.column, cell.text.empty() ? "null" : cell.isNumber ? cell.text : jsonText(cell.text));
    }
    JsonObject budget;
    budget.raw("li0_mAh", sharesJson(row.li0Budget));
    if (row.sei) {
        budget.raw("sei_li_mAh", sharesJson(row.seiBudget));
    }
    return object.raw("budget", budget.str()).str();
}

} // namespace tgc::cli
