// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/vial_day.h"

#include <algorithm>
#include <map>

#include "analysis/core/near_name.h"
#include "app/session/hand_dose.h"
#include "app/session/sample_records.h"
#include "app/session/vial_step_records.h"

namespace tgc::session {

namespace {

StoredVial vialOf(db::Sample sample, std::vector<day::VialStep> steps)
{
    StoredVial vial;
    vial.day.plan = planOf(sample);
    vial.day.line = day::timelineOf(steps, vial.day.plan);
    if (vial.day.line.state == day::VialState::Sealed) {
        vial.day.plan.doseRefusal = doseRefusal(sample);
    }
    if (vial.day.line.dosedAt) {
        vial.liquidRemark = liquidRemark(sample, day::dosed_mL(vial.day.line));
    }
    vial.sample = std::move(sample);
    vial.steps = std::move(steps);
    return vial;
}

/// Somebody dosed or measured it without recording steps here.
bool isPast(const db::Sample &sample)
{
    return sample.values.contains("dosed_at") ||
           std::any_of(sample.draws.begin(), sample.draws.end(), [](const db::Draw &draw) {
               return draw.runId || draw.values.contains("area") || draw.values.contains("trace") ||
                      draw.values.contains("injected_at");
           });
}

std::string anySpelling(const db::Store &store, const std::string &sampleId)
{
    const auto samples = store.samples();
    if (!samples) {
        return {};
    }
    std::vector<std::string_view> names;
    for (const auto &entry : *samples) {
        names.push_back(entry.record.sampleId);
    }
    return nearName(sampleId, names);
}

/// Checks a dose by hand against what is known of the vial; a sentence more in `remarks` where it is given nevertheless.
Result<void> checkDose(const StoredVial &vial, day::VialStep &step, std::vector<std::string> &remarks)
{
    const auto dose_mL = day::volume_mL(step.value, step.unit);
    if (step.step != day::Step::Dosed || step.how != "hand" || !dose_mL) {
        return {};
    }
    const auto verdict = handDose(vial.sample, *dose_mL, day::dosed_mL(vial.day.line));
    const bool safe = verdict && verdict->safe;
    const std::string why = verdict ? verdict->sentence : verdict.error().message;
    if (safe) {
        if (!step.overrideReason.empty()) {
            step.overrideReason.clear();
            remarks.push_back(step.sampleId + ": the dose is safe by the worst case, so there was nothing to override");
        }
        return {};
    }
    if (!step.known || !step.overrideReason.empty()) { // it happened; a vial of an unknown dose is a fault anyway
        remarks.push_back(step.sampleId + ": the check of the dose said: " + why);
        return {};
    }
    return fail(ErrorCode::BadInput, "not recorded, " + step.sampleId + ", dosed: the dose is refused. " + why +
                                         ". Correct or complete the sample in Samples; if it was dosed nevertheless, "
                                         "record it with an override and its reason");
}

Result<RecordedStep> append(db::Store &store, const StoredVial &vial, const day::VialStep &step)
{
    const auto id = db::addVialStep(store, recordOf(step), vial.steps.empty() ? 0 : vial.steps.back().id);
    if (!id) {
        return fail(id.error());
    }
    std::vector<day::VialStep> all = vial.steps;
    all.push_back(step);
    all.back().id = *id;
    RecordedStep recorded;
    recorded.id = *id;
    recorded.state = day::timelineOf(all, vial.day.plan).state;
    return recorded;
}

} // namespace

Result<std::vector<StoredVial>> vialsOfDay(const db::Store &store)
{
    auto samples = store.samples();
    if (!samples) {
        return fail(samples.error());
    }
    const auto records = db::vialSteps(store);
    if (!records) {
        return fail(records.error());
    }
    std::map<std::string, std::vector<day::VialStep>> steps;
    for (const db::VialStepRecord &record : *records) {
        steps[record.sampleId].push_back(stepOf(record));
    }
    std::vector<StoredVial> vials;
    for (auto &entry : *samples) {
        const auto own = steps.find(entry.record.sampleId);
        if (own != steps.end()) {
            vials.push_back(vialOf(std::move(entry.record), std::move(own->second)));
        } else if (!isGas(entry.record) && !isPast(entry.record)) {
            vials.push_back(vialOf(std::move(entry.record), {}));
        }
    }
    const auto begun = [](const StoredVial &vial) {
        return std::pair(vial.steps.empty(), vial.steps.empty() ? 0 : vial.steps.front().id);
    };
    std::stable_sort(vials.begin(), vials.end(), [&](const StoredVial &a, const StoredVial &b) {
        return std::pair(begun(a), a.sample.sampleId) < std::pair(begun(b), b.sample.sampleId);
    });
    return vials;
}

Result<StoredVial> vialNamed(const db::Store &store, const std::string &sampleId)
{
    auto samples = store.samples({.sampleId = sampleId});
    if (!samples) {
        return fail(samples.error());
    }
    if (samples->empty()) {
        return fail(ErrorCode::BadInput, "there is no sample \"" + sampleId +
                                             "\" in the store: type it in Samples or "
                                             "import it first (tgc import --samples)" +
                                             anySpelling(store, sampleId));
    }
    if (isGas(samples->front().record)) {
        return fail(ErrorCode::BadInput, sampleId + " is gas of a standard, and no vial that is sealed and dosed");
    }
    const auto records = db::vialSteps(store, sampleId);
    if (!records) {
        return fail(records.error());
    }
    std::vector<day::VialStep> steps;
    for (const db::VialStepRecord &record : *records) {
        steps.push_back(stepOf(record));
    }
    return vialOf(std::move(samples->front().record), std::move(steps));
}

bool isOnBoard(const day::Timeline &line, day::TimePoint now)
{
    return line.state != day::VialState::Closed || !line.closedAt || now - *line.closedAt < closedStays;
}

Result<RecordedStep> recordStep(db::Store &store, day::VialStep step, day::TimePoint now)
{
    const auto vial = vialNamed(store, step.sampleId);
    if (!vial) {
        return fail(vial.error());
    }
    const auto accepted = day::mayRecord(vial->steps, vial->day.plan, step, now);
    if (!accepted) {
        return fail(accepted.error());
    }
    std::vector<std::string> remarks = accepted->remarks;
    if (const auto dose = checkDose(*vial, step, remarks); !dose) {
        return fail(dose.error());
    }
    if (step.step == day::Step::Dosed && step.reaction_s.empty()) {
        // The wait belongs to the dose from now on: a later edit of the sample must not move what was judged by it.
        if (const auto stated = vial->sample.values.find("reaction_s");
            stated != vial->sample.values.end() && vial->day.plan.reaction_s) {
            step.reaction_s = stated->second;
        }
    }
    auto recorded = append(store, *vial, step);
    if (!recorded) {
        return recorded;
    }
    if (step.step == day::Step::Dosed) {
        const double all_mL = day::dosed_mL(vial->day.line) + day::volume_mL(step.value, step.unit).value_or(0.0);
        if (std::string odd = liquidRemark(vial->sample, all_mL); !odd.empty()) {
            remarks.push_back(std::move(odd));
        }
    }
    recorded->draw = accepted->draw;
    recorded->remarks = std::move(remarks);
    return recorded;
}

Result<RecordedStep> voidStep(db::Store &store, const std::string &sampleId, db::RecordId id, const std::string &by,
                              const std::string &reason, day::TimePoint now)
{
    const auto vial = vialNamed(store, sampleId);
    if (!vial) {
        return fail(vial.error());
    }
    if (const auto may = day::mayVoid(vial->steps, vial->day.plan, id, reason); !may) {
        return fail(may.error());
    }
    if (by.find_first_not_of(" \t") == std::string::npos) {
        return fail(ErrorCode::BadInput, sampleId + ": who takes the step back? Give the person's name");
    }
    day::VialStep taken;
    taken.sampleId = sampleId;
    taken.step = day::Step::Void;
    taken.at = now;
    taken.by = by;
    taken.note = reason;
    taken.voids = id;
    return append(store, *vial, taken);
}

} // namespace tgc::session
