// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/cavro/oem.h"

#include <algorithm>
#include <numeric>

namespace tgc::drivers::cavro {

namespace {

constexpr std::uint8_t stx = 0x02;
constexpr std::uint8_t etx = 0x03;
constexpr std::uint8_t host = 0x30;
constexpr std::uint8_t repeatBit = 0x08;
constexpr std::size_t longestAnswer = 300; // 255 characters and what is around them

std::uint8_t checksum(std::span<const std::uint8_t> block)
{
    return std::accumulate(block.begin(), block.end(), std::uint8_t{0},
                           [](std::uint8_t sum, std::uint8_t byte) { return static_cast<std::uint8_t>(sum ^ byte); });
}

} // namespace

Bytes oemBlock(int address, int sequence, bool repeat, std::string_view command)
{
    Bytes block;
    block.reserve(command.size() + 5);
    block.push_back(stx);
    block.push_back(static_cast<std::uint8_t>(0x30 + address));
    block.push_back(static_cast<std::uint8_t>(0x30 | (repeat ? repeatBit : 0) | sequence));
    for (const char letter : command) {
        block.push_back(static_cast<std::uint8_t>(letter));
    }
    block.push_back(etx);
    block.push_back(checksum(block));
    return block;
}

Result<std::optional<OemAnswer>> parseOem(std::span<const std::uint8_t> buffer)
{
    const auto start = std::find(buffer.begin(), buffer.end(), stx);
    const auto end = std::find(start, buffer.end(), etx);
    if (end == buffer.end() || std::next(end) == buffer.end()) {
        if (static_cast<std::size_t>(std::distance(start, buffer.end())) > longestAnswer) {
            return fail(ErrorCode::Integrity, "what came is no answer of a Cavro pump");
        }
        return std::nullopt;
    }
    const std::span<const std::uint8_t> block(start, std::next(end));
    if (checksum(block) != *std::next(end)) {
        return fail(ErrorCode::Integrity, "an answer came damaged (its checksum is wrong)");
    }
    // STX, the host's address, a status byte 01X0eeee, data, ETX.
    if (block.size() < 4 || block[1] != host || (block[2] & 0xD0U) != 0x40U) {
        return fail(ErrorCode::Integrity, "what came is no answer of a Cavro pump");
    }
    return OemAnswer{(block[2] & 0x20U) != 0, block[2] & 0x0F, std::string(block.begin() + 3, block.end() - 1),
                     static_cast<std::size_t>(std::distance(buffer.begin(), end)) + 2};
}

std::string_view errorWords(int error)
{
    switch (error) {
    case 0: return "";
    case 1: return "its initialisation failed: look for a blocked line or valve, then initialise again";
    case 2: return "it does not know the command";
    case 3: return "a number in the command is outside its limits";
    case 4: return "the command's parts are in an order that it does not allow";
    case 6: return "its memory (EEPROM) is damaged: it needs service";
    case 7: return "it is not initialised: initialise it, which moves liquid";
    case 9: return "its plunger was blocked (overload): open what is closed, then initialise it, which moves liquid";
    case 10: return "its valve was blocked (overload): free it, then initialise it, which moves liquid";
    case 11: return "it may not move its plunger with the valve in this position";
    case 15: return "it was still busy with the command before";
    default: return "it reports an error that its manual does not name";
    }
}

bool positionLost(int error)
{
    return error == 1 || error == 7 || error == 9 || error == 10;
}

} // namespace tgc::drivers::cavro
