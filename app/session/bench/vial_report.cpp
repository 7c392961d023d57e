// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/vial_report.h"

#include "analysis/core/decimal.h"
#include "app/session/bench/bench_core.h"
#include "app/session/bench/dosing.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

namespace {

constexpr const char *hand = "hand";

std::string typed(const QueueLine &line, const char *column)
{
    const auto found = line.texts.find(column);
    return found != line.texts.end() ? found->second : std::string();
}

std::string whose(const VialReporter &reporter)
{
    return "queue of " + reporter.file.name + ", line " + std::to_string(reporter.line.line) + " (" +
           std::to_string(reporter.id) + ")";
}

day::StationStep stepOf(const VialReporter &reporter, day::Step what, std::chrono::system_clock::time_point at)
{
    day::StationStep step;
    step.step.sampleId = reporter.line.sampleId;
    step.step.step = what;
    step.step.at = at;
    step.step.by = "station " + reporter.file.name;
    step.step.how = "station";
    step.step.note = whose(reporter);
    step.sealed_kPa = typed(reporter.line, "initial_pressure_kPa");
    step.simulated = reporter.file.simulated;
    return step;
}

/// Who did it: a person by hand, or a device.
void done(day::StationStep &step, const std::string &device, const std::string &person)
{
    if (device == "manual") {
        step.step.how = hand;
        step.step.by = person.empty() ? "a person" : person;
    } else {
        step.step.how = device;
    }
}

} // namespace

std::optional<day::StationStep> doseStep(const VialReporter &reporter, const DoseFact &dose)
{
    const bool known = dose.state == DoseFact::State::Given;
    if (!known && dose.state != DoseFact::State::Unknown) {
        return std::nullopt;
    }
    const double amount_mL = known ? dose.delivered_mL.value_or(0.0) : dose.asked_mL;
    const auto at = parseUtc(dose.knownUtc.empty() ? dose.askedUtc : dose.knownUtc);
    if (!reporter.reports() || !at || !(amount_mL > 0.0)) {
        return std::nullopt;
    }
    day::StationStep step = stepOf(reporter, day::Step::Dosed, *at);
    done(step, dose.byHand ? "manual" : reporter.file.roles.titrator, dose.by);
    step.step.value = shortest(amount_mL);
    step.step.unit = "mL";
    step.step.known = known;
    step.step.note +=
        ": " + (known ? dose.evidence : "it may have got up to " + spoken(dose.atMost_mL) + " mL; " + dose.evidence);
    if (const auto &reaction_s = reporter.line.reaction_s) {
        // The board's clock is the wall's, also where a simulated bench is faster.
        const bool scaled = reporter.file.timeScale < 1.0 || reporter.file.timeScale > 1.0;
        step.step.reaction_s =
            scaled ? shortest(*reaction_s / reporter.file.timeScale) : typed(reporter.line, "reaction_s");
    }
    if (const auto leave = doseLeave(doseQuestionOf(reporter.line), wordOf(reporter.line)); leave && leave->override_) {
        step.step.overrideReason = leave->override_->by + ": " + leave->override_->reason;
    }
    return step;
}

day::StationStep readyStep(const VialReporter &reporter, std::chrono::system_clock::time_point at)
{
    return stepOf(reporter, day::Step::Ready, at);
}

day::StationStep faultStep(const VialReporter &reporter, std::chrono::system_clock::time_point at,
                           const std::string &why)
{
    day::StationStep step = stepOf(reporter, day::Step::Fault, at);
    step.step.note = why + " [" + step.step.note + "]";
    return step;
}

day::StationStep drawStep(const VialReporter &reporter, const DrawFact &draw)
{
    day::StationStep step = stepOf(reporter, day::Step::Draw, draw.at);
    done(step, reporter.file.roles.sampler, draw.by);
    if (std::string volume = typed(reporter.line, "injection_volume_mL"); !volume.empty()) {
        step.step.value = std::move(volume);
        step.step.unit = "mL";
    }
    step.step.note += ", injection " + std::to_string(draw.injection) + ", run " + draw.run;
    if (!draw.discarded.empty()) {
        step.step.note += ", discarded: " + draw.discarded;
    }
    return step;
}

day::StationStep acknowledgedStep(const VialReporter &reporter, const RecoveryChoice &choice,
                                  std::chrono::system_clock::time_point at)
{
    day::StationStep step = stepOf(reporter, day::Step::Acknowledged, at);
    done(step, "manual", choice.by);
    step.step.note = choice.reason +
                     (choice.dosed_mL ? "; the vial got " + spoken(*choice.dosed_mL) + " mL" : std::string()) + " [" +
                     step.step.note + ", " + choice.choice + "]";
    return step;
}

} // namespace tgc::bench
