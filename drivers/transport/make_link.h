// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "drivers/transport/byte_link.h"
#include "drivers/transport/serial_settings.h"

namespace tgc::drivers {

/// The line that `endpoint` names (see endpoint.h); opens nothing yet.
[[nodiscard]] Result<std::unique_ptr<ByteLink>> makeLink(std::string_view endpoint, const SerialSettings &settings,
                                                         std::uint16_t defaultPort);

} // namespace tgc::drivers
