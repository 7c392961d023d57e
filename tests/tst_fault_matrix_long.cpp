// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/doubles/fault_matrix.h"

using namespace tgc::test;

class TestFaultMatrixLong : public QObject {
    Q_OBJECT
private slots:
    void nothingWrongIsGoodAndNothingIsDosedTwice_data() { fault_matrix::rows(); }
    void nothingWrongIsGoodAndNothingIsDosedTwice()
    {
        QFETCH(QString, driver);
        QFETCH(int, kind);
        QVERIFY(fault_matrix::holds(driver, kind, 1000));
    }
};

QTEST_GUILESS_MAIN(TestFaultMatrixLong)
#include "tst_fault_matrix_long.moc"
