// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/dosing.h"

#include "analysis/quantification/dose_override.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

std::optional<double> kPa(const std::optional<Pressure> &pressure)
{
    return pressure ? std::optional(inKilopascals(*pressure)) : std::nullopt;
}

/// Aspirating and dispensing at the configured speed, half as long again, and the valve's and plunger's overhead.
drivers::Duration longestDose(const DeviceEntry &pump, double volume_mL)
{
    const double moves_s = 2.0 * 60.0 * volume_mL / pump.speed_mL_per_min;
    return std::chrono::duration_cast<drivers::Duration>(std::chrono::duration<double>(1.5 * moves_s)) + 20s;
}

} // namespace

std::optional<DoseWord> wordOf(const QueueLine &line)
{
    return line.overrideBy.empty() ? std::nullopt : std::optional(DoseWord{line.overrideBy, line.overrideReason});
}

Result<DoseLeave> doseLeave(const DoseQuestion &question, const std::optional<DoseWord> &word)
{
    const DoseOverride checked = doseOverride(question);
    if (checked.asked.safe) {
        return DoseLeave{inKilopascals(*checked.asked.worstGauge), checked.asked.sentence};
    }
    if (!word) {
        return fail(ErrorCode::Unsupported, checked.asked.sentence);
    }
    if (!checked.possible) {
        return fail(ErrorCode::Unsupported, checked.asked.sentence + "; " + checked.sentence);
    }
    return DoseLeave{inKilopascals(*checked.stretched.worstGauge),
                     "Against the check, on the word of " + word->by + " (" + word->reason + "): " + checked.sentence,
                     word, checked.asked.reason};
}

nlohmann::json doseCheckJson(const DoseQuestion &question)
{
    const DoseOverride checked = doseOverride(question);
    const DoseSafety &safety = checked.asked;
    return {{"safe", safety.safe},
            {"worst_kPa", numberOrNull(kPa(safety.worstGauge))},
            {"worst_absolute_kPa", numberOrNull(kPa(safety.worst))},
            {"limit_kPa", numberOrNull(kPa(safety.limit))},
            {"sentence", safety.sentence},
            {"missing", safety.missing},
            {"override", safety.safe ? nlohmann::json(nullptr)
                                     : nlohmann::json{{"possible", checked.possible}, {"sentence", checked.sentence}}}};
}

void tellDose(const BenchCore &core, std::optional<int> line, double asked_mL, const DoseOutcome &outcome)
{
    nlohmann::json mark = nullptr;
    if (const auto &word = outcome.leave.override_) {
        mark = {{"by", word->by}, {"reason", word->reason}, {"refused", outcome.leave.refused}};
        core.log("warning", "a dose of " + spoken(asked_mL) + " mL was given against its check, on the word of " +
                                word->by + ": " + word->reason + "; the check had said: " + outcome.leave.refused);
    }
    core.tell("dose", {{"line", line ? nlohmann::json(*line) : nlohmann::json(nullptr)},
                       {"asked_mL", asked_mL},
                       {"delivered_mL", numberOrNull(outcome.delivered_mL)},
                       {"known", outcome.known},
                       {"at_most_mL", outcome.atMost_mL},
                       {"evidence", outcome.evidence},
                       {"worst_kPa", outcome.leave.worst_kPa},
                       {"override", mark}});
}

Error doseFailed(double asked_mL, const Error &trouble)
{
    return {trouble.code, "the dose of " + spoken(asked_mL) + " mL failed, and is not repeated: " + trouble.message};
}

Result<DoseOutcome> doseByDevice(BenchParts &parts, const DoseQuestion &question, std::optional<int> line,
                                 const std::string &vial, const std::optional<DoseWord> &word)
{
    auto outcome = tryDose(parts, question, line, {vial, word}, parts.waiter);
    if (outcome && outcome->trouble) {
        return tl::unexpected(doseFailed(inMilliliters(*question.dose), *outcome->trouble));
    }
    return outcome;
}

Result<DoseOutcome> tryDose(BenchParts &parts, const DoseQuestion &question, std::optional<int> line,
                            const DoseTarget &target, const Waiter &waiter)
{
    const auto leave = doseLeave(question, target.word);
    if (!leave) {
        return fail(leave.error());
    }
    const auto pump = parts.find(parts.core.file.roles.titrator);
    if (!pump) {
        return fail(ErrorCode::BadInput, "no device of this bench is the titrator: dose by hand");
    }
    const double asked_mL = inMilliliters(*question.dose);
    bool sent = false;
    std::uint64_t counted = 0;
    const auto dosed =
        pump->bus.command<drivers::Dose>(pump->slot, [&](drivers::Device &device) -> Result<drivers::Dose> {
            auto *titrator = dynamic_cast<drivers::Titrator *>(&device);
            if (titrator == nullptr) {
                return fail(ErrorCode::Unsupported, pump->slot.entry().id + " cannot dose");
            }
            if (!titrator->initialised()) {
                return fail(ErrorCode::BadInput, pump->slot.entry().id +
                                                     " is not initialised; that moves liquid, so a person must ask "
                                                     "for it (titrator.initialise)");
            }
            if (*question.dose > titrator->largestDose()) {
                return fail(ErrorCode::BadInput, spoken(asked_mL) + " mL are more than the largest dose of " +
                                                     pump->slot.entry().id + ", " +
                                                     spoken(inMilliliters(titrator->largestDose())) + " mL");
            }
            if (const auto interruption = waiter.interruption()) {
                return fail(ErrorCode::Busy, "not dosed: " + interruption->why);
            }
            const auto let = parts.interlocks.letDose(target.vial, asked_mL);
            if (!let) {
                return fail(let.error());
            }
            counted = *let;
            sent = true;
            return titrator->dose(*question.dose, parts.core.now() + longestDose(pump->slot.entry(), asked_mL));
        });
    if (!dosed && (!sent || dosed.error().code == ErrorCode::BadInput)) {
        parts.interlocks.settle(counted, 0.0);
        return fail(dosed.error()); // nothing was sent
    }
    DoseOutcome outcome;
    outcome.leave = *leave;
    outcome.known = dosed && dosed->known;
    outcome.atMost_mL = dosed ? inMilliliters(dosed->atMost) : asked_mL;
    outcome.evidence = dosed ? dosed->evidence : dosed.error().message;
    if (outcome.known) {
        outcome.delivered_mL = inMilliliters(dosed->delivered);
    }
    parts.interlocks.settle(counted, outcome.atMost_mL);
    tellDose(parts.core, line, asked_mL, outcome);
    if (!dosed) {
        outcome.trouble = dosed.error();
    }
    return outcome;
}

} // namespace tgc::bench
