// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "drivers/modbus/modbus_port.h"
#include "tests/doubles/late_replies.h"

using namespace tgc;
using test::FaultyModbusDevice;

/// Answers around the timeout over real sockets and pseudo-terminals: 500 readings each, not one of them wrong and good.
/// tst_late_replies_long reads 10,000.
class TestLateReplies : public QObject {
    Q_OBJECT

private slots:
    void noneIsWrong_data()
    {
        QTest::addColumn<bool>("serial");
        QTest::addColumn<double>("late");
        QTest::addColumn<double>("lost");
        QTest::addColumn<double>("twice");
        QTest::addColumn<double>("damaged");
        QTest::newRow("TCP, late") << false << 0.3 << 0.0 << 0.0 << 0.0;
        QTest::newRow("TCP, everything") << false << 0.15 << 0.05 << 0.1 << 0.0;
        QTest::newRow("RTU, late") << true << 0.3 << 0.0 << 0.0 << 0.0;
        QTest::newRow("RTU, everything") << true << 0.15 << 0.05 << 0.1 << 0.05;
    }
    void noneIsWrong()
    {
        QFETCH(bool, serial);
        QFETCH(double, late);
        QFETCH(double, lost);
        QFETCH(double, twice);
        QFETCH(double, damaged);
        FaultyModbusDevice::Faults faults;
        faults.late = late;
        faults.lost = lost;
        faults.twice = twice;
        faults.damaged = damaged;
        test::LateTally tally;
        test::readLate(serial, faults, 25, 4, tally);
        qInfo("%d good, %d refused, %d wrong; %d faults", tally.good.load(), tally.refused.load(), tally.wrong.load(),
              tally.faults.load());
        QCOMPARE(tally.good + tally.refused + tally.wrong, 500);
        QCOMPARE(tally.wrong, 0);
        QVERIFY(tally.good > 100);
        QVERIFY(tally.faults > 50);
    }

    void theDeviceIsBadEnough()
    {
        // Asked through libmodbus alone, the same device gives other registers' values as successes (hardware.md 7.2).
        FaultyModbusDevice::Faults faults;
        faults.late = 1.0;
        const FaultyModbusDevice device(true, faults, 7);
        const auto port = test::portTo(device, true);
        const drivers::SystemClock clock;
        QVERIFY(port->open(clock.now() + std::chrono::seconds(1)).has_value());
        int wrong = 0;
        for (std::uint16_t address = 0; address < 40; ++address) {
            const auto words =
                port->readRegisters(1, drivers::ModbusTable::Holding, address, 1, clock.now() + test::lateTimeout);
            wrong += words && (*words)[0] != FaultyModbusDevice::valueAt(address) ? 1 : 0;
        }
        QVERIFY2(wrong > 5, qPrintable(QString::number(wrong)));
    }
};

QTEST_GUILESS_MAIN(TestLateReplies)
#include "tst_late_replies.moc"
