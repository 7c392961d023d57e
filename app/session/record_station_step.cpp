// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/record_station_step.h"

#include <algorithm>

#include "app/session/vial_step_records.h"

namespace tgc::session {

namespace {

constexpr int tries = 5; ///< somebody else may record steps of the same vial at the same time

db::VialStepRecord recordFor(const day::StationStep &step)
{
    db::VialStepRecord record = recordOf(step.step);
    if (step.simulated) {
        record.source = Source::Simulated;
    }
    return record;
}

std::optional<day::VialStep> sameStep(const StoredVial &vial, const day::VialStep &step)
{
    const std::string at = utcText(step.at);
    const auto found = std::find_if(vial.steps.begin(), vial.steps.end(), [&](const day::VialStep &there) {
        return there.step == step.step && there.known == step.known && there.how == step.how && utcText(there.at) == at;
    });
    return found != vial.steps.end() ? std::optional(*found) : std::nullopt;
}

/// What the queue says of a vial of which nobody recorded anything: it was sealed before it was dosed.
std::optional<day::StationStep> sealedBefore(const StoredVial &vial, const day::StationStep &step)
{
    if (vial.day.line.state != day::VialState::Empty || step.step.step != day::Step::Dosed) {
        return std::nullopt;
    }
    day::StationStep sealed = step;
    sealed.step = {};
    sealed.step.sampleId = step.step.sampleId;
    sealed.step.step = day::Step::Sealed;
    sealed.step.at = step.step.at;
    sealed.step.by = step.step.by;
    sealed.step.how = step.step.how;
    if (!step.sealed_kPa.empty()) {
        sealed.step.value = step.sealed_kPa;
        sealed.step.unit = "kPa";
    }
    sealed.step.note = "stated by the queue, at the latest at its dose: " + step.step.note;
    return sealed;
}

Result<StationRecord> recordOnce(db::Store &store, const day::StationStep &station, day::TimePoint now)
{
    const day::VialStep &step = station.step;
    auto vial = vialNamed(store, step.sampleId);
    if (!vial) {
        return fail(vial.error());
    }
    StationRecord done;
    if (const auto there = sameStep(*vial, step)) {
        done.recorded.id = there->id;
        done.recorded.state = vial->day.line.state;
        done.alreadyThere = true;
        return done;
    }
    if (const auto sealed = sealedBefore(*vial, station)) {
        auto first = recordOnce(store, *sealed, now);
        if (!first) {
            return first;
        }
        vial = vialNamed(store, step.sampleId);
        if (!vial) {
            return fail(vial.error());
        }
    }
    const auto accepted = day::mayRecord(vial->steps, vial->day.plan, step, now);
    if (!accepted) {
        return fail(accepted.error());
    }
    const auto id = db::addVialStep(store, recordFor(station), vial->steps.empty() ? 0 : vial->steps.back().id);
    if (!id) {
        return fail(id.error());
    }
    done.recorded = {*id, accepted->next, accepted->draw, accepted->remarks};
    return done;
}

} // namespace

Result<StationRecord> recordStationStep(db::Store &store, const day::StationStep &step, day::TimePoint now)
{
    auto done = recordOnce(store, step, now);
    for (int i = 1; i < tries && !done && done.error().code == ErrorCode::BadInput; ++i) {
        done = recordOnce(store, step, now); // the list may have grown meanwhile
    }
    return done;
}

} // namespace tgc::session
