// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "analysis/core/decimal.h"

using namespace tgc;

class TestDecimal : public QObject {
    Q_OBJECT
private slots:
    void readsBothDecimalSigns_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("canonical");
        QTest::newRow("dot") << "1.50" << 1.5 << "1.50";
        QTest::newRow("comma") << "1,50" << 1.5 << "1.50";
        QTest::newRow("blanks") << "  -3,0e-2 " << -0.03 << "-3.0e-2";
        QTest::newRow("plus") << "+7" << 7.0 << "+7";
    }
    void readsBothDecimalSigns()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        QFETCH(QString, canonical);
        const auto read = parseDecimal(text.toStdString());
        QVERIFY(read.has_value());
        QCOMPARE(read->value, value);
        QCOMPARE(QString::fromStdString(read->canonical), canonical);
    }
    void refusesWithASentence_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *bad :
             {"", "  ", "abc", "1,234.5", "1,2,3", "nan", "inf", "1e999", "1.5x", "--1", "+-1", "0x10"}) {
            QTest::newRow(bad) << bad;
        }
    }
    void refusesWithASentence()
    {
        QFETCH(QString, text);
        const auto read = parseDecimal(text.toStdString());
        QVERIFY(!read.has_value());
        QVERIFY(!read.error().message.empty());
    }
    void writesShortestDigits()
    {
        QCOMPARE(shortest(0.1), std::string("0.1"));
        QCOMPARE(shortest(-0.0), std::string("0"));
        QCOMPARE(shortest(1.0 / 3.0), std::string("0.3333333333333333"));
    }
};

QTEST_APPLESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
