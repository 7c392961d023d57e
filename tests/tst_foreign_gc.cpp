// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QIODevice>
#include <QTest>

#include "drivers/modbus/libmodbus_port.h"
#include "drivers/profile/interpret.h"
#include "drivers/profile/profile_device.h"
#include "tests/doubles/foreign_peer.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;

/// The shipped profile of the generic Modbus GC against a chromatograph in Python: what may be taken, and when.
class TestForeignGc : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<test::ForeignPeer> m_gc;
    std::unique_ptr<LibmodbusPort> m_port;
    std::string m_text;

    /// The device of the shipped profile with `more` at its end and `expect` as this unit's identity.
    std::unique_ptr<ProfileDevice> device(const std::string &expect = "", bool fresh = false)
    {
        std::string text = m_text;
        if (fresh) { // as its last comment says
            text.replace(text.find("# fresh_when"), std::string("# fresh_when").size(),
                         "fresh_when = \"run_counter changes\" #");
            text += "[[point]]\nid = \"run_counter\"\ntable = \"holding\"\naddress = 3901\ntype = \"u16\"\n";
        }
        CheckedProfile checked = checkProfile(text, "modbus-gc");
        if (!checked.usable()) {
            qWarning("%s", checked.findings.front().text.c_str());
            return nullptr;
        }
        checked.profile.identity->expected = expect;
        return std::make_unique<ProfileDevice>(std::move(checked.profile), *m_port, m_clock);
    }

    Reading read(ProfileDevice &device, const std::string &id) { return device.read({id}, m_clock.now() + 5s).front(); }

private slots:
    void initTestCase()
    {
        QFile file(QStringLiteral(TGC_SOURCE_DIR "/resources/devices/modbus-gc.toml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_text = file.readAll().toStdString();
    }
    void init()
    {
        m_gc = std::make_unique<test::ForeignPeer>(QStringLiteral("gc_server.py"));
        const int port = m_gc->start({}).trimmed().toInt();
        QVERIFY(port > 0);
        m_port = std::make_unique<LibmodbusPort>(TcpEndpoint{"127.0.0.1", static_cast<std::uint16_t>(port)},
                                                 SerialSettings{});
    }

    void componentsInAnyOrder()
    {
        m_gc->ask("set 3062 0 1");
        const auto gc = device();
        // gc_server.py: O2 0.5, H2 1.25, N2 98.25, in this order; no CO.
        const auto readings =
            gc->read({"composition.H2", "composition.N2", "composition.O2", "composition.CO"}, m_clock.now() + 5s);
        QVERIFY2(readings[0].quality == Quality::Good, readings[0].reason.c_str());
        QCOMPARE(valueText(*readings[0].value), std::string("1.25"));
        QCOMPARE(readings[0].unit, std::string("mol%"));
        QCOMPARE(valueText(*readings[1].value), std::string("98.25"));
        QCOMPARE(valueText(*readings[2].value), std::string("0.5"));
        QVERIFY(readings[3].quality == Quality::Invalid);
        QVERIFY(!readings[3].value);
        m_gc->ask("set 3005 0 112"); // hydrogen a second time: which is it?
        QVERIFY(read(*gc, "composition.H2").quality == Quality::Invalid);
    }

    void takesOnlyWhatMayBeTaken_data()
    {
        QTest::addColumn<QByteArray>("set");
        QTest::addColumn<QString>("says");
        QTest::newRow("idle") << QByteArray("set 3062 0 0") << "mode is idle, not analysing";
        QTest::newRow("calibrating") << QByteArray("set 3062 0 2") << "mode is calibrating";
        QTest::newRow("a calibration's values") << QByteArray("set 3059 0 0") << "analysis is calibration";
        QTest::newRow("another stream") << QByteArray("set 3034 0 2") << "stream is 2, not 1";
        QTest::newRow("a fault") << QByteArray("set 3046 0 4") << "status_1 is 4, not 0";
        QTest::newRow("a fault of the second word") << QByteArray("set 3047 1 0") << "status_2 is 256, not 0";
        QTest::newRow("an unknown mode") << QByteArray("set 3062 0 9") << "is not known";
    }
    void takesOnlyWhatMayBeTaken()
    {
        QFETCH(QByteArray, set);
        QFETCH(QString, says);
        m_gc->ask("set 3062 0 1");
        const auto gc = device();
        QVERIFY(read(*gc, "composition.H2").quality == Quality::Good);
        m_gc->ask(set);
        const Reading reading = read(*gc, "composition.H2");
        QVERIFY(reading.quality == Quality::Invalid || reading.quality == Quality::Suspect);
        QVERIFY(!reading.value);
        QVERIFY2(QString::fromStdString(reading.reason).contains(says), reading.reason.c_str());
    }

    void theAnalysisOfBeforeIsStale()
    {
        m_gc->ask("set 3062 0 1");
        const auto gc = device("116", true);
        Reading reading = read(*gc, "composition.H2");
        QVERIFY(reading.quality == Quality::Stale);
        QVERIFY2(reading.reason.find("run_counter is still 7") != std::string::npos, reading.reason.c_str());
        m_gc->ask("end");
        const auto started = gc->run("start_run");
        QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
        // The count moved before this run was started: still the values of before.
        QVERIFY(read(*gc, "composition.H2").quality == Quality::Stale);
        m_gc->ask("end");
        m_gc->ask("set 3062 0 1");
        reading = read(*gc, "composition.H2");
        QVERIFY2(reading.quality == Quality::Good, reading.reason.c_str());
    }

    void startsARunOnceAndOnlyOnItsOwnUnit()
    {
        const auto unnamed = device();
        auto started = unnamed->run("start_run");
        QVERIFY(!started && started.error().code == ErrorCode::BadInput);
        QVERIFY2(started.error().message.find("--serial") != std::string::npos, started.error().message.c_str());
        const auto another = device("117");
        started = another->run("start_run");
        QVERIFY(!started);
        QVERIFY2(started.error().message.find("another device") != std::string::npos, started.error().message.c_str());
        QCOMPARE(m_gc->ask("starts").trimmed(), QByteArray("0"));

        const auto gc = device("116");
        started = gc->run("start_run");
        QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
        QCOMPARE(m_gc->ask("starts").trimmed(), QByteArray("1"));
        // It is analysing now: a second start waits for idle, in vain, and sends nothing.
        started = gc->run("start_run");
        QVERIFY(!started && started.error().code == ErrorCode::Timeout);
        QVERIFY2(started.error().message.find("mode did not become idle") != std::string::npos,
                 started.error().message.c_str());
        QCOMPARE(m_gc->ask("starts").trimmed(), QByteArray("1"));
    }

    void aBusyDeviceIsAskedAgainButNotToldTwice()
    {
        const auto gc = device("116");
        QVERIFY(gc->connect(m_clock.now() + 5s).has_value());
        m_gc->ask("busy 2");
        const Reading reading = read(*gc, "stream");
        QVERIFY2(reading.quality == Quality::Good, reading.reason.c_str());
        m_gc->ask("busy 1");
        const auto written = gc->write("run", "true");
        QVERIFY(!written);
        QVERIFY2(written.error().message.find("busy") != std::string::npos, written.error().message.c_str());
        QCOMPARE(m_gc->ask("starts").trimmed(), QByteArray("0"));
        m_gc->ask("busy 1000000");
        QVERIFY(gc->read({"stream"}, m_clock.now() + 1s).front().quality == Quality::Bad);
    }
};

QTEST_GUILESS_MAIN(TestForeignGc)
#include "tst_foreign_gc.moc"
