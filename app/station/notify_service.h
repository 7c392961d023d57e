// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tgc::station {

/// Tells the service manager how things stand ("READY=1", "STOPPING=1"; sd_notify(3)). Without one nothing happens.
void notifyService(std::string_view state);

} // namespace tgc::station
