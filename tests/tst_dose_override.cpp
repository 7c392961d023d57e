// SPDX-License-Identifier: GPL-3.0-or-later
// Doses at, just below and just above each limit of the worst case, and how far a person's word goes against a refusal:
// the margins that the program adds, never the maker's rating and never what is not known (docs/safety.md). The vial is
// that of S1 (tgc-method.md 3.5); 1 mAh gives 18.6557 umol H2 (2.0), so 500 umol are 26.8014 mAh and 1000 are 53.6029.
#include <QTest>

#include <functional>

#include "analysis/quantification/dose_override.h"

using namespace tgc;

namespace {

DoseQuestion questionS1()
{
    DoseQuestion q;
    q.dose = milliliters(0.5);
    q.vial = milliliters(30.0);
    q.solids = milliliters(0.05);
    q.liquid = milliliters(0.0);
    q.initialPressure = pascals(101325.0);
    q.temperature = kelvin(298.15);
    q.rating = kilopascals(1e6);
    q.lithium = milliampereHours(0.5);
    return q;
}

/// The rating of which the worst case of S1 is just this share.
Pressure ratingFor(double share)
{
    return pascals(inPascals(*doseSafety(questionS1()).worstGauge) / share);
}

} // namespace

class TestDoseOverride : public QObject {
    Q_OBJECT

private slots:
    void limits_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("safe");
        QTest::addColumn<bool>("overridable");
        const auto row = [](const char *name, const char *what, double value, bool safe, bool overridable) {
            QTest::newRow(name) << what << value << safe << overridable;
        };
        // Share of the rating that the worst case reaches.
        row("79.99 % of the rating", "share", 0.7999, true, false);
        row("80 % of the rating", "share", 0.8, true, false);
        row("80.01 % of the rating", "share", 0.8001, false, true);
        row("99.99 % of the rating", "share", 0.9999, false, true);
        row("100.01 % of the rating", "share", 1.0001, false, false);
        // Gas left of the 30 mL: the dose is 29.95 mL less that.
        row("10.01 % gas", "gas", 3.003, true, false);
        row("9.99 % gas", "gas", 2.997, false, true);
        row("5.01 % gas", "gas", 1.503, false, true);
        row("4.99 % gas", "gas", 1.497, false, false);
        row("no gas", "gas", 0.0, false, false);
        row("more than the vial holds", "gas", -5.0, false, false);
        // Lithium, mAh.
        row("499.99 umol", "lithium", 26.8014 * 499.99 / 500.0, true, false);
        row("500.01 umol", "lithium", 26.8014 * 500.01 / 500.0, false, true);
        row("999.9 umol", "lithium", 53.6029 * 999.9 / 1000.0, false, true);
        row("1000.1 umol", "lithium", 53.6029 * 1000.1 / 1000.0, false, false);
    }
    void limits()
    {
        QFETCH(QString, what);
        QFETCH(double, value);
        QFETCH(bool, safe);
        QFETCH(bool, overridable);
        DoseQuestion q = questionS1();
        if (what == "share") {
            // A hair beside an exact 80 %: the limit itself is allowed, and digits are not what is tried.
            q.rating = pascals(inPascals(ratingFor(value)) * (value == 0.8 ? 1.0 + 1e-12 : 1.0));
        } else if (what == "gas") {
            q.dose = milliliters(29.95 - value);
        } else {
            q.lithium = milliampereHours(value);
        }
        const DoseOverride o = doseOverride(q);
        QVERIFY2(o.asked.safe == safe, o.asked.sentence.c_str());
        QVERIFY2(o.possible == overridable, o.sentence.c_str());
        QVERIFY(!o.sentence.empty());
    }

    void missingIsNeverOverridden_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 8; ++i) {
            QTest::addRow("%d", i) << i;
        }
    }
    void missingIsNeverOverridden()
    {
        QFETCH(int, which);
        DoseQuestion q = questionS1();
        const std::function<void()> drop[] = {
            [&] { q.dose.reset(); },    [&] { q.vial.reset(); },        [&] { q.solids.reset(); },
            [&] { q.liquid.reset(); },  [&] { q.rating.reset(); },      [&] { q.initialPressure.reset(); },
            [&] { q.lithium.reset(); }, [&] { q.temperature.reset(); },
        };
        drop[which]();
        const DoseOverride o = doseOverride(q);
        QVERIFY(!o.asked.safe);
        QVERIFY(!o.possible);
        QCOMPARE(o.sentence, std::string("what is not known cannot be overridden"));
    }

    void impossibleIsNeverOverridden()
    {
        DoseQuestion q = questionS1();
        q.lithium = milliampereHours(-1.0);
        QVERIFY(!doseOverride(q).possible);
        q = questionS1();
        q.temperature = celsius(120.0);
        QVERIFY(!doseOverride(q).possible);
    }
};

QTEST_APPLESS_MAIN(TestDoseOverride)
#include "tst_dose_override.moc"
