// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "drivers/api/clock.h"

namespace tgc::simulation {

using Bytes = std::vector<std::uint8_t>;

/// Bytes that a simulated device sends at a certain instant.
struct TimedBytes {
    drivers::Instant at{};
    Bytes bytes;
};

/// One simulated device behind its own wire protocol: bytes in, bytes out, no socket and no clock of its own.
/// The same server answers on a socket, on a pseudo-terminal and, under a test's clock, in memory.
class ProtocolServer {
public:
    ProtocolServer() = default;
    ProtocolServer(const ProtocolServer &) = delete;
    ProtocolServer &operator=(const ProtocolServer &) = delete;
    virtual ~ProtocolServer() = default;

    /// What the device answers to the bytes that came at `now`; a request may come in pieces.
    [[nodiscard]] virtual std::vector<TimedBytes> receive(std::span<const std::uint8_t> bytes,
                                                          drivers::Instant now) = 0;
    /// A new connection, or the line was opened anew: forget half a request.
    virtual void connected(drivers::Instant now) = 0;
};

} // namespace tgc::simulation
