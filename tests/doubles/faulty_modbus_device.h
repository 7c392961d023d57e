// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <random>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <termios.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace tgc::test {

/// A Modbus device on a real socket or pseudo-terminal whose answers come late, twice or not at all. It knows function 3
/// and shares no code with the drivers. Register n holds valueAt(n), which no other register holds.
class FaultyModbusDevice {
public:
    using Clock = std::chrono::steady_clock;

    struct Faults {
        double late = 0.0; ///< share of answers that take from `soonest` to `latest`, even chances between
        double lost = 0.0;
        double twice = 0.0; ///< the second copy follows within `apart`, of a late answer by `latest`
        double damaged = 0.0; ///< one bit is flipped
        std::chrono::milliseconds soonest{30};
        std::chrono::milliseconds latest{150};
        std::chrono::milliseconds apart{60};
        std::chrono::milliseconds never{200}; ///< whatever the machine's load, nothing is sent later than this
    };

    FaultyModbusDevice(bool serial, Faults faults, unsigned seed) : m_serial(serial), m_faults(faults), m_random(seed)
    {
        if (serial) {
            m_line = posix_openpt(O_RDWR | O_NOCTTY);
            if (m_line < 0 || grantpt(m_line) != 0 || unlockpt(m_line) != 0) {
                throw std::runtime_error("no pseudo-terminal");
            }
            m_port = ptsname(m_line); // NOLINT(concurrency-mt-unsafe): devices are made one after another
            // Held open, so that a client that closes and opens again finds the same line.
            m_held = ::open(m_port.c_str(), O_RDWR | O_NOCTTY);
            termios raw{};
            tcgetattr(m_held, &raw);
            cfmakeraw(&raw);
            tcsetattr(m_held, TCSANOW, &raw);
        } else {
            m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            socklen_t size = sizeof address;
            if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_listener, 8) != 0 ||
                ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
                throw std::runtime_error("no socket");
            }
            m_tcpPort = ntohs(address.sin_port);
        }
        m_thread = std::thread([this] { run(); });
    }
    FaultyModbusDevice(const FaultyModbusDevice &) = delete;
    FaultyModbusDevice &operator=(const FaultyModbusDevice &) = delete;
    FaultyModbusDevice(FaultyModbusDevice &&) = delete;
    FaultyModbusDevice &operator=(FaultyModbusDevice &&) = delete;
    ~FaultyModbusDevice()
    {
        m_ending = true;
        m_thread.join();
        for (const int descriptor : {m_line, m_held, m_listener}) {
            if (descriptor >= 0) {
                ::close(descriptor);
            }
        }
    }

    [[nodiscard]] const std::string &serialPort() const { return m_port; }
    [[nodiscard]] std::uint16_t tcpPort() const { return m_tcpPort; }
    [[nodiscard]] static std::uint16_t valueAt(int address) { return static_cast<std::uint16_t>(address * 257 + 13); }
    [[nodiscard]] int faultsMade() const { return m_made; }

