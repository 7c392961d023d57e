// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/tap_port.h"

#include <utility>

#include "drivers/modbus/port_words.h"

namespace tgc::drivers {

namespace {

template <class Answer>
std::string said(const Result<Answer> &answer)
{
    if (!answer) {
        return port_words::answer(answer.error());
    }
    if constexpr (std::is_void_v<Answer>) {
        return port_words::answer();
    } else {
        return port_words::answer(*answer);
    }
}

} // namespace

TapPort::TapPort(std::unique_ptr<ModbusPort> port, std::shared_ptr<ByteTap> tap)
    : m_port(std::move(port)), m_tap(std::move(tap))
{
}

template <class Answer>
Result<Answer> TapPort::noted(std::string_view question, Result<Answer> answer)
{
    m_tap->says(std::string(question).append(": ").append(said(answer)));
    return answer;
}

Result<void> TapPort::open(Instant deadline)
{
    auto opened = m_port->open(deadline);
    if (!opened) {
        return noted(port_words::opening, std::move(opened));
    }
    m_tap->says(std::string(port_words::opened).append(endpoint()));
    return opened;
}

void TapPort::close()
{
    if (m_port->isOpen()) {
        m_tap->says(port_words::closed);
    }
    m_port->close();
}

Result<std::vector<std::uint16_t>> TapPort::readRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                          std::uint16_t count, Instant deadline)
{
    return noted(port_words::reading(unit, count, false, table, address),
                 m_port->readRegisters(unit, table, address, count, deadline));
}

Result<std::vector<std::uint16_t>> TapPort::readWideRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                              std::uint16_t count, Instant deadline)
{
    return noted(port_words::reading(unit, count, true, table, address),
                 m_port->readWideRegisters(unit, table, address, count, deadline));
}

Result<std::vector<bool>> TapPort::readBits(int unit, ModbusTable table, std::uint16_t address, std::uint16_t count,
                                            Instant deadline)
{
    return noted(port_words::reading(unit, count, false, table, address),
                 m_port->readBits(unit, table, address, count, deadline));
}

Result<void> TapPort::writeRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> registers,
                                     bool single, Instant deadline)
{
    return noted(port_words::writing(unit, false, address, registers),
                 m_port->writeRegisters(unit, address, registers, single, deadline));
}

Result<void> TapPort::writeWideRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> words,
                                         Instant deadline)
{
    return noted(port_words::writing(unit, true, address, words),
                 m_port->writeWideRegisters(unit, address, words, deadline));
}

Result<void> TapPort::writeCoil(int unit, std::uint16_t address, bool on, bool single, Instant deadline)
{
    return noted(port_words::writingCoil(unit, address, on), m_port->writeCoil(unit, address, on, single, deadline));
}

Result<std::size_t> TapPort::drain(Duration silence, Instant deadline)
{
    return noted(port_words::draining, m_port->drain(silence, deadline));
}

} // namespace tgc::drivers
