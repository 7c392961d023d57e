// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a line that dose its vial and wait for the reaction.
#include "app/session/bench/dosing.h"
#include "app/session/bench/line_work.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

namespace {

tl::unexpected<Error> interrupted()
{
    return fail(ErrorCode::Busy, "interrupted");
}

} // namespace

LineWork::Next LineWork::dose()
{
    if (!m_line.wantsDose()) {
        return Step::Held;
    }
    if (!m_dose.mayDose()) {
        return doseOfBefore();
    }
    const DoseQuestion question = doseQuestionOf(m_line);
    // First of all: an unsafe dose moves nothing, not even a needle.
    const auto leave = leaveToDose(question);
    if (!leave) {
        return fail(leave.error());
    }
    const auto &roles = m_parts.core.file.roles;
    if (roles.titrator == "manual") {
        return doseByHand(question, *leave);
    }
    for (const std::string *id : {&roles.titrator, &roles.sampler}) {
        if (const auto there = deviceThere(*id); !there) {
            return fail(there.error().code, "not dosed: " + there.error().message);
        }
    }
    // Needle and titrant line go to the vial where a sampler moves them.
    if (const auto sampler = m_parts.find(roles.sampler); sampler && m_line.vial) {
        const auto placed = sampler->bus.command<void>(sampler->slot, [&](drivers::Device &device) -> Result<void> {
            auto *points = dynamic_cast<drivers::PointDevice *>(&device);
            return points != nullptr ? points->write("vial", std::to_string(*m_line.vial)) : Result<void>();
        });
        if (!placed) {
            return fail(placed.error().code,
                        "not dosed, the sampler did not go to the vial: " + placed.error().message);
        }
    }
    if (auto asked = keepAsked(false); !asked) {
        return fail(asked.error());
    }
    const auto outcome = tryDose(m_parts, question, m_line.line, vialKey(), wordOf(m_line));
    if (!outcome) {
        DoseFact dose = m_dose;
        dose.state = DoseFact::State::NotGiven;
        dose.atMost_mL = 0.0;
        dose.evidence = "nothing was sent: " + outcome.error().message;
        keepDose(dose);
        return fail(outcome.error());
    }
    keepAnswer(outcome->delivered_mL, outcome->atMost_mL, outcome->evidence, utcNow());
    if (outcome->trouble) {
        return tl::unexpected(doseFailed(*m_line.dose_mL, *outcome->trouble));
    }
    if (!outcome->known) {
        return fail(ErrorCode::Device, "how much was dosed is not known, and it is not repeated: " + outcome->evidence +
                                           "; count " + spoken(outcome->atMost_mL) + " mL more as liquid in this vial");
    }
    markOverride(*leave);
    m_line.texts["dosed_mL"] = spoken(*outcome->delivered_mL);
    m_line.texts["dosed_at"] = utcNow();
    beginReaction();
    return std::nullopt;
}

/// A line that was begun before: by a station that ended, or by this one before a person had it done again.
LineWork::Next LineWork::doseOfBefore()
{
    if (m_dose.inDoubt()) {
        return fail(ErrorCode::Device,
                    "whether this vial was dosed is not known, and nobody has taken it over: count " +
                        spoken(m_dose.atMost_mL) + " mL as liquid in it");
    }
    const bool given = m_dose.state == DoseFact::State::Given;
    if (given) {
        m_line.texts["dosed_mL"] = spoken(m_dose.delivered_mL.value_or(0.0));
        m_line.texts["dosed_at"] = m_dose.knownUtc;
    } else {
        m_line.texts["dose_at_most_mL"] = spoken(m_dose.atMost_mL);
        m_line.texts["dose_unknown"] = "taken over by " + m_dose.acknowledgedBy + ": " + m_dose.reason;
    }
    beginReaction();
    // What is not known when it began counts from now.
    const auto dosed = given ? parseUtc(m_dose.knownUtc) : std::nullopt;
    auto ago = dosed ? elapsed(m_dose.knownUptime, uptimeNow()) : std::nullopt;
    if (dosed && !ago) {
        ago = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now() - *dosed);
        m_line.texts["reaction_clock"] = "by the computer's date: it was started anew since the dose";
    }
    if (ago && *ago > std::chrono::nanoseconds::zero()) {
        m_dosedAt -= *ago;
        m_dosedAtDevice_s.reset(); // the device's clock of then may be another
    }
    return std::nullopt;
}

Result<void> LineWork::keepAsked(bool byHand)
{
    DoseFact dose;
    dose.state = DoseFact::State::Asked;
    dose.byHand = byHand;
    dose.asked_mL = *m_line.dose_mL;
    dose.atMost_mL = *m_line.dose_mL;
    dose.askedUtc = utcNow();
    if (auto kept = m_hooks.keep("dose asked", [&](LineState &state) { state.dose = dose; }); !kept) {
        return fail(kept.error().code, "not dosed, it cannot be recorded: " + kept.error().message);
    }
    m_dose = dose;
    return {};
}

