// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "drivers/transport/make_link.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;

/// A TCP line to a listener of the test's own.
class TestTcpLink : public QObject {
    Q_OBJECT

    int m_listener = -1;
    std::string m_endpoint;
    SystemClock m_clock;

private slots:
    void init()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        QCOMPARE(::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size), 0);
        QCOMPARE(::listen(m_listener, 1), 0);
        QCOMPARE(::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size), 0);
        m_endpoint = "tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    }
    void cleanup()
    {
        if (m_listener >= 0) {
            ::close(m_listener);
            m_listener = -1;
        }
    }

    void carriesBytesAndKeepsItsDeadline()
    {
        auto link = std::move(*makeLink(m_endpoint, {}, 502));
        QVERIFY(link->open(m_clock.now() + 1s).has_value());
        const int peer = ::accept(m_listener, nullptr, nullptr);
        QVERIFY(link->write(Bytes{1, 2, 3}, m_clock.now() + 1s).has_value());
        std::array<std::uint8_t, 8> bytes{};
        QCOMPARE(::read(peer, bytes.data(), bytes.size()), ssize_t(3));
        QCOMPARE(::write(peer, "\x04\x05", 2), ssize_t(2));
        QCOMPARE(*link->read(bytes, m_clock.now() + 1s), std::size_t(2));
        QCOMPARE(bytes[1], std::uint8_t(5));

        const Instant deadline = m_clock.now() + 50ms;
        const auto silence = link->read(bytes, deadline);
        QVERIFY(!silence && silence.error().code == ErrorCode::Timeout);
        QVERIFY(m_clock.now() >= deadline);
        QVERIFY(link->isOpen());

        QCOMPARE(::write(peer, "abc", 3), ssize_t(3));
        QCOMPARE(*drain(*link, m_clock, 20ms, m_clock.now() + 1s), std::size_t(3));

        ::close(peer);
        const auto lost = link->read(bytes, m_clock.now() + 1s);
        QVERIFY(!lost && lost.error().code == ErrorCode::LinkLost);
        QVERIFY(!link->isOpen());
        QVERIFY(!link->write(Bytes{1}, m_clock.now() + 1s));
    }

    void saysThatNobodyListens()
    {
        auto link = std::move(*makeLink(m_endpoint, {}, 502));
        cleanup();
        const auto refused = link->open(m_clock.now() + 1s);
        QVERIFY(!refused && refused.error().code == ErrorCode::LinkLost);
        QVERIFY2(refused.error().message.find(m_endpoint) != std::string::npos, refused.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestTcpLink)
#include "tst_tcp_link.moc"
