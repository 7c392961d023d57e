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

std::string blankJson(const BlankSuitability &blank)
{
    const auto micromoles = [](const std::optional<Amount> &amount) {
        return amount ? std::optional(inMicromoles(*amount)) : std::nullopt;
    };
    return JsonObject()
        .text("group", blank.group)
        .number("n", blank.count)
        .number("mean_umol", micromoles(blank.mean))
        .number("sd_umol", micromoles(blank.sd))
        .number("critical_umol", micromoles(blank.critical))
        .text("verdict", toString(blank.verdict))
        .raw("words", jsonTexts(blank.words))
        .str();
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
    if (row.blank) {
        object.raw("blank", blankJson(*row.blank));
    }
    JsonObject assumes; // an object: exports of a store take over the columns only
    assumes.text("reaction", row.reaction);
    if (row.li0FallPerPercentLiH) {
        assumes.number("li0_mAh_per_percent_lih", -inMilliampereHours(*row.li0FallPerPercentLiH));
    }
    for (const AppliedCorrection &correction : row.corrections) {
        const bool drift = correction.kind == AppliedCorrection::Kind::Drift;
        JsonObject by;
        by.number(drift ? "response" : "recovery", correction.by.value).number("u", correction.by.u);
        by.text("from", drift                                                       ? "check standards before and after"
                        : correction.kind == AppliedCorrection::Kind::CheckRecovery ? "mean of the check standards"
                                                                                    : "stated");
        assumes.raw(drift ? "divided_by_drift" : "divided_by_recovery", by.str());
    }
    object.raw("assumes", assumes.str());
    return object.str();
}

} // namespace tgc::formats
