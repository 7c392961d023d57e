// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of vials on their way into the store: first into a file, then into the vial's list, in the order they were done.
#include <algorithm>

#include "app/session/record_station_step.h"
#include "app/session/vial_step_records.h"
#include "app/station/adopter.h"

namespace tgc::station {

namespace {

using Clock = std::chrono::steady_clock;

/// "S1, dosed 0.5 mL at 2026-11-27T10:04:00.000Z".
std::string wordsOf(const day::VialStep &step)
{
    return step.sampleId + ", " + std::string(day::wordOf(step.step)) +
           (step.value.empty() ? std::string() : " " + step.value + " " + step.unit) +
           (step.known ? "" : " (how much is not known)") + " at " + session::utcText(step.at);
}

} // namespace

void Adopter::record(const day::StationStep &step)
{
    if (const auto kept = m_steps.keep(step); !kept) {
        tellStep(step, "it could not be kept, and must be recorded by hand: " + kept.error().message, {});
        return;
    }
    recordLeft();
}

void Adopter::recordLeft()
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto there =
            std::find_if(m_waiting.begin(), m_waiting.end(), [](const Waiting &one) { return one.spool.empty(); });
        if (there == m_waiting.end()) {
            m_waiting.push_back({{}, Clock::now(), m_options.firstRetry, {}});
        } // else it is tried again anyway, with all that are there then
    }
    m_changed.notify_all();
}

bool Adopter::trySteps(Waiting &one)
{
    const auto files = m_steps.waiting();
    if (files.empty()) {
        return true;
    }
    auto store = openStore();
    for (const auto &file : files) {
        const auto step = session::readStepFile(file);
        if (!step) {
            std::error_code ignored;
            std::filesystem::rename(file, file.string() + ".damaged", ignored);
            say("error", step.error().message + " (now " + file.filename().string() + ".damaged)");
            continue;
        }
        const auto done = store ? session::recordStationStep(*store, *step, std::chrono::system_clock::now())
                                : Result<session::StationRecord>(fail(store.error()));
        if (!done && done.error().code != ErrorCode::BadInput) {
            if (done.error().message != one.said) {
                one.said = done.error().message;
                say("warning",
                    wordsOf(step->step) + ": stays in its file and is written into the store later: " + one.said);
            }
            return false; // and with it all that came after
        }
        if (done) {
            tellStep(*step, {}, {{"id", done->recorded.id}, {"state", std::string(wordOf(done->recorded.state))}});
            for (const std::string &remark : done->recorded.remarks) {
                say("warning", remark);
            }
        } else {
            tellStep(*step, done.error().message, {});
        }
        std::error_code ignored;
        std::filesystem::remove(file, ignored); // one that stays is recognised the next time
    }
    return true;
}

void Adopter::tellStep(const day::StationStep &station, const std::string &refused, nlohmann::json more)
{
    const day::VialStep &step = station.step;
    nlohmann::json data = {{"sample_id", step.sampleId},
                           {"step", std::string(day::wordOf(step.step))},
                           {"at", session::utcText(step.at)},
                           {"by", step.by},
                           {"how", step.how},
                           {"value", step.value},
                           {"unit", step.unit},
                           {"known", step.known},
                           {"recorded", refused.empty()},
                           {"why", refused},
                           {"id", nullptr},
                           {"state", nullptr}};
    if (more.is_object()) {
        data.update(more);
    }
    m_events.add("vial_step", std::move(data));
    if (!refused.empty()) {
        say("warning", "the vial's list does not have what the station did: " + wordsOf(step) + " (" + step.by + ", " +
                           step.note + "): " + refused);
    }
}

} // namespace tgc::station
