// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/libmodbus_port.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/select.h>

#include <modbus/modbus.h>

#include "drivers/modbus/raw_exchange.h"

namespace tgc::drivers {

struct LibmodbusPort::Context {
    explicit Context(modbus_t *made) : modbus(made) {}
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;
    ~Context()
    {
        if (locked) {
            unlockSerialPort(modbus_get_socket(modbus));
        }
        modbus_close(modbus);
        modbus_free(modbus);
    }

    modbus_t *modbus;
    bool locked = false;
    std::uint16_t transaction = 0x4000; ///< of our own frames; libmodbus counts its own from 1
};

namespace {

/// What is left until the deadline, as libmodbus wants it; at least a millisecond, since zero means "for ever" there.
struct Remaining {
    std::uint32_t s = 0;
    std::uint32_t us = 0;
};

Remaining remaining(Instant deadline)
{
    const auto left = std::max<std::int64_t>(
        1000, std::chrono::duration_cast<std::chrono::microseconds>(deadline - SystemClock().now()).count());
    return {static_cast<std::uint32_t>(left / 1000000), static_cast<std::uint32_t>(left % 1000000)};
}

} // namespace

LibmodbusPort::LibmodbusPort(Endpoint endpoint, SerialSettings settings, bool echo)
    : m_endpoint(std::move(endpoint)), m_settings(settings), m_echo(echo)
{
    if (const auto *tcp = std::get_if<TcpEndpoint>(&m_endpoint)) {
        m_name = "tcp://" + tcp->host + ":" + std::to_string(tcp->port);
    } else {
        m_name = "serial://" + std::get<SerialEndpoint>(m_endpoint).device;
    }
}

LibmodbusPort::~LibmodbusPort() = default;

Result<void> LibmodbusPort::open(Instant deadline)
{
    close();
    modbus_t *made = nullptr;
    if (const auto *tcp = std::get_if<TcpEndpoint>(&m_endpoint)) {
        made = modbus_new_tcp_pi(tcp->host.c_str(), std::to_string(tcp->port).c_str());
    } else {
        // libmodbus takes 9600 for a speed it does not know, and says so on standard error only.
        if (const auto line = lineSettings(m_settings); !line) {
            return fail(ErrorCode::BadInput, m_name + ": " + line.error().message);
        }
        made = modbus_new_rtu(std::get<SerialEndpoint>(m_endpoint).device.c_str(), m_settings.baud, m_settings.parity,
                              m_settings.dataBits, m_settings.stopBits);
    }
    if (made == nullptr) {
        return fail(ErrorCode::BadInput, m_name + ": libmodbus takes no such endpoint");
    }
    auto context = std::make_unique<Context>(made);
    modbus_set_error_recovery(made, MODBUS_ERROR_RECOVERY_NONE);
    const Remaining left = remaining(deadline);
    modbus_set_response_timeout(made, left.s, left.us); // also the limit of the connection
    if (modbus_connect(made) != 0) {
        const int error = errno;
        if (const auto *serial = std::get_if<SerialEndpoint>(&m_endpoint)) {
            return fail(ErrorCode::LinkLost, whyNotOpened(serial->device, error));
        }
        return fail(error == ETIMEDOUT || error == EINPROGRESS ? ErrorCode::Timeout : ErrorCode::LinkLost,
                    m_name + ": not connected (" + modbus_strerror(error) + "); check address, port and cable");
    }
    const int descriptor = modbus_get_socket(made);
    if (descriptor >= FD_SETSIZE) {
        return fail(ErrorCode::LinkLost, m_name + ": too many files are open for libmodbus");
    }
    if (const auto *serial = std::get_if<SerialEndpoint>(&m_endpoint); serial && !lockSerialPort(descriptor)) {
        return fail(ErrorCode::LinkLost, whyNotOpened(serial->device, EBUSY));
    }
    context->locked = std::holds_alternative<SerialEndpoint>(m_endpoint);
    m_context = std::move(context);
    return {};
}

void LibmodbusPort::close()
{
    m_context.reset();
}

bool LibmodbusPort::isOpen() const
{
    return m_context != nullptr;
}

Result<void> LibmodbusPort::prepare(int unit, Instant deadline)
{
    if (!isOpen()) {
        return fail(ErrorCode::LinkLost, m_name + ": not connected");
    }
    // A unit it refuses would leave the one before in place, on TCP 255: another device's values.
    if (modbus_set_slave(m_context->modbus, unit) != 0) {
        return fail(ErrorCode::BadInput, m_name + ": " + std::to_string(unit) + " is no unit that answers");
    }
    const Remaining left = remaining(deadline);
    modbus_set_response_timeout(m_context->modbus, left.s, left.us);
    // 0: the whole answer, not only its first byte, must be there by the deadline.
    modbus_set_byte_timeout(m_context->modbus, 0, 0);
    return {};
}

Error LibmodbusPort::problem(const char *what)
{
    const int error = errno;
    const std::string where = m_name + ": " + what + ": ";
    if (error == ETIMEDOUT) {
        return {ErrorCode::Timeout, where + "no answer in time"};
    }
    if (error > MODBUS_ENOBASE && error <= EMBXGTAR) {
        return {error == EMBXSBUSY ? ErrorCode::Busy : ErrorCode::Device,
                where + "refused by the device: " + exceptionWords(static_cast<std::uint8_t>(error - MODBUS_ENOBASE))};
    }
    if (error >= EMBBADCRC) {
        // Whatever came, it answers something else: as doubtful as no answer, and told apart from a refusal.
        return {ErrorCode::Integrity,
                where + "what came is no answer to the question (" + modbus_strerror(error) + ")"};
    }
    close();
    return {ErrorCode::LinkLost, where + "the line was lost (" + modbus_strerror(error) + ")"};
}

Error LibmodbusPort::anotherLength() const
{
    return {ErrorCode::Integrity, m_name + ": the answer has another length than was asked for"};
}

Result<std::vector<std::uint16_t>> LibmodbusPort::readRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                                std::uint16_t count, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return fail(ready.error());
    }
    const bool input = table == ModbusTable::Input;
    if (m_echo) {
        return askRegisters(unit, shortPdu(input ? 4 : 3, address, count), std::size_t{2} * count, deadline);
    }
    std::vector<std::uint16_t> registers(count);
    const int got = input ? modbus_read_input_registers(m_context->modbus, address, count, registers.data())
                          : modbus_read_registers(m_context->modbus, address, count, registers.data());
    if (got < 0) {
        return fail(problem("reading registers"));
    }
    return got == count ? Result<std::vector<std::uint16_t>>(std::move(registers)) : fail(anotherLength());
}

