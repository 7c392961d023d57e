// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/client/blocking_client.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tgc::station {

namespace {

using Clock = std::chrono::steady_clock;

/// Waits until the socket can be read or written. False: the deadline came first.
bool waitFor(int fd, short what, Clock::time_point deadline)
{
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd poll{fd, what, 0};
        const int ready = ::poll(&poll, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000)));
        if (ready > 0) {
            return true;
        }
        // A signal ends the wait: who pressed Ctrl-C is asked at the caller's next look, not at the deadline.
        if (ready < 0 && errno == EINTR) {
            return false;
        }
        if (left <= 0) {
            return false;
        }
    }
}

Error gone(const std::string &why)
{
    return {ErrorCode::LinkLost, "the station is gone: " + why};
}

} // namespace

BlockingClient::BlockingClient(BlockingClient &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)),
      m_welcome(std::move(other.m_welcome)),
      m_splitter(std::move(other.m_splitter)),
      m_events(std::move(other.m_events)),
      m_live(std::move(other.m_live)),
      m_lastId(other.m_lastId),
      m_over(std::move(other.m_over))
{
}

BlockingClient &BlockingClient::operator=(BlockingClient &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    std::swap(m_welcome, other.m_welcome);
    std::swap(m_splitter, other.m_splitter);
    std::swap(m_events, other.m_events);
    std::swap(m_live, other.m_live);
    std::swap(m_lastId, other.m_lastId);
    std::swap(m_over, other.m_over);
    return *this;
}

BlockingClient::~BlockingClient()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

Result<BlockingClient> BlockingClient::connect(const std::filesystem::path &socket, const Options &options)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = socket.string();
    if (path.size() >= sizeof(address.sun_path)) {
        return fail(ErrorCode::BadInput,
                    "the socket's path " + path + " is too long; set XDG_RUNTIME_DIR to a shorter folder");
    }
    std::copy(path.begin(), path.end(), std::begin(address.sun_path));
    BlockingClient client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (client.m_fd < 0 || ::connect(client.m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0) {
        const bool absent = errno == ENOENT || errno == ECONNREFUSED;
        return fail(ErrorCode::LinkLost,
                    absent ? "no station is running here (" + path +
                                 "); start one with tgc station start --bench BENCH.toml"
                           : "the station's socket " + path + " cannot be reached: " + std::strerror(errno));
    }
    const int flags = ::fcntl(client.m_fd, F_GETFL);
    if (flags < 0 || ::fcntl(client.m_fd, F_SETFL, flags | O_NONBLOCK) != 0) {
        return fail(ErrorCode::Io, std::string("the station's socket: ") + std::strerror(errno));
    }
    const auto deadline = Clock::now() + options.timeout;
    if (auto sent = client.send(Hello{protocolVersion, options.program, options.from, options.live}, deadline); !sent) {
        return fail(sent.error());
    }
    while (true) {
        auto message = client.receive(deadline);
        if (!message) {
            return fail(message.error());
        }
        if (!*message) {
            return fail(ErrorCode::Timeout, "the station does not answer (" + path + ")");
        }
        if (auto *welcome = std::get_if<Welcome>(&**message)) {
            client.m_welcome = std::move(*welcome);
            return client;
        }
        client.keep(std::move(**message));
    }
}

Result<nlohmann::json> BlockingClient::command(const std::string &name, const nlohmann::json &args,
                                               Milliseconds timeout)
{
    const auto deadline = Clock::now() + timeout;
    const std::int64_t id = ++m_lastId;
    if (auto sent = send(Command{id, name, args}, deadline); !sent) {
        return fail(sent.error());
    }
    while (true) {
        auto message = receive(deadline);
        if (!message) {
            return fail(message.error());
        }
        if (!*message) {
            if (Clock::now() < deadline) {
                continue; // a signal
            }
            return fail(ErrorCode::Timeout, "the station has not answered to \"" + name + "\" within " +
                                                std::to_string(timeout.count()) +
                                                " ms; whether it was done is not known");
        }
        if (auto *reply = std::get_if<Reply>(&**message); reply != nullptr && reply->id == id) {
            if (!reply->ok) {
                return fail(codeOf(reply->code), reply->why);
            }
            return std::move(reply->data);
        }
        keep(std::move(**message));
    }
}

Result<std::optional<EventMessage>> BlockingClient::nextEvent(Milliseconds timeout)
{
    const auto deadline = Clock::now() + timeout;
    while (m_events.empty()) {
        auto message = receive(deadline);
        if (!message) {
            return fail(message.error());
        }
        if (!*message) {
            return std::nullopt;
        }
        keep(std::move(**message));
    }
    EventMessage event = std::move(m_events.front());
    m_events.pop_front();
    return event;
}

std::vector<Live> BlockingClient::takeLive()
{
    return std::exchange(m_live, {});
}

Result<void> BlockingClient::send(const ClientMessage &message, Instant deadline)
{
    const auto frame = frameOf(message);
    if (!frame) {
        return fail(frame.error());
    }
    for (std::size_t sent = 0; sent < frame->size();) {
        const auto count = ::send(m_fd, frame->data() + sent, frame->size() - sent, MSG_NOSIGNAL);
        if (count >= 0) {
            sent += static_cast<std::size_t>(count);
        } else if (errno == EAGAIN) {
            if (!waitFor(m_fd, POLLOUT, deadline) && Clock::now() >= deadline) {
                // Half a message may be out: nothing more can be said over this connection.
                m_over = Error{ErrorCode::Timeout, "the station takes nothing in"};
                return fail(*m_over);
            }
        } else if (errno != EINTR) {
            return fail(gone(std::strerror(errno)));
        }
    }
    return {};
}

Result<std::optional<StationMessage>> BlockingClient::receive(Instant deadline)
{
    std::array<std::uint8_t, 65536> buffer{};
    while (true) {
        const auto payload = m_splitter.next();
        if (payload && *payload) {
            auto message = readStationMessage(**payload);
            if (!message) {
                m_over = message.error();
                return fail(*m_over);
            }
            if (const auto *refused = std::get_if<Refused>(&*message)) {
                m_over = Error{ErrorCode::Unsupported, refused->why};
                return fail(*m_over);
            }
            return std::move(*message);
        }
        if (!payload) {
            m_over = payload.error();
        }
        if (m_over) {
            return fail(*m_over);
        }
        const auto count = ::recv(m_fd, buffer.data(), buffer.size(), 0);
        if (count > 0) {
            m_splitter.append(std::span(buffer).first(static_cast<std::size_t>(count)));
        } else if (count == 0) {
            m_over = gone("it ended the connection");
        } else if (errno == EAGAIN) {
            if (!waitFor(m_fd, POLLIN, deadline)) {
                return std::nullopt;
            }
        } else if (errno != EINTR) {
            m_over = gone(std::strerror(errno));
        }
    }
}

void BlockingClient::keep(StationMessage message)
{
    if (auto *event = std::get_if<EventMessage>(&message)) {
        m_events.push_back(std::move(*event));
    } else if (auto *live = std::get_if<Live>(&message)) {
        m_live.push_back(std::move(*live));
    }
}

} // namespace tgc::station
