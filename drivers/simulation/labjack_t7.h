// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>

#include "drivers/simulation/bench_model.h"
#include "drivers/simulation/modbus_wire.h"

namespace tgc::simulation {

/// The instant that a poll of the signal stands for, given when it came. A bench that runs faster than the clock on the
/// wall waits for its digitiser here (paced_clock.h).
using SignalPace = std::function<drivers::Instant(drivers::Instant came)>;

/// LabJack T7-Pro by its register map (hardware.md 2.1), Modbus TCP: functions 3, 4, 6, 16 and 76. AIN0 is the detector,
/// the other inputs are open (0 V). DIO0 is the chromatograph's start line (an input there, pulled up), DIO1 its ready
/// line (high: ready), DIO2 its start relay (closed: low). Streaming is not simulated.
class LabjackT7 final : public SimulatedDevice, public PduDevice {
public:
    static constexpr int startLine = 0;
    static constexpr int readyLine = 1;
    static constexpr int startedLine = 2;
    static constexpr int inputs = 14;

    LabjackT7(BenchModel &bench, SignalPace pace);

    [[nodiscard]] Framing framing() const override { return Framing::ModbusTcp; }
    [[nodiscard]] std::unique_ptr<ProtocolServer> connection() override;
    void powerCycle(drivers::Instant now) override;
    [[nodiscard]] PduAnswer answer(std::span<const std::uint8_t> pdu, drivers::Instant now) override;
    [[nodiscard]] std::uint32_t serial() const { return m_serial; }

private:
    /// LabJack's own number of an error; 0: none.
    using Detail = std::uint16_t;
    struct Problem {
        std::uint8_t code = 0; ///< the Modbus exception
        Detail detail = 0;
    };

    [[nodiscard]] Bytes execute(std::span<const std::uint8_t> pdu, Problem &problem);
    [[nodiscard]] Bytes feedback(std::span<const std::uint8_t> pdu, Problem &problem);
    [[nodiscard]] Problem read(std::uint16_t address, unsigned count, Bytes &into);
    [[nodiscard]] Problem write(std::uint16_t address, std::span<const std::uint16_t> words);
    [[nodiscard]] Problem writeOne(std::uint16_t address, std::uint32_t number);
    [[nodiscard]] Problem configureInput(std::uint16_t address, std::uint32_t number);
    [[nodiscard]] std::optional<std::uint32_t> value(std::uint16_t address) const;
    [[nodiscard]] std::optional<std::uint32_t> inputValue(std::uint16_t address) const;
    [[nodiscard]] float volts(int input) const;
    [[nodiscard]] std::uint32_t lineState() const;
    void driveLines();

    struct Input {
        float range_V = 10.0F;
        std::uint16_t negative = 199;
        std::uint16_t resolution = 0;
        float settling_us = 0.0F;
    };

    BenchModel &m_bench;
    SignalPace m_pace;
    std::uint32_t m_serial;
    drivers::Instant m_poweredOn{};
    drivers::Instant m_now{};
    std::array<Input, inputs> m_inputs{};
    std::uint32_t m_state = 0; ///< what outputs are driven to
    std::uint32_t m_direction = 0; ///< bit 1: output
    std::uint32_t m_inhibit = 0; ///< bit 1: not touched by writes to state and direction
    std::uint16_t m_testU16 = 0x0011;
    std::array<std::uint32_t, 3> m_tests{};
    Detail m_lastError = 0;
    std::uint16_t m_lastFrame = 0;
};

} // namespace tgc::simulation
