// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/tap_port.h"

#include <utility>

namespace tgc::drivers {

namespace {

std::string_view nameOf(ModbusTable table)
{
    switch (table) {
    case ModbusTable::Coil: return "coils";
    case ModbusTable::Discrete: return "discrete inputs";
    case ModbusTable::Input: return "input registers";
    case ModbusTable::Holding: return "holding registers";
    }
    return "";
}

std::string hexWord(std::uint16_t word)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {digits[word >> 12U], digits[word >> 8U & 0xFU], digits[word >> 4U & 0xFU], digits[word & 0xFU]};
}

std::string inHex(std::span<const std::uint16_t> words)
{
    std::string text;
    for (const std::uint16_t word : words) {
        text += (text.empty() ? "" : " ") + hexWord(word);
    }
    return text;
}

/// "unit 1 reads 2 holding registers at 2"
std::string question(int unit, std::string_view what, std::size_t count, std::string_view table, std::uint16_t address)
{
    return "unit " + std::to_string(unit) + " " + std::string(what) + " " + std::to_string(count) + " " +
           std::string(table) + " at " + std::to_string(address);
}

} // namespace

TapPort::TapPort(std::unique_ptr<ModbusPort> port, std::shared_ptr<ByteTap> tap)
    : m_port(std::move(port)), m_tap(std::move(tap))
{
}

Result<void> TapPort::open(Instant deadline)
{
    auto opened = m_port->open(deadline);
    m_tap->says(opened ? "opened " + endpoint() : opened.error().message);
    return opened;
}

void TapPort::close()
{
    if (m_port->isOpen()) {
        m_tap->says("closed");
    }
    m_port->close();
}

Result<std::vector<std::uint16_t>> TapPort::readRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                          std::uint16_t count, Instant deadline)
{
    auto words = m_port->readRegisters(unit, table, address, count, deadline);
    m_tap->says(question(unit, "reads", count, nameOf(table), address) + ": " +
                (words ? inHex(*words) : words.error().message));
    return words;
}

Result<std::vector<std::uint16_t>> TapPort::readWideRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                              std::uint16_t count, Instant deadline)
{
    auto words = m_port->readWideRegisters(unit, table, address, count, deadline);
    m_tap->says(question(unit, "reads", count, "wide " + std::string(nameOf(table)), address) + ": " +
                (words ? inHex(*words) : words.error().message));
    return words;
}

Result<std::vector<bool>> TapPort::readBits(int unit, ModbusTable table, std::uint16_t address, std::uint16_t count,
                                            Instant deadline)
{
    auto bits = m_port->readBits(unit, table, address, count, deadline);
    std::string answer;
    if (bits) {
        for (const bool bit : *bits) {
            answer += bit ? '1' : '0';
        }
    }
    m_tap->says(question(unit, "reads", count, nameOf(table), address) + ": " + (bits ? answer : bits.error().message));
    return bits;
}

Result<void> TapPort::writeRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> registers,
                                     bool single, Instant deadline)
{
    auto done = m_port->writeRegisters(unit, address, registers, single, deadline);
    m_tap->says(question(unit, "writes", registers.size(), nameOf(ModbusTable::Holding), address) + ", " +
                inHex(registers) + ": " + (done ? "done" : done.error().message));
    return done;
}

Result<void> TapPort::writeWideRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> words,
                                         Instant deadline)
{
    auto done = m_port->writeWideRegisters(unit, address, words, deadline);
    m_tap->says(question(unit, "writes", words.size() / 2, "wide holding registers", address) + ", " + inHex(words) +
                ": " + (done ? "done" : done.error().message));
    return done;
}

Result<void> TapPort::writeCoil(int unit, std::uint16_t address, bool on, bool single, Instant deadline)
{
    auto done = m_port->writeCoil(unit, address, on, single, deadline);
    m_tap->says(question(unit, "writes", 1, nameOf(ModbusTable::Coil), address) + ", " + (on ? "on" : "off") + ": " +
                (done ? "done" : done.error().message));
    return done;
}

Result<std::size_t> TapPort::drain(Duration silence, Instant deadline)
{
    auto dropped = m_port->drain(silence, deadline);
    if (!dropped || *dropped > 0) {
        m_tap->says(dropped ? std::to_string(*dropped) + " bytes that nobody asked for were dropped"
                            : dropped.error().message);
    }
    return dropped;
}

} // namespace tgc::drivers
