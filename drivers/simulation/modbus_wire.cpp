// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/modbus_wire.h"

namespace tgc::simulation {

namespace {

constexpr std::size_t mbapBytes = 7;
constexpr std::size_t largestPdu = 1033; // a T7's packet of 1040 bytes; 253 by the specification

/// Length of a request on a serial line with its CRC, from its first bytes; 0: more are needed; empty: unknown function.
std::optional<std::size_t> requestLength(std::span<const std::uint8_t> frame)
{
    if (frame.size() < 2) {
        return 0;
    }
    switch (frame[1]) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 8: return 8;
    case 15:
    case 16: return frame.size() < 7 ? 0 : 9 + std::size_t{frame[6]};
    default: return std::nullopt;
    }
}

} // namespace

std::uint16_t crc16(std::span<const std::uint8_t> bytes)
{
    std::uint16_t crc = 0xFFFF;
    for (const std::uint8_t byte : bytes) {
        crc = static_cast<std::uint16_t>(crc ^ byte);
        for (int bit = 0; bit < 8; ++bit) {
            const bool carry = (crc & 1U) != 0;
            crc = static_cast<std::uint16_t>(crc >> 1U);
            if (carry) {
                crc = static_cast<std::uint16_t>(crc ^ 0xA001U);
            }
        }
    }
    return crc;
}

Bytes exceptionPdu(std::uint8_t function, std::uint8_t code)
{
    return {static_cast<std::uint8_t>(function | 0x80U), code};
}

std::uint16_t wordAt(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return static_cast<std::uint16_t>((bytes[at] << 8U) | bytes[at + 1]);
}

void putWord(Bytes &bytes, std::uint16_t word)
{
    bytes.push_back(static_cast<std::uint8_t>(word >> 8U));
    bytes.push_back(static_cast<std::uint8_t>(word & 0xFFU));
}

std::vector<TimedBytes> ModbusTcpServer::receive(std::span<const std::uint8_t> bytes, drivers::Instant now)
{
    std::vector<TimedBytes> answers;
    if (m_lost) {
        return answers;
    }
    m_waiting.insert(m_waiting.end(), bytes.begin(), bytes.end());
    std::size_t used = 0;
    while (m_waiting.size() - used >= mbapBytes) {
        const std::span<const std::uint8_t> frame = std::span(m_waiting).subspan(used);
        const std::size_t length = wordAt(frame, 4); // of unit and PDU
        if (wordAt(frame, 2) != 0 || length < 2 || length > largestPdu + 1) {
            m_lost = true;
            break;
        }
        if (frame.size() < mbapBytes - 1 + length) {
            break;
        }
        const PduAnswer made = m_device.answer(frame.subspan(mbapBytes, length - 1), now);
        TimedBytes answer{made.at, {frame[0], frame[1], 0, 0}};
        putWord(answer.bytes, static_cast<std::uint16_t>(made.pdu.size() + 1));
        answer.bytes.push_back(frame[6]);
        answer.bytes.insert(answer.bytes.end(), made.pdu.begin(), made.pdu.end());
        answers.push_back(std::move(answer));
        used += mbapBytes - 1 + length;
    }
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(used));
    return answers;
}

void ModbusTcpServer::connected(drivers::Instant)
{
    m_waiting.clear();
    m_lost = false;
}

std::vector<TimedBytes> ModbusRtuServer::receive(std::span<const std::uint8_t> bytes, drivers::Instant now)
{
    std::vector<TimedBytes> answers;
    if (m_heard && now - *m_heard > m_silence) {
        m_waiting.clear();
    }
    m_heard = now;
    m_waiting.insert(m_waiting.end(), bytes.begin(), bytes.end());
    while (!m_waiting.empty()) {
        const std::optional<std::size_t> length = requestLength(m_waiting);
        if (length && (*length == 0 || m_waiting.size() < *length)) {
            break;
        }
        // An unknown function ends where the line falls silent; here, where the bytes end.
        const std::span<const std::uint8_t> frame = std::span(m_waiting).first(length.value_or(m_waiting.size()));
        const bool whole = frame.size() >= 4 && crc16(frame.first(frame.size() - 2)) ==
                                                    (frame[frame.size() - 2] | (frame[frame.size() - 1] << 8U));
        if (!whole) {
            m_waiting.clear();
            break;
        }
        const int unit = frame[0];
        if (unit == m_unit || unit == 0) {
            const PduAnswer made = m_device.answer(frame.subspan(1, frame.size() - 3), now);
            TimedBytes answer{made.at, {static_cast<std::uint8_t>(m_unit)}};
            answer.bytes.insert(answer.bytes.end(), made.pdu.begin(), made.pdu.end());
            const std::uint16_t crc = crc16(answer.bytes);
            answer.bytes.push_back(static_cast<std::uint8_t>(crc & 0xFFU));
            answer.bytes.push_back(static_cast<std::uint8_t>(crc >> 8U));
            if (unit != 0) {
                answers.push_back(std::move(answer));
            }
        }
        m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(frame.size()));
    }
    return answers;
}

void ModbusRtuServer::connected(drivers::Instant)
{
    m_waiting.clear();
}

} // namespace tgc::simulation
