// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/core/error.h"
#include "drivers/api/clock.h"

namespace tgc::drivers {

/// hardware.md 9.2. Only Ready and Busy publish good values.
enum class DeviceState { Disconnected, Connecting, Identifying, Ready, Busy, Suspect, Fault };

[[nodiscard]] std::string_view toString(DeviceState state);

/// What a driver knows of its link, for people. Counted since the device was made.
struct LinkHealth {
    std::uint64_t requests = 0;
    std::uint64_t answers = 0;
    std::uint64_t timeouts = 0;
    std::uint64_t badFrames = 0;   ///< wrong checksum, wrong length, another unit's or another question's answer
    std::uint64_t exceptions = 0;  ///< the device itself refused
    std::uint64_t lateBytes = 0;   ///< dropped while draining
    std::uint64_t reconnects = 0;
    Duration lastRoundTrip{};
    Duration worstRoundTrip{};
};

/// Who answered. Compared with the bench file before anything is written.
struct DeviceIdentity {
    std::string vendor;
    std::string model;
    std::string serial;
    std::string firmware;
    std::string evidence; ///< the profile's trust rung: manual | code | inferred | interop | hardware
};

/// One device of the bench. Called from one thread, the bus's own; state(), why() and health() from any.
/// No call outlasts its deadline by more than the operating system's own slack.
class Device {
public:
    Device() = default;
    Device(const Device &) = delete;
    Device &operator=(const Device &) = delete;
    virtual ~Device() = default;

    /// Opens the medium, drains it, proves it by the canary and reads the identity. Moves nothing.
    [[nodiscard]] virtual Result<DeviceIdentity> connect(Instant deadline) = 0;
    virtual void disconnect() = 0;
    [[nodiscard]] virtual DeviceState state() const = 0;
    /// Why it is not Ready, in a sentence; empty when it is.
    [[nodiscard]] virtual std::string why() const = 0;
    [[nodiscard]] virtual LinkHealth health() const = 0;
    /// Stops what moves or heats. Doing it twice does no harm.
    [[nodiscard]] virtual Result<void> safeState(Instant deadline) = 0;
};

} // namespace tgc::drivers
