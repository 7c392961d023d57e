// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/bench_host.h"

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <map>
#include <set>

#include <unistd.h>

#include "drivers/simulation/pseudo_terminal.h"
#include "drivers/transport/asio.h"

namespace tgc::simulation {

namespace asio = boost::asio;
using asio::ip::tcp;
using drivers::Instant;

namespace {

constexpr auto lookAround = std::chrono::milliseconds(50);
constexpr auto quietLine = std::chrono::seconds(1); // then nobody holds the terminal for itself
constexpr std::size_t readBytes = 4096;
constexpr std::size_t mostWaiting = 1U << 20U; // bytes that a client leaves unread; then it is let go

Instant wallNow()
{
    return std::chrono::steady_clock::now();
}

/// One end of a line: a stream that is read into a server, and what goes back in its time.
class Carrier : public std::enable_shared_from_this<Carrier> {
public:
    Carrier(std::unique_ptr<ProtocolServer> server, std::size_t place) : device(place), m_server(std::move(server)) {}
    Carrier(const Carrier &) = delete;
    Carrier &operator=(const Carrier &) = delete;
    virtual ~Carrier() = default;

    virtual void read() = 0;
    virtual void close() = 0;
    void send(Bytes bytes)
    {
        m_unsent += bytes.size();
        m_out.push_back(std::move(bytes));
        if (m_unsent > mostWaiting) {
            close();
        } else if (m_out.size() == 1) {
            write();
        }
    }
    [[nodiscard]] bool open() const { return m_open; }

    const std::size_t device;
    Instant heard{}; ///< of the wall's clock

protected:
    virtual void write() = 0;

    std::unique_ptr<ProtocolServer> m_server;
    std::array<std::uint8_t, readBytes> m_in{};
    std::deque<Bytes> m_out;
    std::size_t m_unsent = 0;
    bool m_open = true;

    friend class tgc::simulation::BenchHost;
};

} // namespace

struct BenchHost::Impl {
    template <class Stream>
    class StreamCarrier;

    struct Line {
        std::unique_ptr<tcp::acceptor> acceptor;
        std::uint16_t port = 0;
        PseudoTerminal terminal;
        std::shared_ptr<Carrier> serial;
        std::set<std::shared_ptr<Carrier>> connections;
        std::string link;
        bool plugged = true;
    };
    struct Due {
        std::shared_ptr<Carrier> carrier;
        Bytes bytes;
    };

    Impl(SimulatedBench &theBench, PacedClock &theClock) : bench(theBench), clock(theClock), timer(io), round(io) {}

    void received(const std::shared_ptr<Carrier> &carrier, ProtocolServer &server, std::span<const std::uint8_t> bytes)
    {
        const Instant wall = wallNow();
        carrier->heard = wall;
        for (TimedBytes &answer : server.receive(bytes, clock.at(wall))) {
            if (!answer.bytes.empty()) {
                due.emplace(answer.at, Due{carrier, std::move(answer.bytes)});
            }
        }
        deliver();
    }

    /// Sends what is due, and sets the timer for the next.
    void deliver()
    {
        const Instant wall = wallNow();
        const Instant now = clock.at(wall);
        while (!due.empty() && due.begin()->first <= now) {
            Due next = std::move(due.begin()->second);
            due.erase(due.begin());
            if (next.carrier->open()) {
                next.carrier->send(std::move(next.bytes));
            }
        }
        if (!due.empty()) {
            timer.expires_at(std::chrono::time_point_cast<std::chrono::steady_clock::duration>(
                std::max(clock.wallAt(due.begin()->first), wall + std::chrono::microseconds(20))));
            timer.async_wait([this](boost::system::error_code error) {
                if (!error) {
                    deliver();
                }
            });
        }
    }

    void accept(std::size_t device);
    [[nodiscard]] Result<void> openTcp(std::size_t device);
    [[nodiscard]] Result<void> openSerial(std::size_t device);
    void unplug(std::size_t device);
    void lookAtLines();
    void goRound();
    void pointLink(const Line &line) const;

    SimulatedBench &bench;
    PacedClock &clock;
    asio::io_context io{1};
    asio::steady_timer timer;
    asio::steady_timer round;
    std::vector<Line> lines;
    std::multimap<Instant, Due> due;
    std::function<bool()> stop;
};

/// A socket or a pseudo-terminal's master.
template <class Stream>
class BenchHost::Impl::StreamCarrier final : public Carrier {
public:
    StreamCarrier(Impl &host, Stream stream, std::size_t place)
        : Carrier(host.bench.connect(place), place), m_host(host), m_stream(std::move(stream))
    {
        m_server->connected(host.clock.at(wallNow()));
    }

    void read() override
    {
        m_stream.async_read_some(asio::buffer(m_in),
                                 [this, self = shared_from_this()](boost::system::error_code error, std::size_t count) {
                                     if (error || !m_open) {
                                         close();
                                         return;
                                     }
                                     m_host.received(self, *m_server, std::span(m_in).first(count));
                                     read();
                                 });
    }
    void close() override
    {
        m_open = false;
        boost::system::error_code ignored;
        m_stream.close(ignored);
        m_host.lines[device].connections.erase(shared_from_this());
    }

private:
    void write() override
    {
        asio::async_write(m_stream, asio::buffer(m_out.front()),
                          [this, self = shared_from_this()](boost::system::error_code error, std::size_t) {
                              if (error || !m_open) {
                                  close();
                                  return;
                              }
                              m_unsent -= m_out.front().size();
                              m_out.pop_front();
                              if (!m_out.empty()) {
                                  write();
                              }
                          });
    }

