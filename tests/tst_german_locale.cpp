// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <array>
#include <clocale>
#include <cstdio>

#include "analysis/core/decimal.h"

using namespace tgc;

/// Other tests set this locale and would show nothing if the machine did not have it: here it must bite.
class TestGermanLocale : public QObject {
    Q_OBJECT
private slots:
    void isThereAndHasADecimalComma()
    {
        QVERIFY(std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr);
        QCOMPARE(std::localeconv()->decimal_point, ",");
        std::array<char, 8> text{};
        std::snprintf(text.data(), text.size(), "%.1f", 1.5);
        QCOMPARE(text.data(), "1,5");
    }
    void numbersStayAsTheyAre()
    {
        QVERIFY(std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr);
        QCOMPARE(shortest(1234.5), std::string("1234.5"));
        QCOMPARE(parseDotDecimal("1234.5").value(), 1234.5);
        QVERIFY(!parseDotDecimal("1234,5").has_value());
    }
};

QTEST_APPLESS_MAIN(TestGermanLocale)
#include "tst_german_locale.moc"
