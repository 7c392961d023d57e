// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "drivers/transport/byte_link.h"
#include "tests/doubles/virtual_modbus_line.h"

namespace tgc::test {

/// A pump and the line to it on a virtual clock, as simple as the manual's words: it parts `V..IA..R`, `V..OD..IR`, `ZR`,
/// `T`, `Q`, `?`, `&`, counts what it has dispensed, and knows sequence numbers. What happens to the n-th block or its answer
/// is a test's to say. Written from XCalibur manual 733085-B without the driver's codec.
class CavroOnALine final : public drivers::ByteLink {
public:
    enum class Trouble {
        None,
        QuestionLost,
        AnswerLost,
        AnswerLate,
        AnswerTwice,
        AnswerDamaged,
        AnswerCut,
        PowerCycle,
        Unplugged
    };

    explicit CavroOnALine(VirtualClock &clock) : m_clock(clock) {}

    /// What happens to a block, asked once for each: its command, and whether it is a repeat.
    std::function<Trouble(const std::string &command, bool repeat)> trouble = [](auto &&...) { return Trouble::None; };
    int error = 0; ///< of the status byte, 0 to 15
    bool initialised = true;
    int position = 0;
    int dispensed = 0; ///< steps, through the output valve
    int moves = 0; ///< programs that moved something
    int largestMove = 0;
    drivers::Duration lateBy = std::chrono::milliseconds(300);
    drivers::Duration moveTakes = std::chrono::seconds(2);

    [[nodiscard]] Result<void> open(drivers::Instant) override
    {
        m_open = true;
        return {};
    }
    void close() override { m_open = false; }
    [[nodiscard]] bool isOpen() const override { return m_open; }
    [[nodiscard]] const std::string &endpoint() const override { return m_name; }

    [[nodiscard]] Result<void> write(std::span<const std::uint8_t> bytes, drivers::Instant) override
    {
        if (!m_open) {
            return fail(ErrorCode::LinkLost, "closed");
        }
        // STX address sequence ... ETX checksum
        std::uint8_t sum = 0;
        for (const std::uint8_t byte : bytes) {
            sum = static_cast<std::uint8_t>(sum ^ byte);
        }
        if (bytes.size() < 5 || bytes[0] != 0x02 || bytes[bytes.size() - 2] != 0x03 || sum != 0 || bytes[1] != 0x31) {
            return {};
        }
        const std::string command(bytes.begin() + 3, bytes.end() - 2);
        const int sequence = bytes[2] & 0x07;
        const bool repeat = (bytes[2] & 0x08) != 0;
        const Trouble what = trouble(command, repeat);
        if (what == Trouble::QuestionLost) {
            return {};
        }
        if (what == Trouble::Unplugged) {
            m_open = false;
            return {};
        }
        if (what == Trouble::PowerCycle) {
            m_busyUntil = {};
            initialised = false;
            position = 0;
            m_last = 0;
        }
        std::string data = m_lastData;
        if (!repeat || sequence != m_last) {
            m_last = sequence;
            data = m_lastData = execute(command);
        }
        answer(data, what);
        return {};
    }

    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into, drivers::Instant deadline) override
    {
        if (!m_open) {
            return fail(ErrorCode::LinkLost, "unplugged");
        }
        if (m_coming.empty() || m_coming.front().at > deadline) {
            m_clock.sleepUntil(deadline);
            return fail(ErrorCode::Timeout, "no answer in time");
        }
        m_clock.sleepUntil(m_coming.front().at);
        const drivers::Bytes bytes = std::move(m_coming.front().bytes);
        m_coming.pop_front();
        std::copy(bytes.begin(), bytes.end(), into.begin());
        return bytes.size();
    }

private:
    struct Coming {
        drivers::Instant at;
        drivers::Bytes bytes;
    };

    std::string execute(const std::string &command)
    {
        if (command == "Q") {
            return "";
        }
        if (command == "&") {
            return "P/N 733085 rev B";
        }
        if (command == "?") {
            return std::to_string(where());
        }
        if (command == "T") {
            finish();
            return "";
        }
        if (command == "ZR") {
            initialised = true;
            error = 0;
            position = 0;
            ++moves;
            m_busyUntil = m_clock.now() + moveTakes;
            return "";
        }
        if (initialised && m_clock.now() >= m_busyUntil) {
            ++moves;
            m_from = position;
            if (const auto a = command.find('A'); a != std::string::npos) {
                position = std::atoi(command.c_str() + a + 1);
                m_dispensing = false;
            } else if (const auto d = command.find('D'); d != std::string::npos) {
                const int steps = std::atoi(command.c_str() + d + 1);
                position -= steps;
                dispensed += steps;
                m_dispensing = true;
            }
            largestMove = std::max(largestMove, std::abs(position - m_from));
            m_busyFrom = m_clock.now();
            m_busyUntil = m_busyFrom + moveTakes;
        }
        return "";
    }

    [[nodiscard]] int where() const
    {
        if (m_clock.now() >= m_busyUntil || moveTakes.count() == 0) {
            return position;
        }
        const double done =
            static_cast<double>((m_clock.now() - m_busyFrom).count()) / static_cast<double>(moveTakes.count());
        return m_from + static_cast<int>((position - m_from) * done);
    }
    void finish()
    {
        const int here = where();
        if (m_dispensing) {
            dispensed -= here - position;
        }
        position = here;
        m_busyUntil = {};
    }

    void answer(const std::string &data, Trouble what)
    {
        const bool ready = m_clock.now() >= m_busyUntil;
        const int code = initialised ? error : 7;
        drivers::Bytes block{0x02, 0x30, static_cast<std::uint8_t>(0x40 | (ready ? 0x20 : 0) | code)};
        block.insert(block.end(), data.begin(), data.end());
        block.push_back(0x03);
        std::uint8_t sum = 0;
        for (const std::uint8_t byte : block) {
            sum = static_cast<std::uint8_t>(sum ^ byte);
        }
        block.push_back(sum);
        const drivers::Instant soon = m_clock.now() + std::chrono::milliseconds(3);
        switch (what) {
        case Trouble::AnswerLost: return;
        case Trouble::AnswerLate: put(soon + lateBy, block); return;
        case Trouble::AnswerTwice:
            put(soon, block);
            put(soon + std::chrono::milliseconds(40), block);
            return;
        case Trouble::AnswerDamaged: block.back() ^= 0x10U; break;
        case Trouble::AnswerCut: block.resize(block.size() - 2); break;
        default: break;
        }
        put(soon, block);
    }
    void put(drivers::Instant at, const drivers::Bytes &bytes)
    {
        m_coming.push_back({at, bytes});
        std::stable_sort(m_coming.begin(), m_coming.end(),
                         [](const Coming &a, const Coming &b) { return a.at < b.at; });
    }

    VirtualClock &m_clock;
    std::string m_name = "serial:///dev/pump";
    bool m_open = false;
    int m_last = 0;
    std::string m_lastData;
    int m_from = 0;
    bool m_dispensing = false;
    drivers::Instant m_busyFrom{};
    drivers::Instant m_busyUntil{};
    std::deque<Coming> m_coming;
};

} // namespace tgc::test
