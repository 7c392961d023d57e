// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <map>

#include "drivers/simulation/protocol_server.h"

namespace tgc::test {

/// As much of a LabJack T7 as the driver uses, written from hardware.md 2.1 and with no line of the driver's codec.
/// Input n reads 0.1 (n + 1) V plus 0.1 mV for each second since power came.
class SmallT7 final : public simulation::ProtocolServer {
public:
    using Bytes = simulation::Bytes;

    explicit SmallT7(drivers::Instant now) { powerCycle(now); }

    void powerCycle(drivers::Instant now, double uptime_s = 0.0)
    {
        poweredOn = now - std::chrono::duration_cast<drivers::Duration>(std::chrono::duration<double>(uptime_s));
        words = defaults;
        m_low = false;
    }
    [[nodiscard]] double uptime_s(drivers::Instant now) const
    {
        return std::chrono::duration<double>(now - poweredOn).count();
    }
    [[nodiscard]] double volts(int input, drivers::Instant now) const
    {
        return 0.1 * (input + 1) + 1e-4 * uptime_s(now);
    }
    void set32(std::uint16_t address, std::uint32_t value)
    {
        defaults[address] = static_cast<std::uint16_t>(value >> 16U);
        defaults[static_cast<std::uint16_t>(address + 1)] = static_cast<std::uint16_t>(value & 0xFFFFU);
        words = defaults;
    }

    void connected(drivers::Instant) override { m_buffer.clear(); }
    [[nodiscard]] std::vector<simulation::TimedBytes> receive(std::span<const std::uint8_t> bytes,
                                                              drivers::Instant now) override
    {
        m_now = now;
        m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
        std::vector<simulation::TimedBytes> answers;
        while (m_buffer.size() >= 7) {
            const std::size_t length = 6U + (m_buffer[4] << 8U) + m_buffer[5];
            if (m_buffer.size() < length) {
                break;
            }
            const Bytes pdu = answer(Bytes(m_buffer.begin() + 7, m_buffer.begin() + static_cast<long>(length)));
            Bytes frame{m_buffer[0], m_buffer[1], 0, 0};
            frame.push_back(static_cast<std::uint8_t>((pdu.size() + 1) >> 8U));
            frame.push_back(static_cast<std::uint8_t>((pdu.size() + 1) & 0xFFU));
            frame.push_back(m_buffer[6]);
            frame.insert(frame.end(), pdu.begin(), pdu.end());
            answers.push_back({now + std::chrono::milliseconds(3), frame});
            m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<long>(length));
        }
        return answers;
    }

    bool has20Hz = true;
    bool lying20Hz = false; ///< something else is at that address
    std::uint8_t refuseNext = 0; ///< with this exception, and LabJack error 2605 behind it
    int writes = 0;
    int pulses = 0; ///< of DIO0, pulled low
    drivers::Instant poweredOn{};
    std::map<std::uint16_t, std::uint16_t> words;
    std::map<std::uint16_t, std::uint16_t> defaults{
        {55100, 0x0011}, {55101, 0x2233}, {60000, 0x40E0}, {60001, 0}, // 7.0
        {60004, 0x3F83}, {60005, 0xD70A},                              // 1.03
        {60010, 0},      {60011, 1},      {60028, 0x1C03}, {60029, 0xA17A}, {55000, 0}, {2800, 0},
        {2801, 0xFFFF},  {2850, 0},       {2851, 0},       {2900, 0},       {2901, 0}};

    [[nodiscard]] bool startLineLow() const { return m_low; }

private:
    [[nodiscard]] std::uint32_t dynamic32(std::uint16_t address)
    {
        const double up = uptime_s(m_now);
        if (address == 61520) {
            return static_cast<std::uint32_t>(static_cast<std::uint64_t>(up * 40e6));
        }
        if (address == 61522) {
            return static_cast<std::uint32_t>(up * (lying20Hz ? 333.0 : 20.0)) + (lying20Hz ? 77U : 0U);
        }
        return std::bit_cast<std::uint32_t>(static_cast<float>(volts(address / 2, m_now)));
    }
    [[nodiscard]] bool read(std::uint16_t address, int count, Bytes &into)
    {
        if (address == 61522 && !has20Hz) {
            return false;
        }
        const bool dynamic = address < 28 || address == 61520 || address == 61522;
        if (dynamic && count != 2) {
            return false;
        }
        const std::uint32_t value = dynamic ? dynamic32(address) : 0;
        const auto pulledUp = static_cast<std::uint16_t>(~words[2851]); // lines that are inputs
        for (int i = 0; i < count; ++i) {
            const unsigned word =
                dynamic ? static_cast<unsigned>(i == 0 ? value >> 16U : value & 0xFFFFU)
                        : words[static_cast<std::uint16_t>(address + i)] | (address + i == 2801 ? pulledUp : 0);
            into.push_back(static_cast<std::uint8_t>(word >> 8U));
            into.push_back(static_cast<std::uint8_t>(word & 0xFFU));
        }
        return true;
    }
    void write(std::uint16_t address, std::uint16_t word)
    {
        ++writes;
        // DIO0 alone is of interest: low word, bit 0, where DIO_INHIBIT lets it be written.
        const bool inhibited = (words[2901] & 1U) != 0;
        if (!(inhibited && (address == 2801 || address == 2851))) {
            words[address] = word;
        }
        const bool low = (words[2851] & 1U) != 0 && (words[2801] & 1U) == 0;
        pulses += low && !m_low ? 1 : 0;
        m_low = low;
    }
    [[nodiscard]] Bytes answer(const Bytes &pdu)
    {
        const std::uint8_t function = pdu[0];
        Bytes out{function};
        if (refuseNext != 0) {
            words[55000] = 2605;
            return {static_cast<std::uint8_t>(function | 0x80U), std::exchange(refuseNext, std::uint8_t{0})};
        }
        if (function == 3) {
            out.push_back(static_cast<std::uint8_t>(pdu[4] * 2));
            return read(static_cast<std::uint16_t>((pdu[1] << 8U) | pdu[2]), pdu[4], out) ? out : Bytes{0x83, 2};
        }
        if (function != 76) {
            return {static_cast<std::uint8_t>(function | 0x80U), 1};
        }
        for (std::size_t i = 1; i + 3 < pdu.size();) {
            const auto address = static_cast<std::uint16_t>((pdu[i + 1] << 8U) | pdu[i + 2]);
            const std::size_t count = pdu[i + 3];
            if (pdu[i] == 0) {
                if (!read(address, static_cast<int>(count), out)) {
                    return {0xCC, 2};
                }
                i += 4;
                continue;
            }
            for (std::size_t w = 0; w < count; ++w) {
                write(static_cast<std::uint16_t>(address + w),
                      static_cast<std::uint16_t>((pdu[i + 4 + 2 * w] << 8U) | pdu[i + 5 + 2 * w]));
            }
            i += 4 + 2 * count;
        }
        return out;
    }

    Bytes m_buffer;
    drivers::Instant m_now{};
    bool m_low = false;
};

} // namespace tgc::test
