// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/transport/make_link.h"

#include "drivers/transport/serial_link.h"
#include "drivers/transport/tcp_link.h"

namespace tgc::drivers {

Result<std::unique_ptr<ByteLink>> makeLink(std::string_view endpoint, const SerialSettings &settings,
                                           std::uint16_t defaultPort)
{
    const auto parsed = parseEndpoint(endpoint, defaultPort);
    if (!parsed) {
        return fail(parsed.error());
    }
    if (const auto *tcp = std::get_if<TcpEndpoint>(&*parsed)) {
        return std::make_unique<TcpLink>(*tcp);
    }
    return std::make_unique<SerialLink>(std::get<SerialEndpoint>(*parsed).device, settings);
}

} // namespace tgc::drivers
