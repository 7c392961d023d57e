// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/libmodbus_port.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include <modbus/modbus.h>

#include "drivers/modbus/frame.h"

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

/// Waits for bytes until the deadline and reads them; empty: none came.
Result<std::optional<std::size_t>> readSome(int descriptor, std::span<std::uint8_t> into, Instant deadline)
{
    while (true) {
        // Past the deadline there is still one look at what has already come.
        const auto left = std::max<std::int64_t>(
            0, std::chrono::ceil<std::chrono::milliseconds>(deadline - SystemClock().now()).count());
        pollfd waited{descriptor, POLLIN, 0};
        const int ready = poll(&waited, 1, static_cast<int>(std::min<std::int64_t>(left, 60000)));
        if (ready > 0) {
            const ssize_t got = ::read(descriptor, into.data(), into.size());
            if (got > 0) {
                return std::optional(static_cast<std::size_t>(got));
            }
            if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
                return fail(ErrorCode::LinkLost, "the line was lost");
            }
        } else if (ready < 0 && errno != EINTR) {
            return fail(ErrorCode::LinkLost, "the line was lost");
        } else if (ready == 0 && left <= 60000) {
            return std::optional<std::size_t>();
        }
    }
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
        return {ErrorCode::Device,
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

Result<std::vector<std::uint16_t>> LibmodbusPort::readRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                                std::uint16_t count, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return fail(ready.error());
    }
    const bool input = table == ModbusTable::Input;
    if (m_echo) {
        Bytes pdu{static_cast<std::uint8_t>(input ? 4 : 3)};
        appendWord(pdu, address);
        appendWord(pdu, count);
        const auto answer = exchangeRaw(unit, pdu, deadline);
        if (!answer) {
            return fail(answer.error());
        }
        if (answer->size() != 2U + 2U * count) {
            return fail(ErrorCode::Integrity, m_name + ": the answer has another length than was asked for");
        }
        return wordsFromBytes(std::span(*answer).subspan(2));
    }
    std::vector<std::uint16_t> registers(count);
    const int got = input ? modbus_read_input_registers(m_context->modbus, address, count, registers.data())
                          : modbus_read_registers(m_context->modbus, address, count, registers.data());
    if (got < 0) {
        return fail(problem("reading registers"));
    }
    if (got != count) {
        return fail(ErrorCode::Integrity, m_name + ": the answer has another length than was asked for");
    }
    return registers;
}

Result<std::vector<bool>> LibmodbusPort::readBits(int unit, ModbusTable table, std::uint16_t address,
                                                  std::uint16_t count, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return fail(ready.error());
    }
    std::vector<std::uint8_t> bytes(count);
    if (m_echo) {
        Bytes pdu{static_cast<std::uint8_t>(table == ModbusTable::Discrete ? 2 : 1)};
        appendWord(pdu, address);
        appendWord(pdu, count);
        const auto answer = exchangeRaw(unit, pdu, deadline);
        if (!answer) {
            return fail(answer.error());
        }
        if (answer->size() != 2U + (count + 7U) / 8U) {
            return fail(ErrorCode::Integrity, m_name + ": the answer has another length than was asked for");
        }
        for (std::size_t i = 0; i < count; ++i) {
            bytes[i] = ((*answer)[2 + i / 8] >> (i % 8)) & 1U;
        }
    } else {
        const int got = table == ModbusTable::Discrete
                            ? modbus_read_input_bits(m_context->modbus, address, count, bytes.data())
                            : modbus_read_bits(m_context->modbus, address, count, bytes.data());
        if (got < 0) {
            return fail(problem("reading bits"));
        }
        if (got != count) {
            return fail(ErrorCode::Integrity, m_name + ": the answer has another length than was asked for");
        }
    }
    std::vector<bool> bits;
    for (const std::uint8_t byte : bytes) {
        bits.push_back(byte != 0);
    }
    return bits;
}

Result<std::vector<std::uint16_t>> LibmodbusPort::readWideRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                                    std::uint16_t count, Instant deadline)
{
    Bytes pdu{static_cast<std::uint8_t>(table == ModbusTable::Input ? 4 : 3)};
    appendWord(pdu, address);
    appendWord(pdu, count);
    const auto answer = exchangeRaw(unit, pdu, deadline);
    if (!answer) {
        return fail(answer.error());
    }
    if (answer->size() != 2U + 4U * count || (*answer)[1] != 4U * count) {
        return fail(ErrorCode::Integrity, m_name + ": the answer does not have four bytes a register");
    }
    return wordsFromBytes(std::span(*answer).subspan(2));
}

