// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "drivers/modbus/modbus_client.h"
#include "tests/doubles/virtual_modbus_line.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;
using test::VirtualClock;
using test::VirtualModbusLine;

/// After one late answer libmodbus hands out the value of the question before, as a success (hardware.md 7.2: measured).
/// The client must never pass one on.
class TestModbusLate : public QObject {
    Q_OBJECT

    static ModbusOptions options()
    {
        ModbusOptions o;
        o.responseTimeout = 300ms;
        o.maxReply = 800ms;
        Canary canary;
        canary.address = 500;
        canary.count = 2;
        o.canary = canary;
        return o;
    }

private slots:
    // "again": a slow answer that comes once more much later, as from a gateway that repeats what takes long. It would be
    // taken for the next question's where that one's answer is lost; a slow answer therefore waits its full time.
    void neverTakesAnAnswerForAnothers_data()
    {
        QTest::addColumn<double>("late");
        QTest::addColumn<double>("lost");
        QTest::addColumn<double>("twice");
        QTest::addColumn<bool>("again");
        QTest::newRow("late") << 0.3 << 0.0 << 0.0 << false;
        QTest::newRow("lost") << 0.0 << 0.2 << 0.0 << false;
        QTest::newRow("twice") << 0.0 << 0.0 << 0.2 << false;
        QTest::newRow("late and lost") << 0.2 << 0.2 << 0.0 << false;
        QTest::newRow("late and twice") << 0.2 << 0.0 << 0.1 << false;
        QTest::newRow("all of them") << 0.2 << 0.1 << 0.1 << false;
        QTest::newRow("late, lost and again") << 0.1 << 0.1 << 0.5 << true;
    }
    void neverTakesAnAnswerForAnothers()
    {
        QFETCH(double, late);
        QFETCH(double, lost);
        QFETCH(double, twice);
        QFETCH(bool, again);
        int good = 0;
        for (unsigned seed = 1; seed <= 50; ++seed) {
            VirtualClock clock;
            VirtualModbusLine line(clock, {late, lost, twice, 700ms, again}, seed);
            ModbusClient client(line, clock, options());
            for (int round = 0; round < 25; ++round) {
                // As ProfileDevice does: a round counts once nothing more has come after it.
                std::vector<std::pair<int, int>> read;
                for (std::uint16_t address = 0; address < 4; ++address) {
                    const auto words = client.readRegisters(ModbusTable::Holding, address, 1);
                    if (words) {
                        read.emplace_back(address, (*words)[0]);
                    } else {
                        QVERIFY(!words.error().message.empty());
                    }
                }
                if (!client.settle()) {
                    continue;
                }
                for (const auto &[address, value] : read) {
                    QCOMPARE(value, 1000 + address);
                    ++good;
                }
            }
        }
        QVERIFY2(good > 1000, qPrintable(QString::number(good)));
    }

    void theDoubleIsAsBadAsLibmodbus()
    {
        // Without the client, the first late answer shifts every later one: the test above tests something.
        VirtualClock clock;
        VirtualModbusLine line(clock, {1.0, 0.0, 0.0, 700ms, false}, 3);
        int wrong = 0;
        for (std::uint16_t i = 0; i < 100; ++i) {
            const auto words = line.readRegisters(1, ModbusTable::Holding, i, 1, clock.now() + 300ms);
            wrong += words && (*words)[0] != 1000 + i ? 1 : 0;
        }
        QVERIFY(wrong > 10);
    }

    void anActIsSentOnce()
    {
        VirtualClock clock;
        VirtualModbusLine line(clock, {}, 1);
        ModbusOptions o = options();
        o.retriesWrite = 5;
        ModbusClient client(line, clock, o);
        const std::vector<std::uint16_t> words{1};
        QVERIFY(!client.writeRegisters(1, words, true, Repeat::Never));
        QCOMPARE(line.written, 1);
        QVERIFY(!client.writeRegisters(1, words, true, Repeat::Harmless));
        QCOMPARE(line.written, 7);
    }

    void anotherDeviceIsNotBelieved()
    {
        VirtualClock clock;
        VirtualModbusLine line(clock, {}, 1);
        ModbusOptions o = options();
        o.canary->expected = std::vector<std::uint16_t>{1, 2};
        ModbusClient client(line, clock, o);
        const auto words = client.readRegisters(ModbusTable::Holding, 1, 1);
        QVERIFY(!words);
        QVERIFY2(words.error().message.find("canary") != std::string::npos, words.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestModbusLate)
#include "tst_modbus_late.moc"
