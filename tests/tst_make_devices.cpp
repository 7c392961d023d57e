// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>
#include <thread>

#include "app/station/make_devices.h"
#include "drivers/simulation/bench_host.h"
#include "drivers/simulation/paced_clock.h"
#include "tests/doubles/simulated_wire.h"

using namespace tgc;
using namespace tgc::station;
using namespace std::chrono_literals;

namespace {

/// The simulated bench on real sockets and pseudo-terminals, until the end of the test.
class HostedBench {
public:
    HostedBench()
        : m_clock(1.0, 10.0, std::chrono::steady_clock::now()),
          m_bench(test::shippedBench(), {1, {}, {}, 1.0, {}}),
          m_host(m_bench, m_clock)
    {
        if (auto open = m_host.open(); !open) {
            qFatal("%s", open.error().message.c_str());
        }
        m_thread = std::jthread(
            [this](const std::stop_token &stop) { m_host.run([&stop] { return stop.stop_requested(); }); });
    }
    [[nodiscard]] std::string endpoint(std::string_view id) const
    {
        std::size_t i = 0;
        while (m_bench.devices()[i].id != id) {
            ++i;
        }
        return m_host.endpoint(i);
    }

private:
    simulation::PacedClock m_clock;
    simulation::SimulatedBench m_bench;
    simulation::BenchHost m_host;
    std::jthread m_thread;
};

} // namespace

/// A bench file's devices over real lines: who answers, and what is noted of it.
class TestMakeDevices : public QObject {
    Q_OBJECT

    HostedBench m_hosted;
    QTemporaryDir m_folder;
    drivers::SystemClock m_clock;

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::string wire(const std::string &device) const
    {
        std::ostringstream text;
        text << std::ifstream(folder() / "wire" / (device + ".wire"), std::ios::binary).rdbuf();
        return text.str();
    }
    /// The digitiser, as every bench needs one, and one more.
    [[nodiscard]] Result<MadeDevices> make(const std::string &more)
    {
        const std::string text = "schema = 1\nname = \"b\"\nsimulated = true\n[[device]]\nid = \"adc\"\n"
                                 "driver = \"labjack-t7\"\nendpoint = \"" +
                                 m_hosted.endpoint("adc") + "\"\nchannels = [ { name = \"TCD\", input = 0 } ]\n" +
                                 more + "[roles]\nsignal = \"adc\"\ngc_start = \"manual\"\n[run]\nchannel = \"TCD\"\n";
        const auto file = bench::parseBenchFile(text, "b.toml");
        if (!file) {
            return fail(file.error());
        }
        return makeDevices(*file, "b.toml",
                           {std::filesystem::path(TGC_SOURCE_DIR) / "resources/devices", folder(), folder() / "wire"},
                           m_clock);
    }
    [[nodiscard]] std::string profile(const std::string &id, const std::string &name, const std::string &serial) const
    {
        return "[[device]]\nid = \"" + id + "\"\ndriver = \"profile\"\nprofile = \"" + name + "\"\nendpoint = \"" +
               m_hosted.endpoint(id) + "\"\n" + (serial.empty() ? "" : "serial = \"" + serial + "\"\n");
    }
    [[nodiscard]] QString connectError(MadeDevices &made, const std::string &id)
    {
        const auto connected = made.devices.devices.at(id)->connect(m_clock.now() + 20s);
        return connected ? QString() : QString::fromStdString(connected.error().message);
    }

private slots:
    void whatGoesOverEachLineIsNoted()
    {
        {
            auto made = make(profile("gauge", "keller-33x", "") +
                             "[[device]]\nid = \"pump\"\ndriver = \"cavro\"\nendpoint = \"" +
                             m_hosted.endpoint("pump") + "\"\n");
            QVERIFY2(made, made ? "" : made.error().message.c_str());
            for (const char *id : {"adc", "gauge", "pump"}) {
                const QString wrong = connectError(*made, id);
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
            }
            auto &gauge = dynamic_cast<drivers::PointDevice &>(*made->devices.devices.at("gauge"));
            const auto read = gauge.read({"headspace_pressure"}, m_clock.now() + 20s);
            QVERIFY2(read.at(0).quality == drivers::Quality::Good, read.at(0).reason.c_str());
        }
        // TEST, hardware.md 2.1; the OEM block's address and the pump's answer to the host; the words of libmodbus's line.
        QVERIFY2(wire("adc").find(" 00 11 22 33\n") != std::string::npos, wire("adc").c_str());
        QVERIFY2(wire("pump").find(" > 02 31 ") != std::string::npos, wire("pump").c_str());
        QVERIFY2(wire("pump").find(" < ") != std::string::npos, wire("pump").c_str());
        QVERIFY2(wire("gauge").find(" = unit 1 reads 2 holding registers at 2: ") != std::string::npos,
                 wire("gauge").c_str());
    }

