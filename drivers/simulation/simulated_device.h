// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "drivers/simulation/protocol_server.h"

namespace tgc::simulation {

/// How a device's answers are packed: what a fault script needs to know to spoil them.
enum class Framing { ModbusTcp, ModbusRtu, CavroOem };

/// One device of the simulated bench, behind any number of connections.
class SimulatedDevice {
public:
    SimulatedDevice() = default;
    SimulatedDevice(const SimulatedDevice &) = delete;
    SimulatedDevice &operator=(const SimulatedDevice &) = delete;
    virtual ~SimulatedDevice() = default;

    [[nodiscard]] virtual Framing framing() const = 0;
    /// A new end of its line. It must not outlive the device.
    [[nodiscard]] virtual std::unique_ptr<ProtocolServer> connection() = 0;
    /// Power went and came: everything that is not burnt in is forgotten.
    virtual void powerCycle(drivers::Instant now) = 0;
    /// Its mechanics jam at the next movement. False: nothing in it moves.
    virtual bool jam(drivers::Instant) { return false; }
};

} // namespace tgc::simulation