private:
    struct Answer {
        Clock::time_point at;
        Clock::time_point expires;
        std::vector<std::uint8_t> bytes;
    };

    void run()
    {
        while (!m_ending) {
            const auto now = Clock::now();
            int wait_ms = 20;
            if (!m_coming.empty()) {
                const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_coming.front().at - now).count();
                wait_ms = static_cast<int>(std::clamp<std::int64_t>(left, 0, 20));
            }
            const int watched = m_line >= 0 ? m_line : m_listener;
            std::array<pollfd, 2> polled{{{watched, POLLIN, 0}, {m_listener, POLLIN, 0}}};
            poll(polled.data(), !m_serial && m_line >= 0 ? 2 : 1, wait_ms);
            if (!m_serial && ((m_line < 0 && polled[0].revents != 0) || (m_line >= 0 && polled[1].revents != 0))) {
                hangUp(); // one client at a time; what was on its way to the one before dies with its connection
                m_line = ::accept(m_listener, nullptr, nullptr);
            } else if (m_line >= 0 && polled[0].revents != 0) {
                take();
            }
            send();
        }
    }

    void hangUp()
    {
        if (m_line >= 0) {
            ::close(m_line);
        }
        m_line = -1;
        m_coming.clear();
        m_buffer.clear();
    }

    void take()
    {
        std::array<std::uint8_t, 256> chunk{};
        const ssize_t got = ::read(m_line, chunk.data(), chunk.size());
        if (got <= 0) {
            if (!m_serial) {
                hangUp();
            }
            return;
        }
        m_buffer.insert(m_buffer.end(), chunk.begin(), chunk.begin() + got);
        const std::size_t header = m_serial ? 0 : 6;
        const std::size_t whole = m_serial ? 8 : 12;
        while (m_buffer.size() >= whole) {
            answer(std::vector<std::uint8_t>(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(whole)),
                   header);
            m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(whole));
        }
    }

    void answer(const std::vector<std::uint8_t> &question, std::size_t header)
    {
        const int address = question[header + 2] << 8 | question[header + 3];
        const int count = question[header + 5];
        std::vector<std::uint8_t> bytes(question.begin(), question.begin() + static_cast<std::ptrdiff_t>(header));
        bytes.push_back(question[header]);
        bytes.push_back(3);
        bytes.push_back(static_cast<std::uint8_t>(2 * count));
        for (int i = 0; i < count; ++i) {
            bytes.push_back(static_cast<std::uint8_t>(valueAt(address + i) >> 8));
            bytes.push_back(static_cast<std::uint8_t>(valueAt(address + i) & 0xFF));
        }
        if (m_serial) {
            addCrc(bytes);
        } else {
            bytes[5] = static_cast<std::uint8_t>(3 + 2 * count);
        }
        schedule(std::move(bytes));
    }

    static void addCrc(std::vector<std::uint8_t> &bytes)
    {
        unsigned crc = 0xFFFF;
        for (const std::uint8_t byte : bytes) {
            crc ^= byte;
            for (int i = 0; i < 8; ++i) {
                crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xA001U : crc >> 1U;
            }
        }
        bytes.push_back(static_cast<std::uint8_t>(crc & 0xFFU));
        bytes.push_back(static_cast<std::uint8_t>(crc >> 8U));
    }

    void schedule(std::vector<std::uint8_t> bytes)
    {
        std::uniform_real_distribution<double> share(0.0, 1.0);
        const auto between = [&](std::chrono::milliseconds low, std::chrono::milliseconds high) {
            const double span = static_cast<double>((high - low).count());
            return std::chrono::microseconds(
                static_cast<std::int64_t>(1000.0 * (static_cast<double>(low.count()) + span * share(m_random))));
        };
        const auto now = Clock::now();
        const bool late = share(m_random) < m_faults.late;
        const bool lost = share(m_random) < m_faults.lost;
        const bool twice = share(m_random) < m_faults.twice;
        const bool damaged = share(m_random) < m_faults.damaged;
        m_made += late || lost || twice || damaged ? 1 : 0;
        if (lost) {
            return;
        }
        if (damaged && m_serial) { // TCP has its own checksum
            bytes[3] ^= 0x10U;
        }
        const auto first = late ? between(m_faults.soonest, m_faults.latest) : std::chrono::microseconds(1000);
        m_coming.push_back({now + first, now + m_faults.never, bytes});
        if (twice) {
            const auto second = late ? std::chrono::microseconds(m_faults.latest)
                                     : first + between(std::chrono::milliseconds(0), m_faults.apart);
            m_coming.push_back({now + second, now + m_faults.never, bytes});
        }
        std::stable_sort(m_coming.begin(), m_coming.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    }

    void send()
    {
        while (!m_coming.empty() && m_coming.front().at <= Clock::now()) {
            const Answer next = m_coming.front();
            m_coming.pop_front();
            if (m_line < 0 || Clock::now() > next.expires) {
                continue;
            }
            const ssize_t sent = m_serial ? ::write(m_line, next.bytes.data(), next.bytes.size())
                                          : ::send(m_line, next.bytes.data(), next.bytes.size(), MSG_NOSIGNAL);
            if (sent < 0 && !m_serial) {
                hangUp();
            }
        }
    }

    bool m_serial;
    Faults m_faults;
    std::mt19937 m_random;
    int m_line = -1;
    int m_held = -1;
    int m_listener = -1;
    std::string m_port;
    std::uint16_t m_tcpPort = 0;
    std::vector<std::uint8_t> m_buffer;
    std::deque<Answer> m_coming;
    std::atomic<int> m_made = 0;
    std::atomic<bool> m_ending = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace tgc::test
