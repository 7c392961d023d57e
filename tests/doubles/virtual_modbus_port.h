// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "drivers/modbus/frame.h"
#include "drivers/modbus/modbus_port.h"
#include "tests/doubles/virtual_link.h"

namespace tgc::test {

/// Modbus over a virtual line, as trusting as libmodbus: the first whole answer of the right form is the answer.
class VirtualModbusPort final : public drivers::ModbusPort {
public:
    VirtualModbusPort(VirtualClock &clock, VirtualLink &link, bool tcp) : m_clock(clock), m_link(link), m_tcp(tcp) {}

    [[nodiscard]] Result<void> open(drivers::Instant deadline) override { return m_link.open(deadline); }
    void close() override
    {
        m_link.close();
        if (m_tcp) {
            m_received.clear();
        }
    }
    [[nodiscard]] bool isOpen() const override { return m_link.isOpen(); }
    [[nodiscard]] const std::string &endpoint() const override { return m_link.endpoint(); }
    [[nodiscard]] bool hasTransactions() const override { return m_tcp; }

    [[nodiscard]] Result<std::vector<std::uint16_t>> readRegisters(int unit, drivers::ModbusTable table,
                                                                   std::uint16_t address, std::uint16_t count,
                                                                   drivers::Instant deadline) override
    {
        return words(unit, table, address, count, std::size_t{2} * count, deadline);
    }
    [[nodiscard]] Result<std::vector<std::uint16_t>> readWideRegisters(int unit, drivers::ModbusTable table,
                                                                       std::uint16_t address, std::uint16_t count,
                                                                       drivers::Instant deadline) override
    {
        return words(unit, table, address, count, std::size_t{4} * count, deadline);
    }
    [[nodiscard]] Result<std::vector<bool>> readBits(int unit, drivers::ModbusTable table, std::uint16_t address,
                                                     std::uint16_t count, drivers::Instant deadline) override
    {
        const auto data = read(unit, table, address, count, (count + 7U) / 8U, deadline);
        if (!data) {
            return fail(data.error());
        }
        std::vector<bool> bits;
        for (unsigned i = 0; i < count; ++i) {
            bits.push_back(((*data)[i / 8] >> (i % 8) & 1U) != 0);
        }
        return bits;
    }
    [[nodiscard]] Result<void> writeRegisters(int, std::uint16_t, std::span<const std::uint16_t>, bool,
                                              drivers::Instant) override
    {
        return fail(ErrorCode::Device, "this double writes nothing");
    }
    [[nodiscard]] Result<void> writeWideRegisters(int, std::uint16_t, std::span<const std::uint16_t>,
                                                  drivers::Instant) override
    {
        return fail(ErrorCode::Device, "this double writes nothing");
    }
    [[nodiscard]] Result<void> writeCoil(int, std::uint16_t, bool, bool, drivers::Instant) override
    {
        return fail(ErrorCode::Device, "this double writes nothing");
    }
    [[nodiscard]] Result<std::size_t> drain(drivers::Duration silence, drivers::Instant deadline) override
    {
        const std::size_t held = m_received.size();
        m_received.clear();
        auto dropped = drivers::drain(m_link, m_clock, silence, std::max(deadline, m_clock.now() + silence));
        return dropped ? Result<std::size_t>(*dropped + held) : dropped;
    }

private:
    [[nodiscard]] Result<std::vector<std::uint16_t>> words(int unit, drivers::ModbusTable table, std::uint16_t address,
                                                           std::uint16_t count, std::size_t bytes,
                                                           drivers::Instant deadline)
    {
        const auto data = read(unit, table, address, count, bytes, deadline);
        return data ? Result<std::vector<std::uint16_t>>(drivers::wordsFromBytes(*data)) : fail(data.error());
    }
    [[nodiscard]] Result<drivers::Bytes> read(int unit, drivers::ModbusTable table, std::uint16_t address,
                                              std::uint16_t count, std::size_t bytes, drivers::Instant deadline)
    {
        std::uint8_t function = 3;
        switch (table) {
        case drivers::ModbusTable::Coil: function = 1; break;
        case drivers::ModbusTable::Discrete: function = 2; break;
        case drivers::ModbusTable::Input: function = 4; break;
        case drivers::ModbusTable::Holding: break;
        }
        drivers::Bytes pdu{function};
        drivers::appendWord(pdu, address);
        drivers::appendWord(pdu, count);
        auto answer = exchange(unit, pdu, deadline);
        if (!answer) {
            return answer;
        }
        if (((*answer)[0] & 0x80U) != 0) {
            return fail((*answer)[1] == 6 ? ErrorCode::Busy : ErrorCode::Device, drivers::exceptionWords((*answer)[1]));
        }
        if (answer->size() != bytes + 2 || (*answer)[1] != bytes) {
            return fail(ErrorCode::Integrity, endpoint() + ": the answer has another length");
        }
        return drivers::Bytes(answer->begin() + 2, answer->end());
    }
    [[nodiscard]] Result<drivers::Bytes> exchange(int unit, const drivers::Bytes &pdu, drivers::Instant deadline)
    {
        ++m_transaction;
        const auto sent =
            m_link.write(m_tcp ? drivers::mbapFrame(m_transaction, unit, pdu) : drivers::rtuFrame(unit, pdu), deadline);
        if (!sent) {
            return fail(sent.error());
        }
        std::array<std::uint8_t, 512> chunk{};
        while (true) {
            auto answer = m_tcp ? firstTcp(unit) : firstRtu(unit, pdu[0]);
            if (!answer) {
                return fail(ErrorCode::Integrity, endpoint() + ": " + answer.error().message);
            }
            if (*answer) {
                return **answer;
            }
            const auto got = m_link.read(chunk, deadline);
            if (!got) {
                return fail(got.error());
            }
            m_received.insert(m_received.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(*got));
        }
    }
    [[nodiscard]] Result<std::optional<drivers::Bytes>> firstTcp(int unit)
    {
        const auto frame = drivers::parseMbap(m_received);
        if (!frame || !*frame) {
            return frame ? Result<std::optional<drivers::Bytes>>(std::nullopt) : fail(frame.error());
        }
        drop((*frame)->consumed);
        if ((*frame)->transaction != m_transaction || (*frame)->unit != unit) {
            return fail(ErrorCode::Integrity, "another question's answer");
        }
        return std::optional((*frame)->pdu);
    }
    [[nodiscard]] Result<std::optional<drivers::Bytes>> firstRtu(int unit, std::uint8_t function)
    {
        auto pdu = drivers::parseRtu(m_received, unit, function);
        if (pdu && *pdu) {
            drop((*pdu)->size() + 3);
        }
        return pdu;
    }
    void drop(std::size_t bytes)
    {
        m_received.erase(m_received.begin(), m_received.begin() + static_cast<std::ptrdiff_t>(bytes));
    }

    VirtualClock &m_clock;
    VirtualLink &m_link;
    bool m_tcp;
    std::uint16_t m_transaction = 0;
    drivers::Bytes m_received;
};

} // namespace tgc::test