Result<std::vector<bool>> LibmodbusPort::readBits(int unit, ModbusTable table, std::uint16_t address,
                                                  std::uint16_t count, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return fail(ready.error());
    }
    const bool discrete = table == ModbusTable::Discrete;
    std::vector<bool> bits;
    if (m_echo) {
        const auto answer = ask(unit, shortPdu(discrete ? 2 : 1, address, count), deadline);
        if (!answer) {
            return fail(answer.error());
        }
        if (answer->size() != 2U + (count + 7U) / 8U) {
            return fail(anotherLength());
        }
        for (std::size_t i = 0; i < count; ++i) {
            bits.push_back((((*answer)[2 + i / 8] >> (i % 8)) & 1U) != 0);
        }
        return bits;
    }
    std::vector<std::uint8_t> bytes(count);
    const int got = discrete ? modbus_read_input_bits(m_context->modbus, address, count, bytes.data())
                             : modbus_read_bits(m_context->modbus, address, count, bytes.data());
    if (got < 0) {
        return fail(problem("reading bits"));
    }
    if (got != count) {
        return fail(anotherLength());
    }
    for (const std::uint8_t byte : bytes) {
        bits.push_back(byte != 0);
    }
    return bits;
}

Result<std::vector<std::uint16_t>> LibmodbusPort::readWideRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                                    std::uint16_t count, Instant deadline)
{
    return askRegisters(unit, shortPdu(table == ModbusTable::Input ? 4 : 3, address, count), std::size_t{4} * count,
                        deadline);
}

