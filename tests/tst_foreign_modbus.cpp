// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QProcess>
#include <QTest>
#include <map>
#include <memory>

#include "drivers/modbus/libmodbus_port.h"
#include "drivers/profile/interpret.h"
#include "drivers/profile/profile_device.h"
#include "tests/doubles/foreign_peer.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;

/// The drivers against servers that are not ours: pymodbus, and for registers of four bytes a server of its own in
/// Python. What they hold and what is written is encoded by tests/foreign/values.py.
class TestForeignModbus : public QObject {
    Q_OBJECT

    struct Entry {
        std::string id;
        std::string table;
        std::string value;
        std::string write;
    };

    SystemClock m_clock;
    std::vector<Entry> m_entries;
    std::string m_profile;

    /// The profile of what a server says it holds. `blind`: values that are written are not asked back.
    void describe(const QJsonArray &entries, const std::string &head, bool blind)
    {
        m_entries.clear();
        m_profile = "schema = 1\n[device]\nvendor = \"V\"\nmodel = \"M\"\nevidence = \"interop\"\nsources = "
                    "[\"tests/foreign/values.py\"]\n[transport]\nunit_id = 7\nresponse_timeout_ms = 1000\n"
                    "max_reply_ms = 1000\n" +
                    head;
        for (const auto &value : entries) {
            const QJsonObject entry = value.toObject();
            const auto text = [&](const char *key) { return entry[QLatin1String(key)].toString().toStdString(); };
            m_entries.push_back({text("id"), text("table"), text("value"), text("write")});
            const std::string type = text("type");
            const bool writable = text("table") == "holding" || text("table") == "coil";
            m_profile += "[[point]]\nid = \"" + text("id") + "\"\ntable = \"" + text("table") +
                         "\"\naddress = " + std::to_string(entry[QLatin1String("address")].toInt()) + "\ntype = \"" +
                         type + "\"\nword_order = \"" + text("order") + "\"\naccess = \"" +
                         (!writable ? "r"
                          : blind   ? "w"
                                    : "rw") +
                         "\"\n";
            if (type == "enum") {
                m_profile += "enum = { \"0\" = \"idle\", \"1\" = \"running\", \"2\" = \"stopped\" }\n";
            }
        }
    }

    std::unique_ptr<ProfileDevice> device(ModbusPort &port)
    {
        CheckedProfile checked = checkProfile(m_profile, "foreign");
        for (const Finding &finding : checked.findings) {
            if (finding.error) {
                qWarning("line %d: %s", finding.line, finding.text.c_str());
                return nullptr;
            }
        }
        return std::make_unique<ProfileDevice>(std::move(checked.profile), port, m_clock);
    }

    std::unique_ptr<LibmodbusPort> portOf(const QJsonObject &server)
    {
        const QJsonValue port = server[QLatin1String("port")];
        if (port.isDouble()) {
            return std::make_unique<LibmodbusPort>(TcpEndpoint{"127.0.0.1", static_cast<std::uint16_t>(port.toInt())},
                                                   SerialSettings{});
        }
        return nullptr;
    }

    void readsAll(ProfileDevice &device)
    {
        const std::vector<Reading> readings = device.readAll(m_clock.now() + 30s);
        QCOMPARE(readings.size(), m_entries.size());
        for (std::size_t i = 0; i < readings.size(); ++i) {
            const Reading &reading = readings[i];
            QVERIFY2(reading.quality == Quality::Good, (reading.point + ": " + reading.reason).c_str());
            QCOMPARE(reading.point, m_entries[i].id);
            QVERIFY2(valueText(*reading.value) == m_entries[i].value,
                     (reading.point + ": " + valueText(*reading.value) + ", expected " + m_entries[i].value).c_str());
        }
    }

    void writesAll(ProfileDevice &device)
    {
        const auto connected = device.connect(m_clock.now() + 10s);
        QVERIFY2(connected.has_value(), connected ? "" : connected.error().message.c_str());
        for (const Entry &entry : m_entries) {
            if (entry.table == "holding" || entry.table == "coil") {
                const auto written = device.write(entry.id, entry.write);
                QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
            }
        }
        device.disconnect();
    }

    static constexpr const char *typesHead = "[canary]\ntable = \"holding\"\naddress = 0\ncount = 5\n"
                                             "expect = [0xBEEF, 0x0042, 0x1234, 0xCAFE, 0x5555]\n"
                                             "[identity]\npoint = \"id\"\nexpect = 0xBEEF\n[[point]]\nid = \"id\"\n"
                                             "table = \"holding\"\naddress = 0\ntype = \"u16\"\n";
    static constexpr const char *enronHead =
        "[conventions]\nnumbering = \"enron\"\nregister_width = 32\n"
        "[canary]\ntable = \"holding\"\naddress = 7901\ncount = 2\nregister_width = 32\n"
        "expect = [0xBEEF, 0x0042, 0x1234, 0xCAFE]\n"
        "[identity]\npoint = \"id\"\nexpect = 116\n[[point]]\nid = \"id\"\ntable = \"holding\"\naddress = 3002\n"
        "type = \"u16\"\n";

