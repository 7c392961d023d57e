// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <string>

#include "drivers/simulation/protocol_server.h"
#include "drivers/transport/byte_link.h"
#include "tests/doubles/virtual_clock.h"

namespace tgc::test {

/// A line on a virtual clock to anything that speaks a protocol. It waits without waiting, and does to the answers
/// whatever a test wants done to them.
class VirtualLink final : public drivers::ByteLink {
public:
    using Answers = std::vector<simulation::TimedBytes>;
    enum class Kind {
        Serial, ///< what is on its way stays on its way when the port is closed
        Tcp,    ///< what is on its way dies with its connection
    };

    VirtualLink(VirtualClock &clock, simulation::ProtocolServer &server, Kind kind)
        : m_clock(clock), m_server(server), m_kind(kind)
    {
    }

    /// What becomes of a request: the server is asked in there, or not.
    std::function<Answers(std::span<const std::uint8_t> request, drivers::Instant now)> carry =
        [this](std::span<const std::uint8_t> request, drivers::Instant now) { return m_server.receive(request, now); };

    /// Whether the line is gone: open ones break, nothing can be opened.
    std::function<bool(drivers::Instant now)> unplugged = [](drivers::Instant) { return false; };

    [[nodiscard]] Result<void> open(drivers::Instant) override
    {
        if (unplugged(m_clock.now())) {
            m_clock.sleepUntil(m_clock.now() + std::chrono::milliseconds(20));
            return fail(ErrorCode::LinkLost, m_name + ": there is no such port");
        }
        m_server.connected(m_clock.now());
        m_open = true;
        return {};
    }
    void close() override
    {
        m_open = false;
        if (m_kind == Kind::Tcp) {
            m_coming.clear();
        }
    }
    [[nodiscard]] bool isOpen() const override { return m_open; }
    [[nodiscard]] Result<void> write(std::span<const std::uint8_t> bytes, drivers::Instant) override
    {
        if (!whole()) {
            return lost();
        }
        sent.emplace_back(bytes.begin(), bytes.end());
        for (simulation::TimedBytes &answer : carry(bytes, m_clock.now())) {
            m_coming.push_back(std::move(answer));
        }
        std::stable_sort(m_coming.begin(), m_coming.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
        if (!whole()) {
            return lost();
        }
        return {};
    }
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into, drivers::Instant deadline) override
    {
        if (!whole()) {
            return lost();
        }
        if (m_coming.empty() || m_coming.front().at > std::max(deadline, m_clock.now())) {
            m_clock.sleepUntil(deadline);
            return fail(ErrorCode::Timeout, m_name + ": no answer in time");
        }
        simulation::Bytes &first = m_coming.front().bytes;
        m_clock.sleepUntil(m_coming.front().at);
        const std::size_t taken = std::min(into.size(), first.size());
        std::copy_n(first.begin(), taken, into.begin());
        first.erase(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(taken));
        if (first.empty()) {
            m_coming.pop_front();
        }
        return taken;
    }
    [[nodiscard]] const std::string &endpoint() const override { return m_name; }

    std::vector<simulation::Bytes> sent; ///< every request

private:
    [[nodiscard]] bool whole()
    {
        if (unplugged(m_clock.now())) {
            m_open = false;
            m_coming.clear();
        }
        return m_open;
    }
    [[nodiscard]] tl::unexpected<Error> lost() const
    {
        return fail(ErrorCode::LinkLost, m_name + ": the line was lost");
    }

    VirtualClock &m_clock;
    simulation::ProtocolServer &m_server;
    Kind m_kind;
    bool m_open = false;
    std::deque<simulation::TimedBytes> m_coming;
    std::string m_name = "virtual";
};

} // namespace tgc::test
