// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/transport/tcp_link.h"

#include "drivers/transport/stream_io.h"

namespace tgc::drivers {

namespace asio = boost::asio;

struct TcpLink::Parts {
    asio::io_context io{1};
    asio::ip::tcp::socket socket{io};
};

TcpLink::TcpLink(TcpEndpoint endpoint)
    : m_endpoint(std::move(endpoint)),
      m_name("tcp://" + m_endpoint.host + ":" + std::to_string(m_endpoint.port)),
      m_parts(std::make_unique<Parts>())
{
}

TcpLink::~TcpLink() = default;

Result<void> TcpLink::open(Instant deadline)
{
    // A new context each time: nothing of a former connection can be left in it.
    m_parts = std::make_unique<Parts>();
    boost::system::error_code error;
    asio::ip::tcp::resolver resolver(m_parts->io);
    // Names of a bench are in /etc/hosts or a local name server; addresses are not looked up at all.
    const auto found = resolver.resolve(m_endpoint.host, std::to_string(m_endpoint.port), error);
    if (error) {
        return fail(ErrorCode::LinkLost, m_name + ": no such host (" + error.message() + ")");
    }
    const auto outcome = stream_io::runUntil(
        m_parts->io, deadline,
        [&](auto done) {
            asio::async_connect(m_parts->socket, found,
                                [done](boost::system::error_code e, const auto &) mutable { done(e, 0); });
        },
        [&] {
            boost::system::error_code ignored;
            m_parts->socket.close(ignored);
        });
    if (!outcome) {
        close();
        return fail(ErrorCode::Timeout, m_name + ": nobody took the connection in time; is the device switched on "
                                                 "and on this network?");
    }
    if (outcome->error) {
        close();
        return fail(ErrorCode::LinkLost,
                    m_name + ": not connected (" + outcome->error.message() + "); check address, port and cable");
    }
    m_parts->socket.set_option(asio::ip::tcp::no_delay(true), error);
    m_parts->socket.set_option(asio::socket_base::keep_alive(true), error);
    return {};
}

void TcpLink::close()
{
    boost::system::error_code ignored;
    m_parts->socket.close(ignored);
}

bool TcpLink::isOpen() const
{
    return m_parts->socket.is_open();
}

Result<void> TcpLink::write(std::span<const std::uint8_t> bytes, Instant deadline)
{
    if (!isOpen()) {
        return fail(ErrorCode::LinkLost, m_name + ": not connected");
    }
    auto done = stream_io::write(m_parts->io, m_parts->socket, bytes, deadline, m_name);
    if (!done) {
        close(); // part of a request may have left: nothing on this connection can be trusted any more
    }
    return done;
}

Result<std::size_t> TcpLink::read(std::span<std::uint8_t> into, Instant deadline)
{
    if (!isOpen()) {
        return fail(ErrorCode::LinkLost, m_name + ": not connected");
    }
    auto got = stream_io::read(m_parts->io, m_parts->socket, into, deadline, m_name);
    if (!got && got.error().code == ErrorCode::LinkLost) {
        close();
    }
    return got;
}

} // namespace tgc::drivers
