// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/dose_command.h"

#include "app/session/bench/dosing.h"
#include "app/session/bench/interlock_commands.h"

namespace tgc::bench {

using nlohmann::json;

namespace {

const std::vector<std::string_view> &known()
{
    static const std::vector<std::string_view> names{"volume_mL",
                                                     "vial_volume_mL",
                                                     "solids_volume_mL",
                                                     "liquid_volume_mL",
                                                     "initial_pressure_kPa",
                                                     "temperature_C",
                                                     "pressure_rating_kPa",
                                                     "li_upper_mAh",
                                                     "vial",
                                                     "override",
                                                     "confirm"};
    return names;
}

DoseQuestion questionOf(CommandArgs &args)
{
    const auto as = [&](const char *key, auto make) {
        const auto value = args.number(key);
        return value ? std::optional(make(*value)) : std::nullopt;
    };
    DoseQuestion question;
    question.dose = as("volume_mL", milliliters);
    question.vial = as("vial_volume_mL", milliliters);
    question.solids = as("solids_volume_mL", milliliters);
    question.liquid = as("liquid_volume_mL", milliliters);
    question.initialPressure = as("initial_pressure_kPa", kilopascals);
    question.temperature = as("temperature_C", celsius);
    question.rating = as("pressure_rating_kPa", kilopascals);
    question.lithium = as("li_upper_mAh", milliampereHours);
    return question;
}

/// `override`: {"by", "reason"}, both with something in them.
Result<std::optional<DoseWord>> wordIn(const json &args)
{
    const auto found = args.is_object() ? args.find("override") : args.end();
    if (!args.is_object() || found == args.end() || found->is_null()) {
        return std::optional<DoseWord>();
    }
    if (!found->is_object()) {
        return fail(ErrorCode::BadInput, "override must be a map of by and reason");
    }
    CommandArgs inner("override", *found, {"by", "reason"});
    const InterlockWord typed = typedWord(inner);
    if (const auto good = inner.check(); !good) {
        return fail(good.error());
    }
    return std::optional(DoseWord{typed.by, typed.reason});
}

} // namespace

Result<json> doseCheck(BenchParts &parts, const json &given)
{
    CommandArgs args("dose.check", given, known());
    const DoseQuestion question = questionOf(args);
    const std::string vial = args.text("vial").value_or("");
    const double asked_mL = args.number("volume_mL").value_or(0.0);
    (void)args.flag("confirm");
    if (const auto good = args.check(); !good) {
        return fail(good.error());
    }
    json answer = doseCheckJson(question);
    answer["interlocks"] = parts.interlocks.whyNot(vial, asked_mL);
    return answer;
}

Result<json> doseNow(BenchParts &parts, const json &given, const std::function<Result<void>(CommandArgs &)> &mayMove)
{
    CommandArgs args("dose", given, known());
    const DoseQuestion question = questionOf(args);
    const std::string vial = args.text("vial").value_or("");
    const auto word = wordIn(given);
    if (!word) {
        args.bad(word.error().message);
    }
    if (const auto may = mayMove(args); !may) {
        return fail(may.error());
    }
    if (vial.empty() && parts.interlocks.countsVials()) {
        return fail(ErrorCode::BadInput,
                    "dose: vial is missing; this bench bounds what one vial may get, so say which one it is");
    }
    const auto outcome = doseByDevice(parts, question, std::nullopt, vial, *word);
    if (!outcome) {
        return fail(outcome.error());
    }
    return json{{"delivered_mL", numberOrNull(outcome->delivered_mL)},
                {"known", outcome->known},
                {"at_most_mL", outcome->atMost_mL},
                {"evidence", outcome->evidence},
                {"worst_kPa", outcome->leave.worst_kPa}};
}

} // namespace tgc::bench
