// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/frame.h"

#include <string>

namespace tgc::drivers {

std::uint16_t modbusCrc(std::span<const std::uint8_t> bytes)
{
    std::uint16_t crc = 0xFFFF;
    for (const std::uint8_t byte : bytes) {
        crc = static_cast<std::uint16_t>(crc ^ byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = static_cast<std::uint16_t>((crc & 1U) != 0 ? (crc >> 1U) ^ 0xA001U : crc >> 1U);
        }
    }
    return crc;
}

void appendWord(Bytes &bytes, std::uint16_t word)
{
    bytes.push_back(static_cast<std::uint8_t>(word >> 8U));
    bytes.push_back(static_cast<std::uint8_t>(word & 0xFFU));
}

std::vector<std::uint16_t> wordsFromBytes(std::span<const std::uint8_t> bytes)
{
    std::vector<std::uint16_t> words;
    words.reserve(bytes.size() / 2);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        words.push_back(static_cast<std::uint16_t>((bytes[i] << 8U) | bytes[i + 1]));
    }
    return words;
}

Bytes rtuFrame(int unit, std::span<const std::uint8_t> pdu)
{
    Bytes frame{static_cast<std::uint8_t>(unit)};
    frame.insert(frame.end(), pdu.begin(), pdu.end());
    const std::uint16_t crc = modbusCrc(frame);
    frame.push_back(static_cast<std::uint8_t>(crc & 0xFFU));
    frame.push_back(static_cast<std::uint8_t>(crc >> 8U));
    return frame;
}

Bytes mbapFrame(std::uint16_t transaction, int unit, std::span<const std::uint8_t> pdu)
{
    Bytes frame;
    appendWord(frame, transaction);
    appendWord(frame, 0);
    appendWord(frame, static_cast<std::uint16_t>(pdu.size() + 1));
    frame.push_back(static_cast<std::uint8_t>(unit));
    frame.insert(frame.end(), pdu.begin(), pdu.end());
    return frame;
}

Result<std::optional<MbapReply>> parseMbap(std::span<const std::uint8_t> buffer)
{
    constexpr std::size_t header = 7;
    // A LabJack's packets reach 1040 bytes, four times the standard's 260 (hardware.md 2.1).
    constexpr std::size_t longest = 1040;
    if (buffer.size() < header) {
        return std::optional<MbapReply>();
    }
    const std::vector<std::uint16_t> words = wordsFromBytes(buffer.first(6));
    const std::size_t length = words[2];
    if (words[1] != 0 || length < 2 || length + 6 > longest) {
        return fail(ErrorCode::Device, "what came is no Modbus TCP frame; is this the right port?");
    }
    if (buffer.size() < length + 6) {
        return std::optional<MbapReply>();
    }
    const auto pdu = buffer.subspan(header, length - 1);
    return MbapReply{words[0], buffer[6], Bytes(pdu.begin(), pdu.end()), length + 6};
}

Result<std::optional<Bytes>> parseRtu(std::span<const std::uint8_t> buffer, int unit, std::uint8_t function)
{
    if (buffer.size() < 3) {
        return std::optional<Bytes>();
    }
    std::size_t length = 8; // unit, function, two words, CRC: the answer to a write
    if ((buffer[1] & 0x80U) != 0) {
        length = 5;
    } else if (buffer[1] <= 4) {
        length = 5U + buffer[2];
    }
    if (buffer.size() < length) {
        return std::optional<Bytes>();
    }
    const auto frame = buffer.first(length);
    const std::uint16_t crc = modbusCrc(frame.first(length - 2));
    if (frame[length - 2] != (crc & 0xFFU) || frame[length - 1] != (crc >> 8U)) {
        return fail(ErrorCode::Device, "the answer's checksum is wrong");
    }
    if (frame[0] != unit) {
        return fail(ErrorCode::Device,
                    "unit " + std::to_string(frame[0]) + " answered for unit " + std::to_string(unit));
    }
    if ((frame[1] & 0x7FU) != function) {
        return fail(ErrorCode::Device, "the answer is to another function");
    }
    return Bytes(frame.begin() + 1, frame.end() - 2);
}

std::string exceptionWords(std::uint8_t code)
{
    switch (code) {
    case 1: return "illegal function";
    case 2: return "illegal data address";
    case 3: return "illegal data value";
    case 4: return "device failure";
    case 5: return "acknowledged, still at work";
    case 6: return "busy";
    case 8: return "memory parity error";
    case 10: return "gateway path unavailable";
    case 11: return "the gateway's target does not answer";
    default: return "exception code " + std::to_string(code);
    }
}

} // namespace tgc::drivers
