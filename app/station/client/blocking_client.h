// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/station/protocol/frames.h"
#include "app/station/protocol/messages.h"

namespace tgc::station {

/// A station's client for programs without an event loop: the command line, tests.
class BlockingClient {
public:
    using Milliseconds = std::chrono::milliseconds;

    struct Options {
        std::string program = "tgc";
        std::optional<std::uint64_t> from{}; ///< as in Hello
        bool live = false;
        Milliseconds timeout{5000};
    };

    /// Connects and greets. LinkLost: no station there; Unsupported: it refused (another protocol version); Timeout.
    [[nodiscard]] static Result<BlockingClient> connect(const std::filesystem::path &socket, const Options &options);
    BlockingClient(BlockingClient &&other) noexcept;
    BlockingClient &operator=(BlockingClient &&other) noexcept;
    BlockingClient(const BlockingClient &) = delete;
    BlockingClient &operator=(const BlockingClient &) = delete;
    ~BlockingClient();

    [[nodiscard]] const Welcome &welcome() const { return m_welcome; }
    /// `data` of the reply, or the station's refusal. Events that come meanwhile are kept for nextEvent(). Timeout: no
    /// reply yet; what became of the command is not known. LinkLost: the station is gone.
    [[nodiscard]] Result<nlohmann::json> command(const std::string &name,
                                                 const nlohmann::json &args = nlohmann::json::object(),
                                                 Milliseconds timeout = Milliseconds(30000));
    /// The next event, in order; empty: none within the timeout. LinkLost: the station is gone, and all that it sent
    /// was handed out.
    [[nodiscard]] Result<std::optional<EventMessage>> nextEvent(Milliseconds timeout);
    /// Live messages that came since the last call.
    [[nodiscard]] std::vector<Live> takeLive();

private:
    using Instant = std::chrono::steady_clock::time_point;

    explicit BlockingClient(int fd) : m_fd(fd) {}
    [[nodiscard]] Result<void> send(const ClientMessage &message, Instant deadline);
    /// One message, or empty at the deadline.
    [[nodiscard]] Result<std::optional<StationMessage>> receive(Instant deadline);
    /// Keeps what nobody waits for just now.
    void keep(StationMessage message);

    int m_fd = -1;
    Welcome m_welcome;
    FrameSplitter m_splitter;
    std::deque<EventMessage> m_events;
    std::vector<Live> m_live;
    std::int64_t m_lastId = 0;
    std::optional<Error> m_over; ///< why the connection ended
};

} // namespace tgc::station
