// SPDX-License-Identifier: GPL-3.0-or-later
// What a line must have to be done at this bench, and what is said of it before.
#include "app/session/bench/queue_engine.h"

#include <algorithm>

#include "app/session/bench/dosing.h"

namespace tgc::bench {

Result<void> QueueEngine::fitsBench(const QueueLine &line) const
{
    const auto bad = [&](const char *column, const std::string &what) {
        return fail(ErrorCode::BadInput,
                    "queue line " + std::to_string(line.line) + ", column " + column + ": " + what);
    };
    const BenchFile &file = m_parts.core.file;
    if (file.roles.sampler != "manual") {
        if (!line.injectionVolume_mL) {
            return bad("injection_volume_mL", "the sampler needs to know how much to draw");
        }
        if (line.isGas() && !line.fraction_ppm) {
            return bad("fraction_ppm", "the sampler needs to know which gas to draw");
        }
        if (!line.isGas() && !line.vial) {
            return bad("vial", "the sampler needs to know from which vial to draw");
        }
    }
    if (line.wantsDose() && file.roles.titrator != "manual") {
        const DeviceEntry *pump = file.device(file.roles.titrator);
        if (pump != nullptr && *line.dose_mL > pump->largestDose_mL) {
            return bad("dose_mL", spoken(*line.dose_mL) + " mL are more than the pump gives at once, " +
                                      spoken(pump->largestDose_mL) + " mL");
        }
    }
    return {};
}

std::optional<std::string> QueueEngine::doseWarning(const QueueLine &line) const
{
    if (!line.wantsDose()) {
        return std::nullopt;
    }
    const std::string where = "line " + std::to_string(line.line);
    const auto leave = doseLeave(doseQuestionOf(line), wordOf(line));
    if (!leave) {
        return where + " will fail: " + leave.error().message;
    }
    return leave->override_ ? std::optional(where + " is dosed: " + leave->sentence) : std::nullopt;
}

std::optional<std::string> QueueEngine::pumpWarning(const std::vector<QueueLine> &lines) const
{
    const auto pump = m_parts.find(m_parts.core.file.roles.titrator);
    const auto state = pump ? pump->slot.titrator() : std::nullopt;
    if (!state || state->initialised ||
        std::none_of(lines.begin(), lines.end(), [](const QueueLine &line) { return line.wantsDose(); })) {
        return std::nullopt;
    }
    return pump->slot.entry().id + " is not initialised, which moves liquid: until a person does it, no line is dosed";
}

} // namespace tgc::bench
