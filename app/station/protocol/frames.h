// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/core/error.h"
#include "app/station/protocol/messages.h"

namespace tgc::station {

using Bytes = std::vector<std::uint8_t>;

/// Longer messages are neither sent nor believed.
inline constexpr std::uint32_t longestMessage = 1U << 20U;

/// Length and CBOR map, ready for the socket. BadInput: longer than a message may be.
[[nodiscard]] Result<Bytes> frameOf(const ClientMessage &message);
[[nodiscard]] Result<Bytes> frameOf(const StationMessage &message);

/// Cuts a stream of bytes into messages.
class FrameSplitter {
public:
    void append(std::span<const std::uint8_t> bytes);
    /// The CBOR bytes of the next whole message; empty: more bytes are needed. BadInput, from then on always: the stream
    /// announces a message longer than the limit.
    [[nodiscard]] Result<std::optional<Bytes>> next();

private:
    Bytes m_waiting;
    std::size_t m_taken = 0; ///< bytes at the front that were handed out already
};

} // namespace tgc::station
