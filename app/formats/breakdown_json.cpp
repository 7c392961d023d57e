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

std::string reactionJson(const ReactionProgress &progress)
{
    const auto minutes = [](const std::optional<Time> &time) {
        return time ? std::optional(inMinutes(*time)) : std::nullopt;
    };
    return JsonObject()
        .text("state", toString(progress.state))
        .number("draws", static_cast<double>(progress.values))
        .number("plateau_umol", progress.plateau)
        .number("time_constant_min", minutes(progress.timeConstant))
        .number("further_rise_rel", progress.furtherRise)
        .number("u_further_rise_rel", progress.furtherRiseU)
        .number("further_rise_rel_low", progress.furtherRiseLow)
        .number("further_rise_rel_high", progress.furtherRiseHigh)
        .number("wait_min", minutes(progress.wait))
        .text("says", progress.sentence)
        .str();
}

std::string airJson(const AirMarker &marker)
{
    return JsonObject()
        .flag("air", marker.air)
        .text("area", marker.perMilliliter ? "per mL injected" : "as given")
        .number("n2_most", marker.most)
        .number("n2_limit", marker.limit)
        .number("n2_blank_mean", marker.blankMean)
        .number("injections", static_cast<double>(marker.injections))
        .number("blank_injections", static_cast<double>(marker.blankInjections))
        .text("says", marker.sentence)
        .str();
}

std::string worstCaseJson(const DoseSafety &worst)
{
    const auto kPa = [](const std::optional<Pressure> &pressure) {
        return pressure ? std::optional(inKilopascals(*pressure)) : std::nullopt;
    };
    return JsonObject()
        .flag("safe", worst.safe)
        .number("pressure_kPa", kPa(worst.worst))
        .number("gauge_kPa", kPa(worst.worstGauge))
        .number("allowed_gauge_kPa", kPa(worst.limit))
        .number("h2_umol", worst.hydrogen ? std::optional(inMicromoles(*worst.hydrogen)) : std::nullopt)
        .text("says", worst.reason)
        .str();
}

std::string balanceJson(const BalanceInWords &balance)
{
    return JsonObject()
        .optionalText("case", balance.letter.empty() ? std::nullopt : std::optional(balance.letter))
        .text("equation", balance.equation)
        .optionalText("means", balance.means.empty() ? std::nullopt : std::optional(balance.means))
        .raw("notes", jsonTexts(balance.notes))
        .str();
}

std::string checkListJson(const std::vector<PartInVial> &parts)
{
    std::vector<std::string> list;
    for (const PartInVial &part : parts) {
        list.push_back(JsonObject()
                           .text("part", part.part)
                           .text("verdict", part.verdict)
                           .text("says", part.words)
                           .optionalText("source", part.source.empty() ? std::nullopt : std::optional(part.source))
                           .str());
    }
    return jsonArray(list);
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
        // No flag is a finding, not an unknown: an empty list of words, where other empty cells are null.
        const bool unknown = cell.text.empty() && cell.column != "flags";
        object.raw(cell.column, unknown ? "null" : cell.isNumber ? cell.text : jsonText(cell.text));
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
    if (!row.checkList.empty()) {
        assumes.raw("check_list", checkListJson(row.checkList));
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
    // Each only where there is something to say.
    if (row.progress) {
        object.raw("reaction", reactionJson(*row.progress));
    }
    if (row.air) {
        object.raw("air", airJson(*row.air));
    }
    if (row.worstCase) {
        object.raw("worst_case", worstCaseJson(*row.worstCase));
    }
    if (row.balance) {
        object.raw("charge_balance", balanceJson(*row.balance));
    }
    return object.str();
}

} // namespace tgc::formats
