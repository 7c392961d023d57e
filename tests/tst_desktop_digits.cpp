// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/desktop/shell/digits.h"

using namespace tgc::desktop;

/// Two digits of the uncertainty, the value to the same place (GUM, 7.2.6).
class TestDesktopDigits : public QObject {
    Q_OBJECT
private slots:
    void valueFollowsItsUncertainty_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("u");
        QTest::addColumn<QString>("valueAsText");
        QTest::addColumn<QString>("uAsText");
        QTest::newRow("plain") << 1.23456 << 0.0456 << "1.235"
                               << "0.046";
        QTest::newRow("rounds up to the next place") << 1.23456 << 0.0996 << "1.23"
                                                     << "0.10";
        QTest::newRow("tens") << 12345.0 << 234.0 << "12350"
                              << "230";
        QTest::newRow("negative") << -0.0345 << 0.021 << "-0.035"
                                  << "0.021";
        QTest::newRow("no negative zero") << -0.0001 << 0.021 << "0.000"
                                          << "0.021";
        QTest::newRow("no uncertainty") << 0.123456789 << 0.0 << "0.12346"
                                        << "0";
    }
    void valueFollowsItsUncertainty()
    {
        QFETCH(double, value);
        QFETCH(double, u);
        QFETCH(QString, valueAsText);
        QFETCH(QString, uAsText);
        QCOMPARE(valueText(value, u), valueAsText);
        QCOMPARE(uncertaintyText(u), uAsText);
    }
    void unknownIsDashes() { QCOMPARE(valueText(std::optional<double>()), QStringLiteral("--")); }
};

QTEST_APPLESS_MAIN(TestDesktopDigits)
#include "tst_desktop_digits.moc"
