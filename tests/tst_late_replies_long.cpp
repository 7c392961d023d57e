// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "drivers/modbus/modbus_port.h"
#include "tests/doubles/late_replies.h"

using namespace tgc;
using test::FaultyModbusDevice;

/// 10,000 readings through answers that come from half to two and a half times the timeout, are lost, doubled and
/// damaged: none of them wrong and good.
class TestLateRepliesLong : public QObject {
    Q_OBJECT

private slots:
    void noneIsWrong_data()
    {
        QTest::addColumn<bool>("serial");
        QTest::addColumn<double>("share");
        QTest::newRow("TCP") << false << 1.0;
        QTest::newRow("RTU") << true << 1.0;
        QTest::newRow("RTU, half of all answers") << true << 2.0;
    }
    void noneIsWrong()
    {
        QFETCH(bool, serial);
        QFETCH(double, share);
        FaultyModbusDevice::Faults faults;
        faults.late = 0.15 * share;
        faults.lost = 0.03 * share;
        faults.twice = 0.08 * share;
        faults.damaged = 0.03 * share;
        test::LateTally tally;
        test::readLate(serial, faults, 40, 50, tally);
        qInfo("%d good, %d refused, %d wrong; %d faults", tally.good.load(), tally.refused.load(), tally.wrong.load(),
              tally.faults.load());
        QCOMPARE(tally.good + tally.refused + tally.wrong, 10000);
        QCOMPARE(tally.wrong, 0);
        QVERIFY(tally.good > 1000);
        QVERIFY(tally.faults > 1000);
    }
};

QTEST_GUILESS_MAIN(TestLateRepliesLong)
#include "tst_late_replies_long.moc"
