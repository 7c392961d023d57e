// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/dosing.h"

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

nlohmann::json doseCheckJson(const DoseSafety &safety)
{
    return {{"safe", safety.safe},
            {"worst_kPa", numberOrNull(kPa(safety.worstGauge))},
            {"worst_absolute_kPa", numberOrNull(kPa(safety.worst))},
            {"limit_kPa", numberOrNull(kPa(safety.limit))},
            {"sentence", safety.sentence},
            {"missing", safety.missing}};
}

void tellDose(const BenchCore &core, std::optional<int> line, double asked_mL, const DoseOutcome &outcome)
{
    core.tell("dose", {{"line", line ? nlohmann::json(*line) : nlohmann::json(nullptr)},
                       {"asked_mL", asked_mL},
                       {"delivered_mL", numberOrNull(outcome.delivered_mL)},
                       {"known", outcome.known},
                       {"at_most_mL", outcome.atMost_mL},
                       {"evidence", outcome.evidence},
                       {"worst_kPa", outcome.worst_kPa}});
}

Error doseFailed(double asked_mL, const Error &trouble)
{
    return {trouble.code, "the dose of " + spoken(asked_mL) + " mL failed, and is not repeated: " + trouble.message};
}

Result<DoseOutcome> doseByDevice(BenchParts &parts, const DoseQuestion &question, std::optional<int> line)
{
    auto outcome = tryDose(parts, question, line);
    if (outcome && outcome->trouble) {
        return tl::unexpected(doseFailed(inMilliliters(*question.dose), *outcome->trouble));
    }
    return outcome;
}

Result<DoseOutcome> tryDose(BenchParts &parts, const DoseQuestion &question, std::optional<int> line)
{
    const DoseSafety safety = doseSafety(question);
    if (!safety.safe) {
        return fail(ErrorCode::Unsupported, safety.sentence);
    }
    const auto pump = parts.find(parts.core.file.roles.titrator);
    if (!pump) {
        return fail(ErrorCode::BadInput, "no device of this bench is the titrator: dose by hand");
    }
    const double asked_mL = inMilliliters(*question.dose);
    bool sent = false;
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
            if (const auto interruption = parts.waiter.interruption()) {
                return fail(ErrorCode::Busy, "not dosed: " + interruption->why);
            }
            sent = true;
            return titrator->dose(*question.dose, parts.core.now() + longestDose(pump->slot.entry(), asked_mL));
        });
    if (!dosed && (!sent || dosed.error().code == ErrorCode::BadInput)) {
        return fail(dosed.error()); // nothing was sent
    }
    DoseOutcome outcome;
    outcome.worst_kPa = inKilopascals(*safety.worstGauge);
    outcome.known = dosed && dosed->known;
    outcome.atMost_mL = dosed ? inMilliliters(dosed->atMost) : asked_mL;
    outcome.evidence = dosed ? dosed->evidence : dosed.error().message;
    if (outcome.known) {
        outcome.delivered_mL = inMilliliters(dosed->delivered);
    }
    tellDose(parts.core, line, asked_mL, outcome);
    if (!dosed) {
        outcome.trouble = dosed.error();
    }
    return outcome;
}

} // namespace tgc::bench
