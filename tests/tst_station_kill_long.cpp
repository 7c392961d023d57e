// SPDX-License-Identifier: GPL-3.0-or-later
// 300 kills (TGC_KILLS for another count).
#include <QTest>

#include "tests/station_kill.h"

using namespace tgc::test;

class TestStationKillLong : public QObject {
    Q_OBJECT

private slots:
    void nothingAcknowledgedIsLost()
    {
        const int wanted = qEnvironmentVariableIsSet("TGC_KILLS") ? qEnvironmentVariableIntValue("TGC_KILLS") : 300;
        KillRounds rounds(7);
        for (int i = 0; i < wanted; ++i) {
            const QString wrong = rounds.round();
            QVERIFY2(wrong.isEmpty(), qPrintable(QString("round %1: %2").arg(i).arg(wrong)));
        }
        qInfo("%s", qPrintable(rounds.summary()));
        QVERIFY(rounds.acknowledged() > 0);
        QVERIFY(rounds.inStore() > 0);
        QVERIFY(rounds.worstOwn_s() <= 1.0);
    }
};

QTEST_GUILESS_MAIN(TestStationKillLong)
#include "tst_station_kill_long.moc"
