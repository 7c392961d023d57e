// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drivers/simulation/fault_script.h"
#include "drivers/simulation/random.h"
#include "drivers/simulation/simulated_device.h"

namespace tgc::simulation {

/// What befalls one device, on whichever of its connections: the script's part for it, and how far it has got.
class DeviceFaults {
public:
    /// `speed`: seconds of the clock that `now` is of, a second of whoever waits (1 under a test's clock).
    DeviceFaults(SimulatedDevice &device, const std::string &name, const std::vector<Fault> &script, std::uint64_t seed,
                 drivers::Instant start, double speed);

    /// Faults of time alone: to be called now and then.
    void tick(drivers::Instant now);
    /// One more fault, now that things have come so far: its `request` counts from here.
    void add(Fault fault);
    /// Somebody mends it: the line is there again, the device answers, and nothing more befalls it.
    void mend();
    /// The line is gone: whoever carries the bytes closes it.
    [[nodiscard]] bool unplugged(drivers::Instant now) const { return now < m_pluggedIn; }
    [[nodiscard]] std::uint64_t requests() const { return m_requests; }

private:
    friend class FaultyLine;
    /// The faults that strike the next request.
    [[nodiscard]] std::vector<Fault> next(drivers::Instant now);
    [[nodiscard]] bool silent(drivers::Instant now) const { return now < m_awake || unplugged(now); }
    [[nodiscard]] drivers::Duration lasting(const Fault &fault) const;
    void strike(const Fault &fault, drivers::Instant now);

    SimulatedDevice &m_device;
    std::vector<Fault> m_script;
    std::vector<bool> m_spent;
    Random m_random;
    drivers::Instant m_start;
    double m_speed;
    std::uint64_t m_requests = 0;
    drivers::Instant m_pluggedIn{};
    drivers::Instant m_awake{};
};

/// A connection on which the script's faults happen; without a script it is the connection itself. What comes in one
/// call of receive() counts as one request.
class FaultyLine final : public ProtocolServer {
public:
    FaultyLine(std::unique_ptr<ProtocolServer> line, Framing framing, DeviceFaults &faults)
        : m_line(std::move(line)), m_framing(framing), m_faults(faults)
    {
    }

    [[nodiscard]] std::vector<TimedBytes> receive(std::span<const std::uint8_t> bytes, drivers::Instant now) override;
    void connected(drivers::Instant now) override { m_line->connected(now); }

private:
    std::unique_ptr<ProtocolServer> m_line;
    Framing m_framing;
    DeviceFaults &m_faults;
};

} // namespace tgc::simulation
