// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/doubles/fault_matrix.h"

using namespace tgc::test;

class TestFaultMatrix : public QObject {
    Q_OBJECT
private slots:
    void theLineItselfLies() { QVERIFY(fault_matrix::wrongWithoutJudgement(3) > 10); }
    void nothingWrongIsGoodAndNothingIsDosedTwice_data() { fault_matrix::rows(); }
    void nothingWrongIsGoodAndNothingIsDosedTwice()
    {
        QFETCH(QString, driver);
        QFETCH(int, kind);
        QVERIFY(fault_matrix::holds(driver, kind, 20));
    }
};

QTEST_GUILESS_MAIN(TestFaultMatrix)
#include "tst_fault_matrix.moc"
