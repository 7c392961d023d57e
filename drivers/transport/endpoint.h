// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "analysis/core/error.h"

namespace tgc::drivers {

struct TcpEndpoint {
    std::string host;
    std::uint16_t port = 0;
};

struct SerialEndpoint {
    std::string device; ///< an absolute path: /dev/serial/by-id/..., which stays the same when a plug is moved
};

using Endpoint = std::variant<TcpEndpoint, SerialEndpoint>;

/// `tcp://HOST:PORT` (also `tcp://[::1]:PORT`; without a port: `defaultPort`) or `serial:///dev/...`.
/// BadInput says what was expected.
[[nodiscard]] Result<Endpoint> parseEndpoint(std::string_view text, std::uint16_t defaultPort);

} // namespace tgc::drivers
