// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "drivers/api/clock.h"

namespace tgc::drivers {

using Bytes = std::vector<std::uint8_t>;

/// A line that carries bytes: a serial port, a TCP connection, or a double of one. One thread at a time.
/// Errors: Timeout (the deadline passed), LinkLost (the line is closed, unplugged or could not be opened).
class ByteLink {
public:
    ByteLink() = default;
    ByteLink(const ByteLink &) = delete;
    ByteLink &operator=(const ByteLink &) = delete;
    virtual ~ByteLink() = default;

    [[nodiscard]] virtual Result<void> open(Instant deadline) = 0;
    virtual void close() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// All of `bytes`, or an error; what part of them left is then not known.
    [[nodiscard]] virtual Result<void> write(std::span<const std::uint8_t> bytes, Instant deadline) = 0;
    /// What has come, at least one byte and at most `into.size()`.
    [[nodiscard]] virtual Result<std::size_t> read(std::span<std::uint8_t> into, Instant deadline) = 0;
    /// As written in the bench file: "tcp://192.168.1.5:502", "serial:///dev/serial/by-id/...".
    [[nodiscard]] virtual const std::string &endpoint() const = 0;
};

/// Reads and drops until nothing has come for `silence`, at most until the deadline; returns how many bytes.
/// Timeout: the line never fell silent.
[[nodiscard]] Result<std::size_t> drain(ByteLink &link, const Clock &clock, Duration silence, Instant deadline);

} // namespace tgc::drivers