    /// Reads, writes, and lets `compare` say what the server holds then; in the end nothing.
    void exchange(const QString &script, bool serial, const char *head, const std::string &identity)
    {
        std::unique_ptr<test::SocatCable> cable;
        QStringList arguments{QStringLiteral("tcp")};
        if (serial) {
            cable = std::make_unique<test::SocatCable>();
            arguments = {QStringLiteral("rtu"), cable->far()};
        }
        test::ForeignPeer server(script);
        const QJsonObject says = QJsonDocument::fromJson(server.start(arguments)).object();
        QVERIFY2(!says.isEmpty(), "the foreign server does not start");
        const QJsonArray entries = says[QLatin1String("entries")].toArray();
        std::unique_ptr<LibmodbusPort> port = portOf(says);
        if (!port) {
            port = std::make_unique<LibmodbusPort>(SerialEndpoint{cable->near().toStdString()}, SerialSettings{});
        }
        {
            describe(entries, head, false);
            m_entries.insert(m_entries.begin(), {"id", "", identity, ""});
            const auto reader = device(*port);
            QVERIFY(reader != nullptr);
            readsAll(*reader);
        }
        // A serial line takes its time for every answer: there only what is written is asked back, by the foreign client.
        describe(entries, head, serial);
        const auto writer = device(*port);
        QVERIFY(writer != nullptr);
        writesAll(*writer);
        port->close();
        if (script.startsWith(QLatin1String("types"))) {
            QProcess compare;
            const QString where = serial ? cable->near() : QString::number(says[QLatin1String("port")].toInt());
            compare.start(test::foreignPython(),
                          {QStringLiteral("-B"), QStringLiteral(TGC_SOURCE_DIR "/tests/foreign/") + script,
                           QStringLiteral("compare"), serial ? "rtu" : "tcp", where});
            QVERIFY(compare.waitForFinished(60000));
            QCOMPARE(compare.readAllStandardOutput(), QByteArray());
            QVERIFY2(compare.exitCode() == 0, compare.readAllStandardError());
        } else {
            enronHolds(QJsonDocument::fromJson(server.ask("memory")).object());
        }
    }

    /// Bytes as they lie in the Enron server: 4 a float, in the order asked for. Source of the digits: Python's
    /// struct.pack(">f", -2.5e-07) is b4 86 37 bd, 4000000001 is 0xEE6B2801, -2147483648 0x80000000.
    void enronHolds(const QJsonObject &memory)
    {
        const std::map<int, std::vector<int>> expected{{3001, {0, 114}},
                                                       {5001, {0xEE, 0x6B, 0x28, 0x01}},
                                                       {5002, {0x28, 0x01, 0xEE, 0x6B}},
                                                       {5003, {0x6B, 0xEE, 0x01, 0x28}},
                                                       {5004, {0x01, 0x28, 0x6B, 0xEE}},
                                                       {5101, {0x80, 0, 0, 0}},
                                                       {5102, {0, 0, 0x80, 0}},
                                                       {5103, {0, 0x80, 0, 0}},
                                                       {5104, {0, 0, 0, 0x80}},
                                                       {7001, {0xB4, 0x86, 0x37, 0xBD}},
                                                       {7002, {0x37, 0xBD, 0xB4, 0x86}},
                                                       {7003, {0x86, 0xB4, 0xBD, 0x37}},
                                                       {7004, {0xBD, 0x37, 0x86, 0xB4}}};
        for (const auto &[address, bytes] : expected) {
            std::vector<int> held;
            for (const auto &byte : memory[QString::number(address)].toArray()) {
                held.push_back(byte.toInt());
            }
            QVERIFY2(held == bytes, qPrintable(QString::number(address)));
        }
    }

private slots:
    void initTestCase()
    {
        if (!test::hasPymodbus()) {
            QSKIP("python3-pymodbus is not installed");
        }
    }

    void everyTypeAndOrder_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<bool>("serial");
        QTest::newRow("pymodbus, TCP") << "types_server.py" << false;
        QTest::newRow("pymodbus, RTU") << "types_server.py" << true;
        QTest::newRow("32-bit registers, TCP") << "enron_server.py" << false;
        QTest::newRow("32-bit registers, RTU") << "enron_server.py" << true;
    }
    void everyTypeAndOrder()
    {
        QFETCH(QString, script);
        QFETCH(bool, serial);
        const bool types = script.startsWith("types");
        exchange(script, serial, types ? typesHead : enronHead, types ? "48879" : "116");
    }
};

QTEST_GUILESS_MAIN(TestForeignModbus)
#include "tst_foreign_modbus.moc"
