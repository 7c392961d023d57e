// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/session/bench/bench_core.h"
#include "app/session/bench/bench_json.h"
#include "app/session/bench/signal_poll.h"
#include "app/session/bench/slow_poll.h"

namespace tgc::bench {

/// One device of a bus: keeps it connected, lets it be polled, and tells when its state changes. Connecting moves
/// nothing. Functions belong to the bus thread, those under "any thread" apart.
class DeviceSlot {
public:
    DeviceSlot(BenchCore &core, Readings &readings, const DeviceEntry &entry, std::unique_ptr<drivers::Device> device);

    /// Before the threads start: what is to be polled.
    void setSignal(std::unique_ptr<SignalPoll> poll) { m_signal = std::move(poll); }
    void setSlow(std::unique_ptr<SlowPoll> poll) { m_slow = std::move(poll); }

    /// Does what is due; says when to come again.
    [[nodiscard]] drivers::Instant step(drivers::Instant now);
    void wantConnected();
    void disconnect();
    /// Tells of a change of state, and of the link's health where 5 s have passed. After every piece of work.
    void watch();
    /// Ready for a command; else LinkLost says why not.
    [[nodiscard]] Result<void> usable() const;
    [[nodiscard]] drivers::Device &device() { return *m_device; }

    // any thread
    [[nodiscard]] nlohmann::json json() const;
    [[nodiscard]] const DeviceEntry &entry() const { return m_entry; }
    [[nodiscard]] SignalPoll *signal() const { return m_signal.get(); }
    [[nodiscard]] std::optional<TitratorState> titrator() const;
    /// "LabJack T7 470012345", as it named itself.
    [[nodiscard]] std::string instrument() const;

private:
    [[nodiscard]] drivers::Instant connect(drivers::Instant now);
    [[nodiscard]] drivers::Instant poll(drivers::Instant now);
    [[nodiscard]] drivers::Instant backOff(drivers::Instant now, const std::string &why);
    [[nodiscard]] bool down() const;
    /// A titrator that has lost its plunger's position answers, and says so: only a person's command heals that, not
    /// connecting anew.
    [[nodiscard]] bool waitsForInitialising() const;
    void lookAfter(drivers::Instant now);
    void tellStale();
    void setWhy(const std::string &why);

    BenchCore &m_core;
    Readings &m_readings;
    const DeviceEntry &m_entry;
    std::unique_ptr<drivers::Device> m_device;
    std::unique_ptr<SignalPoll> m_signal;
    std::unique_ptr<SlowPoll> m_slow;

    bool m_wanted = true;
    bool m_connected = false; ///< connect() succeeded since the device was last down
    drivers::Instant m_lookAt{};
    drivers::Instant m_retryAt{};
    drivers::Duration m_backOff{};
    std::string m_toldState, m_toldWhy;
    std::uint64_t m_toldRequests = 0;
    drivers::Instant m_toldAt{};

    mutable std::mutex m_mutex;
    drivers::DeviceIdentity m_identity;
    std::optional<TitratorState> m_titrator;
    std::string m_why;
};

} // namespace tgc::bench
