// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/api/device.h"

namespace tgc::drivers {

std::string_view toString(DeviceState state)
{
    switch (state) {
    case DeviceState::Disconnected: return "disconnected";
    case DeviceState::Connecting: return "connecting";
    case DeviceState::Identifying: return "identifying";
    case DeviceState::Ready: return "ready";
    case DeviceState::Busy: return "busy";
    case DeviceState::Suspect: return "suspect";
    case DeviceState::Fault: return "fault";
    }
    return "fault";
}

} // namespace tgc::drivers
