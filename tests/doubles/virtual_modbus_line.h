// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <deque>
#include <random>

#include "drivers/modbus/modbus_port.h"
#include "tests/doubles/virtual_clock.h"

namespace tgc::test {

/// A serial line with a device behind it whose register n holds 1000 + n, and which answers late, twice or not at all.
/// It takes answers as libmodbus takes them: the first of the right length is the answer, whoever it was for.
class VirtualModbusLine final : public drivers::ModbusPort {
public:
    struct Faults {
        double late = 0.0;
        double lost = 0.0;
        double twice = 0.0;
        drivers::Duration latest{}; ///< of a late answer
        bool again = false; ///< only what takes 60 ms and more comes twice, the second time when the latest may
    };

    VirtualModbusLine(VirtualClock &clock, Faults faults, unsigned seed)
        : m_clock(clock), m_faults(faults), m_random(seed)
    {
    }

    [[nodiscard]] Result<void> open(drivers::Instant) override
    {
        m_open = true;
        return {};
    }
    void close() override { m_open = false; } // what is on its way stays on its way: it is a serial line
    [[nodiscard]] bool isOpen() const override { return m_open; }

    [[nodiscard]] Result<std::vector<std::uint16_t>> readRegisters(int, drivers::ModbusTable, std::uint16_t address,
                                                                   std::uint16_t count,
                                                                   drivers::Instant deadline) override
    {
        ++asked;
        answer(address, count);
        const drivers::Instant until = deadline;
        while (!m_coming.empty() && m_coming.front().at <= until) {
            const Answer first = m_coming.front();
            m_coming.pop_front();
            m_clock.sleepUntil(first.at);
            if (first.words.size() != count) {
                return fail(ErrorCode::Integrity, "another length");
            }
            return first.words;
        }
        m_clock.sleepUntil(until);
        return fail(ErrorCode::Timeout, "no answer in time");
    }
    [[nodiscard]] Result<std::vector<bool>> readBits(int, drivers::ModbusTable, std::uint16_t, std::uint16_t,
                                                     drivers::Instant) override
    {
        return fail(ErrorCode::Device, "no bits here");
    }
    [[nodiscard]] Result<std::vector<std::uint16_t>> readWideRegisters(int, drivers::ModbusTable, std::uint16_t,
                                                                       std::uint16_t, drivers::Instant) override
    {
        return fail(ErrorCode::Device, "no wide registers here");
    }
    [[nodiscard]] Result<void> writeRegisters(int, std::uint16_t, std::span<const std::uint16_t>, bool,
                                              drivers::Instant deadline) override
    {
        ++written;
        m_clock.sleepUntil(deadline);
        return fail(ErrorCode::Timeout, "no answer in time");
    }
    [[nodiscard]] Result<void> writeWideRegisters(int, std::uint16_t, std::span<const std::uint16_t>,
                                                  drivers::Instant) override
    {
        return fail(ErrorCode::Device, "no wide registers here");
    }
    [[nodiscard]] Result<void> writeCoil(int, std::uint16_t, bool, bool, drivers::Instant) override
    {
        return fail(ErrorCode::Device, "no coils here");
    }
    [[nodiscard]] Result<std::size_t> drain(drivers::Duration silence, drivers::Instant) override
    {
        std::size_t dropped = 0;
        while (!m_coming.empty() && m_coming.front().at <= m_clock.now() + silence) {
            m_clock.sleepUntil(m_coming.front().at);
            m_coming.pop_front();
            ++dropped;
        }
        m_clock.sleepUntil(m_clock.now() + silence);
        return dropped;
    }
    [[nodiscard]] const std::string &endpoint() const override { return m_name; }
    [[nodiscard]] bool hasTransactions() const override { return false; }

    int asked = 0;
    int written = 0;

private:
    struct Answer {
        drivers::Instant at;
        std::vector<std::uint16_t> words;
    };

    void answer(std::uint16_t address, std::uint16_t count)
    {
        std::uniform_real_distribution<double> share(0.0, 1.0);
        Answer made{m_clock.now() + std::chrono::milliseconds(5), {}};
        for (int i = 0; i < count; ++i) {
            made.words.push_back(static_cast<std::uint16_t>(1000 + address + i));
        }
        if (share(m_random) < m_faults.lost) {
            return;
        }
        const drivers::Instant last = made.at + m_faults.latest;
        const bool late = share(m_random) < m_faults.late;
        if (late) {
            made.at += std::chrono::duration_cast<drivers::Duration>(m_faults.latest * share(m_random));
        }
        m_coming.push_back(made);
        const bool slow = late && made.at - m_clock.now() > std::chrono::milliseconds(60);
        if (share(m_random) < m_faults.twice && (slow || !m_faults.again)) {
            made.at = m_faults.again ? last : made.at + std::chrono::milliseconds(1);
            m_coming.push_back(made);
        }
        std::stable_sort(m_coming.begin(), m_coming.end(),
                         [](const Answer &a, const Answer &b) { return a.at < b.at; });
    }

    VirtualClock &m_clock;
    Faults m_faults;
    std::mt19937 m_random;
    bool m_open = false;
    std::deque<Answer> m_coming;
    std::string m_name = "serial:///virtual";
};

} // namespace tgc::test
