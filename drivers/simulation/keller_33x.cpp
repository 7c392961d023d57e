// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/keller_33x.h"

#include <cmath>
#include <limits>

namespace tgc::simulation {

namespace {

constexpr std::uint16_t firmwareClass = 0x0515; // class 5, group 21
constexpr std::uint16_t firmwareWeek = 0x140C;  // 2020, week 12

std::uint16_t integerWord(double value, unsigned index)
{
    const auto whole = static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value)));
    return static_cast<std::uint16_t>(index == 0 ? whole >> 16U : whole & 0xFFFFU);
}

} // namespace

std::unique_ptr<ProtocolServer> Keller33x::connection()
{
    return std::make_unique<ModbusRtuServer>(*this, unit, m_silence);
}

void Keller33x::tick(drivers::Instant now)
{
    m_bench.advance(m_bench.secondsAt(now));
    m_pressure_bar = static_cast<float>(m_bench.gaugePressure_kPa() / 100.0);
    m_temperature_C = static_cast<float>(m_bench.gaugeTemperature_C());
}

std::optional<std::uint16_t> Keller33x::word(std::uint16_t address)
{
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    constexpr std::int32_t noInteger = std::numeric_limits<std::int32_t>::max();
    const int half = address & 1;
    switch (address & ~1U) {
    case 0x0000: // CH0, the calculated channel: set to P1
    case 0x0002:
    case 0x0100: return floatWord(m_pressure_bar, half);
    case 0x0008:
    case 0x0102: return floatWord(m_temperature_C, half);
    case 0x0004: // P2
    case 0x0006: // T
    case 0x000A: // TOB2
        return floatWord(none, half);
    case 0x0010: // 1/100 mbar
    case 0x0012: return integerWord(static_cast<double>(m_pressure_bar) * 1e5, static_cast<unsigned>(half));
    case 0x0018: // 1/100 degC
        return integerWord(static_cast<double>(m_temperature_C) * 1e2, static_cast<unsigned>(half));
    case 0x0014:
    case 0x0016:
    case 0x001A: return integerWord(noInteger, static_cast<unsigned>(half));
    case 0x020E: return half == 0 ? firmwareClass : firmwareWeek;
    default: return std::nullopt;
    }
}

} // namespace tgc::simulation
