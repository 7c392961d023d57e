// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The registers of a LabJack T7 that this program uses. Source: the vendor's own map (README.md beside this file).
/// Values are big-endian, the high word at the lower address.
namespace tgc::drivers::t7 {

enum class Type { U16, U32, F32 };

struct Register {
    std::string_view name;
    std::uint16_t address = 0;
    Type type = Type::U16;

    [[nodiscard]] constexpr std::uint8_t words() const { return type == Type::U16 ? 1 : 2; }
    [[nodiscard]] constexpr std::size_t bytes() const { return std::size_t{2} * words(); }
};

inline constexpr std::string_view makersName = "LabJack";
inline constexpr double coreTimerHz = 40e6; ///< half the core clock of 80 MHz; 32 bits last 107.37 s
inline constexpr double systemTimerHz = 20.0;
inline constexpr std::uint32_t testValue = 0x00112233;
inline constexpr std::uint32_t testValueSwapped = 0x22330011;
inline constexpr double productT7 = 7.0;
inline constexpr std::uint16_t singleEnded = 199; ///< AINn_NEGATIVE_CH
inline constexpr double noValue = -9999.0;        ///< stands where there is no measurement
inline constexpr std::array ranges_V{10.0, 1.0, 0.1, 0.01};
inline constexpr int highestInput = 13; ///< AIN0..13 are the T7's own
inline constexpr int highestLine = 22;
inline constexpr int highestIndex = 8;     ///< of resolution, 16-bit converter
inline constexpr int highestIndexPro = 12; ///< 9..12: the 24-bit converter of the T7-Pro
inline constexpr double longestSettling_us = 50000.0;

inline constexpr Register test{"TEST", 55100, Type::U32};
inline constexpr Register lastError{"LAST_ERR_DETAIL", 55000, Type::U16};
inline constexpr Register productId{"PRODUCT_ID", 60000, Type::F32};
inline constexpr Register firmware{"FIRMWARE_VERSION", 60004, Type::F32};
inline constexpr Register hardwareInstalled{"HARDWARE_INSTALLED", 60010, Type::U32}; ///< bit 0: T7-Pro
inline constexpr Register serialNumber{"SERIAL_NUMBER", 60028, Type::U32};
inline constexpr Register coreTimer{"CORE_TIMER", 61520, Type::U32};
inline constexpr Register systemTimer{"SYSTEM_TIMER_20HZ", 61522, Type::U32}; ///< address from memory: optional
inline constexpr Register dioState{"DIO_STATE", 2800, Type::U32};
inline constexpr Register dioDirection{"DIO_DIRECTION", 2850, Type::U32}; ///< bit 1: output
inline constexpr Register dioInhibit{"DIO_INHIBIT", 2900, Type::U32};     ///< bit 1: this line is left alone

[[nodiscard]] constexpr std::uint16_t at(int base, int index)
{
    return static_cast<std::uint16_t>(base + index);
}
[[nodiscard]] constexpr Register ain(int n)
{
    return {"AIN", at(0, 2 * n), Type::F32};
}
[[nodiscard]] constexpr Register ainRange(int n)
{
    return {"AIN_RANGE", at(40000, 2 * n), Type::F32};
}
[[nodiscard]] constexpr Register ainNegative(int n)
{
    return {"AIN_NEGATIVE_CH", at(41000, n), Type::U16};
}
[[nodiscard]] constexpr Register ainResolution(int n)
{
    return {"AIN_RESOLUTION_INDEX", at(41500, n), Type::U16};
}
[[nodiscard]] constexpr Register ainSettling(int n)
{
    return {"AIN_SETTLING_US", at(42000, 2 * n), Type::F32};
}

} // namespace tgc::drivers::t7
