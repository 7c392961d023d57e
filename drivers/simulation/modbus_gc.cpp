// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/modbus_gc.h"

#include <array>

namespace tgc::simulation {

namespace {

constexpr std::uint16_t firstCode = 3001;
constexpr std::uint16_t firstValue = 7001;
constexpr std::uint16_t places = 16;
constexpr std::uint16_t runCoil = 1001;
constexpr std::array<std::uint16_t, 3> codes{112, 116, 114}; // H2, O2, N2

} // namespace

std::unique_ptr<ProtocolServer> ModbusGc::connection()
{
    return std::make_unique<ModbusTcpServer>(*this);
}

void ModbusGc::tick(drivers::Instant now)
{
    m_bench.advance(m_bench.secondsAt(now));
}

std::optional<std::uint16_t> ModbusGc::word(std::uint16_t address)
{
    if (address >= firstCode && address < firstCode + places) {
        const auto place = static_cast<std::size_t>(address - firstCode);
        return place < codes.size() ? codes[place] : std::uint16_t{0};
    }
    switch (address) {
    case 3034: // stream
    case 3059: // analysis, not calibration
        return 1;
    case 3062: return m_bench.chromatograph().state(m_bench.now_s()) == Chromatograph::State::Running ? 1 : 0;
    case 3046: // status: all is well
    case 3047: return 0;
    default: return std::nullopt;
    }
}

std::optional<Bytes> ModbusGc::wideRegisters(std::uint16_t address, std::uint16_t count)
{
    if (address < firstValue || address + count > firstValue + places) {
        return std::nullopt;
    }
    const RunResult last = m_bench.chromatograph().lastResult(m_bench.now_s()).value_or(RunResult{});
    const std::array<double, 3> percent{last.h2_percent, last.o2_percent, last.n2_percent};
    Bytes data;
    for (int i = 0; i < count; ++i) {
        const auto place = static_cast<std::size_t>(address - firstValue + i);
        const auto value = static_cast<float>(place < percent.size() ? percent[place] : 0.0);
        putWord(data, floatWord(value, 0));
        putWord(data, floatWord(value, 1));
    }
    return data;
}

std::optional<Bytes> ModbusGc::otherFunction(std::span<const std::uint8_t> pdu)
{
    constexpr std::uint8_t illegalAddress = 2;
    constexpr std::uint8_t illegalValue = 3;
    constexpr std::uint8_t busy = 6;
    if (pdu[0] != 1 && pdu[0] != 5) {
        return std::nullopt;
    }
    if (pdu.size() != 5) {
        return exceptionPdu(pdu[0], illegalValue);
    }
    const std::uint16_t value = wordAt(pdu, 3);
    if (wordAt(pdu, 1) != runCoil || (pdu[0] == 1 && value != 1)) {
        return exceptionPdu(pdu[0], illegalAddress);
    }
    const double now_s = m_bench.now_s();
    if (pdu[0] == 1) {
        const bool running = m_bench.chromatograph().state(now_s) == Chromatograph::State::Running;
        return Bytes{1, 1, static_cast<std::uint8_t>(running ? 1 : 0)};
    }
    if (value != 0xFF00 && value != 0) {
        return exceptionPdu(pdu[0], illegalValue);
    }
    if (value == 0xFF00 && !m_bench.chromatograph().start(now_s)) {
        return exceptionPdu(pdu[0], busy);
    }
    return Bytes{pdu.begin(), pdu.end()};
}

} // namespace tgc::simulation
