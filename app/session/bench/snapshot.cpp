// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/commands.h"

namespace tgc::bench {

nlohmann::json snapshotOf(BenchParts &parts, const QueueEngine &queue)
{
    const BenchFile &file = parts.core.file;
    nlohmann::json channels = nlohmann::json::array();
    for (const AnalogChannel &channel : parts.signalEntry().channels) {
        channels.push_back({{"name", channel.name}, {"unit", channel.unit}});
    }
    nlohmann::json devices = nlohmann::json::array();
    for (const DeviceEntry &entry : file.devices) {
        if (const auto at = parts.find(entry.id)) {
            devices.push_back(at->slot.json());
        }
    }
    nlohmann::json window = nullptr;
    if (file.h2Window_s) {
        window = {file.h2Window_s->first, file.h2Window_s->second};
    }
    return {{"bench", file.name},
            {"simulated", file.simulated},
            {"time_scale", file.timeScale},
            {"channels", channels},
            {"h2_window_s", window},
            {"devices", devices},
            {"roles", rolesJson(file.roles)},
            {"readings", parts.readings.json()},
            {"interlocks", parts.interlocks.json()},
            {"run", parts.run.json()},
            {"queue", queue.json()},
            {"queue_running", queue.running()},
            {"queue_policy", queue.policyJson()},
            {"prompts", parts.prompts.json()}};
}

} // namespace tgc::bench