    Impl &m_host;
    Stream m_stream;
};

Result<void> BenchHost::Impl::openTcp(std::size_t device)
{
    Line &line = lines[device];
    boost::system::error_code error;
    auto acceptor = std::make_unique<tcp::acceptor>(io);
    const tcp::endpoint where(asio::ip::address_v4::loopback(), line.port);
    acceptor->open(where.protocol(), error);
    if (!error) {
        // For its own port after it was unplugged: the connections that were cut keep it for a minute otherwise.
        acceptor->set_option(tcp::acceptor::reuse_address(true), error);
    }
    if (!error) {
        acceptor->bind(where, error);
    }
    if (!error) {
        acceptor->listen(asio::socket_base::max_listen_connections, error);
    }
    if (error) {
        return fail(ErrorCode::Io, "no socket for a simulated device: " + error.message());
    }
    line.port = acceptor->local_endpoint().port();
    line.acceptor = std::move(acceptor);
    accept(device);
    return {};
}

void BenchHost::Impl::accept(std::size_t device)
{
    lines[device].acceptor->async_accept([this, device](boost::system::error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted || !lines[device].acceptor) {
            return;
        }
        if (!error) {
            boost::system::error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            const auto carrier = std::make_shared<StreamCarrier<tcp::socket>>(*this, std::move(socket), device);
            lines[device].connections.insert(carrier);
            carrier->read();
        }
        accept(device);
    });
}

Result<void> BenchHost::Impl::openSerial(std::size_t device)
{
    auto terminal = openPseudoTerminal();
    if (!terminal) {
        return fail(terminal.error());
    }
    Line &line = lines[device];
    line.terminal = *terminal;
    line.serial = std::make_shared<StreamCarrier<asio::posix::stream_descriptor>>(
        *this, asio::posix::stream_descriptor(io, terminal->master), device);
    line.serial->read();
    pointLink(line);
    return {};
}

void BenchHost::Impl::pointLink(const Line &line) const
{
    if (!line.link.empty()) {
        std::error_code ignored;
        std::filesystem::remove(line.link, ignored);
        std::filesystem::create_symlink(line.terminal.name, line.link, ignored);
    }
}

void BenchHost::Impl::unplug(std::size_t device)
{
    Line &line = lines[device];
    line.acceptor.reset();
    for (const auto &carrier : std::set(line.connections)) {
        carrier->close();
    }
    if (line.serial) {
        line.serial->close();
        line.serial.reset();
        ::close(line.terminal.slave);
        if (!line.link.empty()) {
            std::error_code ignored;
            std::filesystem::remove(line.link, ignored);
        }
    }
}

void BenchHost::Impl::lookAtLines()
{
    const Instant wall = wallNow();
    const Instant now = clock.at(wall);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Line &line = lines[i];
        bench.faults(i).tick(now);
        const bool plugged = !bench.faults(i).unplugged(now);
        if (line.plugged && !plugged) {
            unplug(i);
            line.plugged = false;
        } else if (!line.plugged && plugged) {
            // The next round tries again where the machine has none to give at the moment.
            line.plugged = (bench.devices()[i].serial() ? openSerial(i) : openTcp(i)).has_value();
        }
        if (line.serial && wall - line.serial->heard > quietLine) {
            forgetExclusive(line.terminal);
        }
    }
}

void BenchHost::Impl::goRound()
{
    if (stop()) {
        io.stop();
        return;
    }
    lookAtLines();
    deliver(); // the clock may have begun to run free
    round.expires_after(lookAround);
    round.async_wait([this](boost::system::error_code) { goRound(); });
}

BenchHost::BenchHost(SimulatedBench &bench, PacedClock &clock) : m_impl(std::make_unique<Impl>(bench, clock)) {}

BenchHost::~BenchHost()
{
    for (std::size_t i = 0; i < m_impl->lines.size(); ++i) {
        m_impl->unplug(i);
    }
}

Result<void> BenchHost::open()
{
    m_impl->lines.resize(m_impl->bench.devices().size());
    for (std::size_t i = 0; i < m_impl->lines.size(); ++i) {
        if (auto opened = m_impl->bench.devices()[i].serial() ? m_impl->openSerial(i) : m_impl->openTcp(i); !opened) {
            return opened;
        }
    }
    return {};
}

std::string BenchHost::endpoint(std::size_t device) const
{
    const Impl::Line &line = m_impl->lines[device];
    return m_impl->bench.devices()[device].serial() ? "serial://" + line.terminal.name
                                                    : "tcp://127.0.0.1:" + std::to_string(line.port);
}

Result<void> BenchHost::link(std::size_t device, const std::string &path)
{
    std::error_code error;
    if (std::filesystem::is_symlink(path, error)) {
        std::filesystem::remove(path, error); // left by one that was killed
    }
    std::filesystem::create_symlink(m_impl->lines[device].terminal.name, path, error);
    if (error) {
        return fail(ErrorCode::Io, path + ": cannot be made: " + error.message());
    }
    m_impl->lines[device].link = path;
    return {};
}

void BenchHost::run(const std::function<bool()> &stop)
{
    m_impl->stop = stop;
    m_impl->goRound();
    m_impl->io.restart();
    m_impl->io.run();
}

} // namespace tgc::simulation