void LineWork::keepDose(const DoseFact &dose)
{
    m_dose = dose;
    const auto change = [&](LineState &state) { state.dose = dose; };
    if (!m_hooks.keep("dose known", change)) {
        m_hooks.change(change);
    }
}

void LineWork::keepAnswer(const std::optional<double> &delivered_mL, double atMost_mL, const std::string &evidence,
                          const std::string &utc)
{
    DoseFact dose = m_dose;
    dose.state = delivered_mL ? DoseFact::State::Given : DoseFact::State::Unknown;
    dose.delivered_mL = delivered_mL;
    dose.atMost_mL = atMost_mL;
    dose.evidence = evidence;
    dose.knownUtc = utc;
    dose.knownUptime = uptimeAt(parseUtc(utc).value_or(std::chrono::system_clock::now()));
    keepDose(dose);
}

LineWork::Next LineWork::doseByHand(const DoseQuestion &question, const DoseLeave &leave)
{
    Prompt prompt;
    prompt.role = "titrator";
    prompt.question = "Dose " + spoken(*m_line.dose_mL) + " mL of water into " + vialText() +
                      " without venting, and type what it got. " + leave.sentence + ".";
    prompt.field = PromptField{"dose", "mL", m_line.dose_mL};
    const auto counted = m_parts.interlocks.letDose(vialKey(), *m_line.dose_mL);
    if (!counted) {
        return fail(counted.error());
    }
    if (auto asked = keepAsked(true); !asked) {
        m_parts.interlocks.settle(*counted, 0.0); // nobody was asked
        return fail(asked.error());
    }
    std::string tripped;
    const auto answer = ask(
        std::move(prompt), [&] { return !questionStands(tripped); }, std::nullopt);
    if (!answer || !*answer) {
        keepAnswer(std::nullopt, *m_line.dose_mL, "the question was withdrawn before a person answered it", utcNow());
    }
    if (!answer) {
        return fail(answer.error());
    }
    if (!*answer) { // whether the person was at it already nobody told: it stays counted as given
        return fail(ErrorCode::Busy, "the question for the dose was taken back, and what the vial got is not known: "
                                     "count " +
                                         spoken(*m_line.dose_mL) + " mL as liquid in it. " + tripped);
    }
    DoseOutcome outcome;
    outcome.delivered_mL = (*answer)->value;
    outcome.known = true;
    outcome.atMost_mL = outcome.delivered_mL.value_or(*m_line.dose_mL);
    outcome.evidence = "typed by " + ((*answer)->by.empty() ? std::string("a person") : (*answer)->by);
    outcome.leave = leave;
    m_parts.interlocks.settle(*counted, outcome.atMost_mL);
    keepAnswer(outcome.delivered_mL, outcome.atMost_mL, outcome.evidence, utcText((*answer)->time));
    tellDose(m_parts.core, m_line.line, *m_line.dose_mL, outcome);
    if (*outcome.delivered_mL > *m_line.dose_mL) {
        DoseQuestion given = question;
        given.dose = milliliters(*outcome.delivered_mL);
        if (const DoseSafety after = doseSafety(given); !after.safe) {
            return fail(ErrorCode::Unsupported,
                        "more was dosed than was asked for, and the vial may not stand it: " + after.sentence);
        }
    }
    markOverride(leave);
    m_line.texts["dosed_mL"] = spoken(*outcome.delivered_mL);
    m_line.texts["dosed_at"] = utcText((*answer)->time);
    beginReaction();
    return std::nullopt;
}

void LineWork::beginReaction()
{
    m_dosedAt = m_parts.core.now();
    m_dosedAtDevice_s = deviceTimeAt(m_dosedAt);
}

/// By both clocks: a simulated bench may be slower than it was told to be, and a lost signal's clock stands.
LineWork::Next LineWork::react()
{
    const double reaction_s = m_line.reaction_s.value_or(0.0);
    const drivers::Instant until = m_dosedAt + m_parts.core.wall(reaction_s);
    const auto over = [&] {
        SignalPoll *signal = m_parts.signal();
        const auto device_s = signal != nullptr && signal->fresh() ? signal->lastDeviceTime() : std::nullopt;
        // A clock that began anew says nothing of how long the dose is ago.
        const bool tells = device_s && m_dosedAtDevice_s && *device_s >= *m_dosedAtDevice_s;
        return m_parts.core.now() >= until && (!tells || *device_s - *m_dosedAtDevice_s >= reaction_s);
    };
    if (m_parts.waiter.until(over) == Waiter::End::Interrupted) {
        return interrupted();
    }
    return std::nullopt;
}

} // namespace tgc::bench
