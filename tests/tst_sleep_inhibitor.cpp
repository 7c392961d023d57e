// SPDX-License-Identifier: GPL-3.0-or-later
// Against a logind of our own, on a private bus.
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusUnixFileDescriptor>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "app/session/recording/descriptor.h"
#include "app/station/sleep_inhibitor.h"

using tgc::station::SleepInhibitor;

/// logind as far as it matters: hands out the write end of a pipe, and knows by its end that it was closed.
class Logind : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    QStringList asked;
    int readEnd = -1;

    /// Nobody holds the machine awake any more.
    [[nodiscard]] bool letGo() const
    {
        pollfd poll{readEnd, POLLIN, 0};
        return ::poll(&poll, 1, 0) == 1 && (poll.revents & POLLHUP) != 0;
    }

public slots:
    // The name that logind gives it.
    // NOLINTNEXTLINE(readability-identifier-naming)
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &why, const QString &mode)
    {
        asked = {what, who, why, mode};
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            return {};
        }
        readEnd = ends[0];
        const tgc::recording::Descriptor writeEnd(ends[1]);
        return QDBusUnixFileDescriptor(writeEnd.get());
    }
};

class TestSleepInhibitor : public QObject {
    Q_OBJECT
    QProcess m_daemon;
    QString m_address;

    QDBusConnection bus(const char *name) const { return QDBusConnection::connectToBus(m_address, name); }

private slots:
    void initTestCase()
    {
        m_daemon.start("dbus-daemon", {"--session", "--nofork", "--print-address"});
        QVERIFY2(m_daemon.waitForStarted() && m_daemon.waitForReadyRead(10000), "no dbus-daemon");
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }

    void cleanupTestCase()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    void holdsAndLetsGo()
    {
        Logind logind;
        QDBusConnection server = bus("server");
        QVERIFY(server.registerObject("/org/freedesktop/login1", &logind, QDBusConnection::ExportAllSlots));
        QVERIFY(server.registerService("org.freedesktop.login1"));
        SleepInhibitor inhibitor(bus("station"), "a run is being recorded at bench a");
        QSignalSpy said(&inhibitor, &SleepInhibitor::said);
        inhibitor.set(false);
        QVERIFY(!inhibitor.held());
        inhibitor.set(true);
        QTRY_VERIFY(inhibitor.held());
        QCOMPARE(logind.asked,
                 QStringList({"sleep:shutdown", "TGC Workbench", "a run is being recorded at bench a", "block"}));
        QVERIFY(!logind.letGo());
        inhibitor.set(false);
        QVERIFY(!inhibitor.held());
        QTRY_VERIFY(logind.letGo());

        // Over before logind has answered: what it then hands out is let go at once.
        inhibitor.set(true);
        inhibitor.set(false);
        QTest::qWait(300);
        QVERIFY(!inhibitor.held());
        QTRY_VERIFY(logind.letGo());
        QCOMPARE(said.size(), 0);
        server.unregisterService("org.freedesktop.login1");
    }

    void withoutLogindItIsSaidOncePerRun()
    {
        SleepInhibitor inhibitor(bus("alone"), "x");
        QSignalSpy said(&inhibitor, &SleepInhibitor::said);
        inhibitor.set(true);
        QTRY_COMPARE(said.size(), 1);
        inhibitor.set(true);
        QTest::qWait(100);
        QCOMPARE(said.size(), 1);
        QVERIFY(!inhibitor.held());
    }

    void withoutABusItIsSaid()
    {
        SleepInhibitor inhibitor(QDBusConnection::connectToBus("unix:path=/nonexistent", "none"), "x");
        QSignalSpy said(&inhibitor, &SleepInhibitor::said);
        inhibitor.set(true);
        QTRY_COMPARE(said.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSleepInhibitor)
#include "tst_sleep_inhibitor.moc"