Result<void> LibmodbusPort::writeRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> registers,
                                           bool single, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return ready;
    }
    if (m_echo) {
        return order(unit, single ? shortPdu(6, address, registers[0]) : writePdu(address, registers.size(), registers),
                     deadline);
    }
    const int done = single ? modbus_write_register(m_context->modbus, address, registers[0])
                            : modbus_write_registers(m_context->modbus, address, static_cast<int>(registers.size()),
                                                     registers.data());
    return done < 0 ? Result<void>(fail(problem("writing"))) : Result<void>();
}

Result<void> LibmodbusPort::writeWideRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> words,
                                               Instant deadline)
{
    return order(unit, writePdu(address, words.size() / 2, words), deadline);
}

Result<void> LibmodbusPort::writeCoil(int unit, std::uint16_t address, bool on, bool single, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return ready;
    }
    if (m_echo) {
        Bytes pdu = shortPdu(single ? 5 : 15, address, single ? (on ? 0xFF00 : 0) : 1);
        if (!single) {
            pdu.insert(pdu.end(), {1, static_cast<std::uint8_t>(on ? 1 : 0)});
        }
        return order(unit, pdu, deadline);
    }
    const std::uint8_t bit = on ? 1 : 0;
    const int done = single ? modbus_write_bit(m_context->modbus, address, bit)
                            : modbus_write_bits(m_context->modbus, address, 1, &bit);
    return done < 0 ? Result<void>(fail(problem("writing"))) : Result<void>();
}

Result<std::size_t> LibmodbusPort::drain(Duration silence, Instant deadline)
{
    if (!isOpen()) {
        return fail(ErrorCode::LinkLost, m_name + ": not connected");
    }
    std::size_t dropped = 0;
    std::array<std::uint8_t, 512> sink{};
    while (true) {
        const auto got = readSome(modbus_get_socket(m_context->modbus), sink, SystemClock().now() + silence);
        if (!got) {
            close();
            return fail(ErrorCode::LinkLost, m_name + ": " + got.error().message);
        }
        if (!*got) {
            return dropped;
        }
        dropped += **got;
        if (SystemClock().now() > deadline) {
            return fail(ErrorCode::Timeout, m_name + ": the line did not fall silent in time");
        }
    }
}

Result<Bytes> LibmodbusPort::ask(int unit, const Bytes &pdu, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return fail(ready.error());
    }
    RawQuestion question{unit, pdu, {}, m_echo};
    if (hasTransactions()) {
        question.transaction = ++m_context->transaction;
    }
    auto answer = exchangeRaw(modbus_get_socket(m_context->modbus), question, deadline);
    if (!answer) {
        if (answer.error().code == ErrorCode::LinkLost) {
            close();
        }
        return fail(answer.error().code, m_name + ": " + answer.error().message);
    }
    return answer;
}

Result<std::vector<std::uint16_t>> LibmodbusPort::askRegisters(int unit, const Bytes &pdu, std::size_t bytes,
                                                               Instant deadline)
{
    const auto answer = ask(unit, pdu, deadline);
    if (!answer) {
        return fail(answer.error());
    }
    if (answer->size() != 2 + bytes || (*answer)[1] != bytes) {
        return fail(anotherLength());
    }
    return wordsFromBytes(std::span(*answer).subspan(2));
}

Result<void> LibmodbusPort::order(int unit, const Bytes &pdu, Instant deadline)
{
    const auto answer = ask(unit, pdu, deadline);
    if (!answer) {
        return fail(answer.error());
    }
    // Address and value, or address and count, come back as they went.
    if (answer->size() != 5 || !std::equal(answer->begin(), answer->end(), pdu.begin())) {
        return fail(ErrorCode::Integrity, m_name + ": what came confirms another write");
    }
    return {};
}

} // namespace tgc::drivers
