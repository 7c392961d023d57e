// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "drivers/api/roles.h"
#include "drivers/api/status_board.h"
#include "drivers/cavro/oem_line.h"

namespace tgc::drivers {

struct CavroConfig {
    int address = 1; ///< 1 to 15: the pump's address switch plus 1
    Volume syringe = milliliters(1.0);
    int steps = 3000; ///< of the syringe's whole stroke (XCalibur 3000, XLP 6000)
    Volume largestDose = milliliters(1.0);
    char inputValve = 'I';  ///< to the titrant: I, O, B or E
    char outputValve = 'O'; ///< to the vial
    double speed_mL_per_min = 3.0;
    double timeScale = 1.0; ///< device seconds a host second; other than 1 only on a simulated bench
    cavro::OemTimes times{};
};

/// A Cavro syringe pump (XCalibur, XLP, C series) over the OEM protocol: aspirates titrant and dispenses it into a vial,
/// once. Its plunger's position before and after is the evidence of every dose.
class CavroPump final : public Titrator, public Sensor {
public:
    CavroPump(CavroConfig config, std::shared_ptr<ByteLink> link, Clock &clock);

    [[nodiscard]] Result<DeviceIdentity> connect(Instant deadline) override;
    void disconnect() override;
    [[nodiscard]] DeviceState state() const override { return m_board.state(); }
    [[nodiscard]] std::string why() const override { return m_board.why(); }
    [[nodiscard]] LinkHealth health() const override { return m_board.health(); }
    /// Terminates the move under way.
    [[nodiscard]] Result<void> safeState(Instant deadline) override;

    [[nodiscard]] Result<void> initialise(Instant deadline) override;
    [[nodiscard]] bool initialised() const override { return m_initialised; }
    [[nodiscard]] Volume largestDose() const override { return m_config.largestDose; }
    [[nodiscard]] Result<Dose> dose(Volume volume, Instant deadline) override;

    /// One reading, `plunger` in mL: the titrant in the syringe. It also tells that the pump is still there.
    [[nodiscard]] std::vector<Reading> readAll(Instant deadline) override;

private:
    struct Plunger {
        int steps = 0;
        int error = 0;
    };
    [[nodiscard]] Result<Plunger> plunger(Instant deadline);
    [[nodiscard]] Result<void> idle(Instant deadline);
    /// Stops it and waits until it stands: one ready answer, or one position, may be from before.
    [[nodiscard]] Result<Plunger> stopped(Instant deadline);
    [[nodiscard]] Result<void> move(const std::string &program, Instant deadline);
    [[nodiscard]] Dose reckon(int before, int asked, const Result<void> &moved, Instant deadline);
    void settle(const Error &error);
    void settle(int error);
    [[nodiscard]] Volume volumeOf(int steps) const;

    CavroConfig m_config;
    cavro::OemLine m_line;
    Clock &m_clock;
    std::atomic<bool> m_initialised = false;
    StatusBoard m_board;
};

} // namespace tgc::drivers