    void anotherUnitIsRefused()
    {
        // The chromatograph's first component is hydrogen, code 112 (modbus-gc.toml).
        auto right = make(profile("gc", "modbus-gc", "112"));
        QVERIFY2(right, right ? "" : right.error().message.c_str());
        QCOMPARE(connectError(*right, "gc"), QString());
        auto wrong = make(profile("gc", "modbus-gc", "114"));
        QVERIFY2(wrong, wrong ? "" : wrong.error().message.c_str());
        const QString said = connectError(*wrong, "gc");
        QVERIFY2(said.contains("another device"), qPrintable(said));
        QVERIFY(wrong->devices.devices.at("gc")->state() == drivers::DeviceState::Fault);
    }

    void interlocksMustBeReadable_data()
    {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("says"); // empty: it is good
        const QString pressure = "kind = \"over-pressure\"\n";
        QTest::newRow("good") << pressure + "point = \"gauge.headspace_pressure\"\nlimit = 1.6\nunit = \"bar\"\n"
                              << "";
        QTest::newRow("converted") << pressure + "point = \"gauge.headspace_pressure\"\nlimit = 160\nunit = \"kPa\"\n"
                                   << "";
        QTest::newRow("no point") << pressure + "point = \"gauge.headspace_presure\"\nlimit = 1\nunit = \"bar\"\n"
                                  << "did you mean \"headspace_pressure\"?";
        QTest::newRow("other quantity") << pressure +
                                               "point = \"gauge.sensor_temperature\"\nlimit = 1\nunit = \"bar\"\n"
                                        << "reads sensor_temperature in \"degC\"";
        QTest::newRow("leak unseen") << "kind = \"h2-leak\"\npoint = \"gauge.headspace_pressure\"\nlimit = 1\nunit = "
                                        "\"bar\"\n"
                                     << "no point with ok_value";
    }
    void interlocksMustBeReadable()
    {
        QFETCH(QString, keys);
        QFETCH(QString, says);
        const auto made =
            make(profile("gauge", "keller-33x", "") + "[[interlock]]\nname = \"it\"\n" + keys.toStdString());
        QCOMPARE(made.has_value(), says.isEmpty());
        if (!made) {
            const QString message = QString::fromStdString(made.error().message);
            QVERIFY2(message.startsWith("b.toml, line 14: [[interlock]] it: ") && message.contains(says),
                     qPrintable(message));
        }
    }

    void aSerialThatNobodyCanProveIsRefused()
    {
        const auto gauge = make(profile("gauge", "keller-33x", "12345"));
        QVERIFY(!gauge);
        QVERIFY2(QString::fromStdString(gauge.error().message).contains("b.toml, line 9: device gauge: profile"),
                 gauge.error().message.c_str());
        const auto pump =
            make("[[device]]\nid = \"pump\"\ndriver = \"cavro\"\nserial = \"1\"\nendpoint = \"tcp://a:1\"\n");
        QVERIFY(!pump && pump.error().message.find("serial cannot be proved") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestMakeDevices)
#include "tst_make_devices.moc"
