// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include "drivers/transport/make_link.h"
#include "drivers/transport/serial_settings.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;

/// Serial lines on a pseudo-terminal, and what cannot be proved on one: the line's settings.
class TestSerialPort : public QObject {
    Q_OBJECT

    int m_far = -1;
    std::string m_near;
    SystemClock m_clock;

    std::unique_ptr<ByteLink> link() { return std::move(*makeLink("serial://" + m_near, {}, 0)); }

private slots:
    void init()
    {
        m_far = posix_openpt(O_RDWR | O_NOCTTY);
        QVERIFY(m_far >= 0 && grantpt(m_far) == 0 && unlockpt(m_far) == 0);
        m_near = ptsname(m_far);
    }
    void cleanup()
    {
        if (m_far >= 0) {
            ::close(m_far);
            m_far = -1;
        }
    }

    void settings()
    {
        const auto line = lineSettings({19200, 7, 'E', 2});
        QVERIFY(line.has_value());
        QCOMPARE(line->c_cflag & CSIZE, tcflag_t(CS7));
        QVERIFY((line->c_cflag & PARENB) != 0 && (line->c_cflag & PARODD) == 0 && (line->c_cflag & CSTOPB) != 0);
        QCOMPARE(cfgetospeed(&*line), speed_t(B19200));
        QVERIFY(!lineSettings({12345, 8, 'N', 1}));
        QVERIFY(!lineSettings({9600, 9, 'N', 1}));
        QVERIFY(!lineSettings({9600, 8, 'X', 1}));
    }

    void carriesBytesBothWays()
    {
        auto near = link();
        QVERIFY(near->open(m_clock.now() + 1s).has_value());
        QVERIFY(near->write(Bytes{2, 0x31, 13}, m_clock.now() + 1s).has_value());
        std::array<std::uint8_t, 8> bytes{};
        QCOMPARE(::read(m_far, bytes.data(), bytes.size()), ssize_t(3));
        QCOMPARE(bytes[2], std::uint8_t(13)); // raw: no carriage return is turned into anything
        QCOMPARE(::write(m_far, "\n\x03", 2), ssize_t(2));
        QCOMPARE(*near->read(bytes, m_clock.now() + 1s), std::size_t(2));
        const auto nothing = near->read(bytes, m_clock.now() + 20ms);
        QVERIFY(!nothing && nothing.error().code == ErrorCode::Timeout);
        QVERIFY(near->isOpen());
    }

    void belongsToOneProgramAndOpensAgain()
    {
        auto one = link();
        auto two = link();
        QVERIFY(one->open(m_clock.now() + 1s).has_value());
        const auto refused = two->open(m_clock.now() + 1s);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("another program holds") != std::string::npos,
                 refused.error().message.c_str());
        one->close();
        QVERIFY(two->open(m_clock.now() + 1s).has_value());
    }

    void unpluggedIsLost()
    {
        auto near = link();
        QVERIFY(near->open(m_clock.now() + 1s).has_value());
        ::close(m_far);
        m_far = -1;
        std::array<std::uint8_t, 8> bytes{};
        const auto got = near->read(bytes, m_clock.now() + 1s);
        QVERIFY(!got && got.error().code == ErrorCode::LinkLost);
        QVERIFY(!near->isOpen());
    }

    void saysWhyNot()
    {
        QVERIFY(whyNotOpened("/dev/ttyUSB0", EACCES).find("group dialout") != std::string::npos);
        QVERIFY(whyNotOpened("/dev/ttyUSB0", ENOENT).find("no such device") != std::string::npos);
        QVERIFY(!makeLink("COM3", {}, 0));
        QVERIFY(!makeLink("tcp://host:99999", {}, 0));
    }
};

QTEST_GUILESS_MAIN(TestSerialPort)
#include "tst_serial_port.moc"