Result<void> LibmodbusPort::writeRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> registers,
                                           bool single, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return ready;
    }
    if (m_echo) {
        Bytes pdu{static_cast<std::uint8_t>(single ? 6 : 16)};
        appendWord(pdu, address);
        if (!single) {
            appendWord(pdu, static_cast<std::uint16_t>(registers.size()));
            pdu.push_back(static_cast<std::uint8_t>(2 * registers.size()));
        }
        for (const std::uint16_t word : registers) {
            appendWord(pdu, word);
        }
        const auto answer = exchangeRaw(unit, pdu, deadline);
        return answer ? Result<void>() : fail(answer.error());
    }
    const int done = single ? modbus_write_register(m_context->modbus, address, registers[0])
                            : modbus_write_registers(m_context->modbus, address, static_cast<int>(registers.size()),
                                                     registers.data());
    return done < 0 ? Result<void>(fail(problem("writing"))) : Result<void>();
}

Result<void> LibmodbusPort::writeCoil(int unit, std::uint16_t address, bool on, Instant deadline)
{
    if (auto ready = prepare(unit, deadline); !ready) {
        return ready;
    }
    if (m_echo) {
        Bytes pdu{5};
        appendWord(pdu, address);
        appendWord(pdu, on ? 0xFF00 : 0);
        const auto answer = exchangeRaw(unit, pdu, deadline);
        return answer ? Result<void>() : fail(answer.error());
    }
    return modbus_write_bit(m_context->modbus, address, on ? 1 : 0) < 0 ? Result<void>(fail(problem("writing")))
                                                                        : Result<void>();
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

Result<std::vector<std::uint8_t>> LibmodbusPort::exchangeRaw(int unit, std::span<const std::uint8_t> pdu,
                                                             Instant deadline)
{
    if (!isOpen()) {
        return fail(ErrorCode::LinkLost, m_name + ": not connected");
    }
    const int descriptor = modbus_get_socket(m_context->modbus);
    const std::uint16_t transaction = ++m_context->transaction;
    const Bytes request = hasTransactions() ? mbapFrame(transaction, unit, pdu) : rtuFrame(unit, pdu);
    const ssize_t sent = hasTransactions() ? ::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL)
                                           : ::write(descriptor, request.data(), request.size());
    if (sent != static_cast<ssize_t>(request.size())) {
        close();
        return fail(ErrorCode::LinkLost, m_name + ": the line was lost while writing");
    }
    Bytes buffer;
    std::size_t echoLeft = m_echo && !hasTransactions() ? request.size() : 0;
    std::array<std::uint8_t, 512> chunk{};
    while (true) {
        const auto got = readSome(descriptor, chunk, deadline);
        if (!got) {
            close();
            return fail(ErrorCode::LinkLost, m_name + ": " + got.error().message);
        }
        if (!*got) {
            return fail(ErrorCode::Timeout, m_name + ": no answer in time");
        }
        const std::size_t skipped = std::min(echoLeft, **got);
        echoLeft -= skipped;
        buffer.insert(buffer.end(), chunk.begin() + static_cast<std::ptrdiff_t>(skipped),
                      chunk.begin() + static_cast<std::ptrdiff_t>(**got));
        std::optional<Bytes> answer;
        if (hasTransactions()) {
            auto reply = parseMbap(buffer);
            // The answer to a question of before is dropped and the wait goes on (Modbus on TCP/IP V1.0b 4.4.1.3).
            while (reply && *reply && ((*reply)->transaction != transaction || (*reply)->unit != unit)) {
                buffer.erase(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>((*reply)->consumed));
                reply = parseMbap(buffer);
            }
            if (!reply) {
                return fail(ErrorCode::Integrity, m_name + ": " + reply.error().message);
            }
            if (*reply) {
                answer = (*reply)->pdu;
            }
        } else {
            const auto reply = parseRtu(buffer, unit, pdu[0]);
            if (!reply) {
                return fail(ErrorCode::Integrity, m_name + ": " + reply.error().message);
            }
            answer = *reply;
        }
        if (!answer) {
            continue;
        }
        if (answer->size() >= 2 && ((*answer)[0] & 0x80U) != 0) {
            return fail(ErrorCode::Device, m_name + ": refused by the device: " + exceptionWords((*answer)[1]));
        }
        if (answer->size() < 2 || (*answer)[0] != pdu[0]) {
            return fail(ErrorCode::Integrity, m_name + ": the answer is to another function");
        }
        return *answer;
    }
}

} // namespace tgc::drivers
