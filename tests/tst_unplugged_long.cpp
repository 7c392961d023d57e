// SPDX-License-Identifier: GPL-3.0-or-later
// The cable of each device pulled at each step of a line (unplug_matrix.h), and not put back before the line is over.
#include <QTest>

#include "tests/unplug_matrix.h"

using namespace tgc::doubles;

class TestUnpluggedLong : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLostAndNothingIsDoneTwice()
    {
        UnplugTally tally;
        const auto wrong = playUnplugged(false, 8, tally);
        for (const std::string &one : wrong) {
            qWarning("%s", one.c_str());
        }
        QVERIFY(wrong.empty());
        QCOMPARE(tally.cells, static_cast<int>(unplugSteps.size() * unplugDevices.size()));
        qInfo("%d cells: %d lines done, %d failed in words, %d waited; %zu samples in their runs, %d gaps marked, none "
              "lost; no vial dosed twice",
              tally.cells, tally.done, tally.failed, tally.waited, tally.samples, tally.gaps);
    }
};

QTEST_GUILESS_MAIN(TestUnpluggedLong)
#include "tst_unplugged_long.moc"
