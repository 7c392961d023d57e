// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>

#include "drivers/api/roles.h"
#include "drivers/profile/plan.h"
#include "drivers/profile/profile.h"

namespace tgc::drivers {

/// Any device that a profile describes. Reads as its owner asks, writes only what the profile allows: to a device whose
/// identity and canary agree, within the limits, confirmed by reading back.
class ProfileDevice final : public PointDevice {
public:
    ProfileDevice(Profile profile, ModbusPort &port, Clock &clock);

    [[nodiscard]] Result<DeviceIdentity> connect(Instant deadline) override;
    void disconnect() override;
    [[nodiscard]] DeviceState state() const override;
    [[nodiscard]] std::string why() const override;
    [[nodiscard]] LinkHealth health() const override;
    /// A profile names nothing that moves by itself: does nothing.
    [[nodiscard]] Result<void> safeState(Instant deadline) override;

    /// All readable points. One that has a poll_ms is asked again only after that time: until then its last reading,
    /// with its own time.
    [[nodiscard]] std::vector<Reading> readAll(Instant deadline) override;

    /// One reading a point or "composition.NAME", in the given order; what was not read by the deadline is Bad, as are
    /// unknown ids. Points with an ok_value are read along: where one is not, nothing else the device says is good.
    [[nodiscard]] std::vector<Reading> read(const std::vector<std::string> &ids, Instant deadline) override;
    /// Writes a point or command, once, and looks whether it was done. BadInput: nothing was sent (no such point, outside
    /// limits, no canary or identity to prove the device by). Device: sent, but not confirmed.
    [[nodiscard]] Result<void> write(const std::string &id, const std::string &value) override;
    /// Whether write() would send this; needs no device.
    [[nodiscard]] Result<void> allows(const std::string &id, const std::string &value) const;
    /// Runs a sequence step by step; the deadline of each wait is its own.
    [[nodiscard]] Result<void> run(const std::string &id) override;

    [[nodiscard]] const Profile &profile() const { return m_profile; }

private:
    [[nodiscard]] Result<void> proveIdentity();
    [[nodiscard]] Result<std::vector<std::uint16_t>> words(const ReadBlock &block, Instant deadline);
    void readBlock(const ReadBlock &block, Instant deadline, std::vector<Reading> &into);
    /// One reading a point, not yet to be believed: settle() says.
    [[nodiscard]] std::vector<Reading> readOnce(const std::vector<const PointSpec *> &points, Instant deadline);
    [[nodiscard]] std::vector<const PointSpec *> guardPoints() const;
    void addComposition(const std::vector<Reading> &before, Instant deadline, std::vector<Reading> &into);
    /// Takes the values away that a device out of order gave; what it reports.
    [[nodiscard]] std::optional<std::string> applyAlarms(const std::vector<Reading> &round,
                                                         std::vector<Reading> &readings);
    [[nodiscard]] Result<void> confirm(const Confirm &confirm, const PointSpec &written, const std::string &value);
    void publish(DeviceState state, std::string why);

    Profile m_profile;
    ModbusClient m_client;
    Clock &m_clock;
    std::set<std::uint16_t> m_noGaps; ///< blocks whose gaps the device refused to read
    struct Last {
        Instant at;
        Reading reading;
    };
    std::map<std::string, Last> m_last; ///< what readAll() gave, for points that are polled more slowly
    std::optional<std::string> m_runBefore; ///< of the fresh point: as first seen, or before a sequence was started
    std::string m_serial; ///< what the identity's point reads
    bool m_identified = false;
    std::uint64_t m_identifiedConnection = 0;

    mutable std::mutex m_mutex; ///< guards what other threads look at
    DeviceState m_state = DeviceState::Disconnected;
    std::string m_why;
    LinkHealth m_health;
};

} // namespace tgc::drivers
