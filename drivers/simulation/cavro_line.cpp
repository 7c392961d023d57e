// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/cavro_line.h"

#include <algorithm>

namespace tgc::simulation {

namespace {

constexpr std::uint8_t stx = 0x02;
constexpr std::uint8_t etx = 0x03;
constexpr std::uint8_t carriageReturn = 0x0D;
constexpr std::uint8_t lineFeed = 0x0A;
constexpr std::uint8_t host = 0x30;      // the address of whoever asks
constexpr std::size_t longestBlock = 300; // 255 characters of command and what is around them
constexpr auto responseTime = std::chrono::milliseconds(2); // "less than 5 ms"

std::uint8_t xorOf(std::span<const std::uint8_t> bytes)
{
    std::uint8_t sum = 0;
    for (const std::uint8_t byte : bytes) {
        sum = static_cast<std::uint8_t>(sum ^ byte);
    }
    return sum;
}

} // namespace

std::vector<TimedBytes> CavroLine::receive(std::span<const std::uint8_t> bytes, drivers::Instant now)
{
    std::vector<TimedBytes> answers;
    for (const std::uint8_t byte : bytes) {
        take(byte, now, answers);
    }
    return answers;
}

void CavroLine::connected(drivers::Instant)
{
    m_within = Within::Nothing;
    m_block.clear();
}

void CavroLine::take(std::uint8_t byte, drivers::Instant now, std::vector<TimedBytes> &answers)
{
    if (m_within == Within::Checksum) {
        m_within = Within::Nothing;
        oemBlock(byte, now, answers);
        return;
    }
    if (byte == stx || (byte == '/' && m_within == Within::Nothing)) {
        m_within = byte == stx ? Within::Oem : Within::Dt;
        m_block = {byte};
        return;
    }
    if (m_within == Within::Nothing) {
        return; // line synchronisation, noise
    }
    m_block.push_back(byte);
    if (m_within == Within::Oem && byte == etx) {
        m_within = Within::Checksum;
    } else if (m_within == Within::Dt && byte == carriageReturn) {
        m_within = Within::Nothing;
        dtCommand(now, answers);
    } else if (m_block.size() > longestBlock) {
        m_within = Within::Nothing;
    }
}

void CavroLine::oemBlock(std::uint8_t checksum, drivers::Instant now, std::vector<TimedBytes> &answers)
{
    // STX, address, sequence, data, ETX
    if (m_block.size() < 4 || xorOf(m_block) != checksum || m_block[1] != m_pump.address() ||
        (m_block[2] & 0xF0U) != 0x30U || (m_block[2] & 0x07U) == 0) {
        return;
    }
    const std::string text(m_block.begin() + 3, m_block.end() - 1);
    const std::string made = m_pump.executeOem(m_block[2], text, now);
    Bytes answer{stx, host};
    answer.insert(answer.end(), made.begin(), made.end());
    answer.push_back(etx);
    answer.push_back(xorOf(answer));
    answers.push_back({now + responseTime, std::move(answer)});
}

void CavroLine::dtCommand(drivers::Instant now, std::vector<TimedBytes> &answers)
{
    // '/', address, data, CR
    if (m_block.size() < 3 || m_pump.oemSeen() || m_block[1] != m_pump.address()) {
        return;
    }
    const std::string made = m_pump.execute(std::string(m_block.begin() + 2, m_block.end() - 1), now);
    Bytes answer{'/', host};
    answer.insert(answer.end(), made.begin(), made.end());
    answer.insert(answer.end(), {etx, carriageReturn, lineFeed});
    answers.push_back({now + responseTime, std::move(answer)});
}

} // namespace tgc::simulation
