// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/register_device.h"

#include <bit>

namespace tgc::simulation {

namespace {

constexpr std::uint8_t illegalFunction = 1;
constexpr std::uint8_t illegalAddress = 2;
constexpr std::uint8_t illegalValue = 3;
constexpr std::uint8_t deviceBusy = 6;
constexpr int largestRead = 125;
constexpr int largestWrite = 123;

} // namespace

std::uint16_t floatWord(float value, int index)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>(index == 0 ? bits >> 16U : bits & 0xFFFFU);
}

float floatOf(std::uint16_t high, std::uint16_t low)
{
    return std::bit_cast<float>((std::uint32_t{high} << 16U) | low);
}

std::uint16_t textWord(std::string_view text, int index)
{
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0; };
    const auto first = static_cast<std::size_t>(2 * index);
    return static_cast<std::uint16_t>((at(first) << 8U) | at(first + 1));
}

PduAnswer RegisterDevice::answer(std::span<const std::uint8_t> pdu, drivers::Instant now)
{
    tick(now);
    return {now + thinking(), execute(pdu)};
}

std::optional<Bytes> RegisterDevice::wideRegisters(std::uint16_t, std::uint16_t)
{
    return std::nullopt;
}

std::optional<Bytes> RegisterDevice::otherFunction(std::span<const std::uint8_t>)
{
    return std::nullopt;
}

Bytes RegisterDevice::execute(std::span<const std::uint8_t> pdu)
{
    switch (pdu[0]) {
    case 3:
    case 4: return read(pdu);
    case 6:
    case 16: return write(pdu);
    case 8: // diagnostics: only the echo, subfunction 0
        if (pdu.size() == 5 && wordAt(pdu, 1) == 0) {
            return {pdu.begin(), pdu.end()};
        }
        return exceptionPdu(pdu[0], illegalValue);
    default: return otherFunction(pdu).value_or(exceptionPdu(pdu[0], illegalFunction));
    }
}

Bytes RegisterDevice::read(std::span<const std::uint8_t> pdu)
{
    if (pdu.size() != 5 || wordAt(pdu, 3) < 1 || wordAt(pdu, 3) > largestRead) {
        return exceptionPdu(pdu[0], illegalValue);
    }
    const std::uint16_t address = wordAt(pdu, 1);
    const std::uint16_t count = wordAt(pdu, 3);
    Bytes data;
    if (auto wide = wideRegisters(address, count)) {
        data = std::move(*wide);
    } else {
        for (unsigned i = 0; i < count; ++i) {
            const auto found = address + i <= 0xFFFFU ? word(static_cast<std::uint16_t>(address + i)) : std::nullopt;
            if (!found) {
                return exceptionPdu(pdu[0], illegalAddress);
            }
            putWord(data, *found);
        }
    }
    Bytes answer{pdu[0], static_cast<std::uint8_t>(data.size())};
    answer.insert(answer.end(), data.begin(), data.end());
    return answer;
}

Bytes RegisterDevice::write(std::span<const std::uint8_t> pdu)
{
    std::vector<std::uint16_t> words;
    const bool single = pdu[0] == 6;
    if (single && pdu.size() == 5) {
        words.push_back(wordAt(pdu, 3));
    } else if (!single && pdu.size() >= 6 && wordAt(pdu, 3) >= 1 && wordAt(pdu, 3) <= largestWrite &&
               pdu[5] == 2 * wordAt(pdu, 3) && pdu.size() == 6 + std::size_t{pdu[5]}) {
        for (std::size_t at = 6; at < pdu.size(); at += 2) {
            words.push_back(wordAt(pdu, at));
        }
    } else {
        return exceptionPdu(pdu[0], illegalValue);
    }
    switch (write(wordAt(pdu, 1), words)) {
    case Written::NoAddress: return exceptionPdu(pdu[0], illegalAddress);
    case Written::BadValue: return exceptionPdu(pdu[0], illegalValue);
    case Written::Busy: return exceptionPdu(pdu[0], deviceBusy);
    case Written::Done: break;
    }
    return {pdu.begin(), pdu.begin() + 5}; // both functions give back address and value or count
}

} // namespace tgc::simulation
