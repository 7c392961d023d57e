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

/// A step that must have come before `step`, at its time at the latest.
day::StationStep before(const day::StationStep &step, day::Step what, const std::string &why)
{
    day::StationStep earlier = step;
    earlier.step = {};
    earlier.step.sampleId = step.step.sampleId;
    earlier.step.step = what;
    earlier.step.at = step.step.at;
    earlier.step.by = step.step.by;
    earlier.step.how = step.step.how;
    earlier.step.note = why + ": " + step.step.note;
    return earlier;
}

/// What the queue says of a vial of which nobody recorded anything: it was sealed before it was dosed.
std::optional<day::StationStep> sealedBefore(const StoredVial &vial, const day::StationStep &step)
{
    if (vial.day.line.state != day::VialState::Empty || step.step.step != day::Step::Dosed) {
        return std::nullopt;
    }
    day::StationStep sealed = before(step, day::Step::Sealed, "stated by the queue, at the latest at its dose");
    if (!step.sealed_kPa.empty()) {
        sealed.step.value = step.sealed_kPa;
        sealed.step.unit = "kPa";
    }
    return sealed;
}

/// Gas that was drawn is gone, whatever the clock of its vial says: a line without that reaction time drew earlier.
std::optional<day::StationStep> readyBefore(const StoredVial &vial, const day::StationStep &step, day::TimePoint now)
{
    if (step.step.step != day::Step::Draw || day::mayRecord(vial.steps, vial.day.plan, step.step, now)) {
        return std::nullopt;
    }
    day::StationStep ready = before(step, day::Step::Ready, "the queue drew before its reaction time was over");
    return day::mayRecord(vial.steps, vial.day.plan, ready.step, now) ? std::optional(ready) : std::nullopt;
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
    const auto sealed = sealedBefore(*vial, station);
    const auto early = readyBefore(*vial, station, now);
    if (const auto &missing = sealed ? sealed : early) {
        auto first = recordOnce(store, *missing, now);
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
    if (early) {
        done.recorded.remarks.push_back(step.sampleId + " was drawn from before its reaction time was over: what that "
                                                        "draw tells may be too little");
    }
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
