// SPDX-License-Identifier: GPL-3.0-or-later
// The worst pressure of a vial before it is dosed: S1 and S7 of the method reference (tgc-method.md 3.5), and that
// nothing missing, impossible or too much is ever called safe.
#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

#include "analysis/core/constants.h"
#include "analysis/quantification/dose_safety.h"

using namespace tgc;

namespace {

/// Vial of S1 before its 0.5 mL of water.
DoseQuestion questionS1()
{
    DoseQuestion q;
    q.dose = milliliters(0.5);
    q.vial = milliliters(30.0);
    q.solids = milliliters(0.05);
    q.liquid = milliliters(0.0);
    q.initialPressure = pascals(101325.0);
    q.temperature = kelvin(298.15);
    q.rating = kilopascals(200.0);
    q.lithium = milliampereHours(0.5);
    return q;
}

} // namespace

class TestDoseSafety : public QObject {
    Q_OBJECT

private slots:
    /// S1: inert 103045.2886, vapour 3169.8245, p_H2 784.9145 Pa with k = 3.282829e-4 of it dissolved; here none is.
    void pressureOfS1()
    {
        const DoseSafety s = doseSafety(questionS1());
        QVERIFY2(s.safe, s.sentence.c_str());
        const double expected_Pa = 103045.2886 + 3169.8245 + 784.9145 * (1.0 + 3.282829e-4);
        QVERIFY(std::abs(inPascals(*s.worst) - expected_Pa) < 0.001);
        QVERIFY(std::abs(inPascals(*s.worstGauge) - (expected_Pa - 79500.0)) < 0.001);
        QVERIFY(std::abs(inPascals(*s.limit) - 160000.0) < 1e-6);
        QVERIFY(QString::fromStdString(s.sentence).contains("107.0 kPa absolute"));
    }

    /// S7: +20 % overpressure in 29.45 mL is reached at 12.9 mAh.
    void twentyPercentOfS7()
    {
        const auto added_Pa = [](double charge_mAh) {
            DoseQuestion q = questionS1();
            q.lithium = milliampereHours(charge_mAh);
            DoseQuestion none = q;
            none.lithium = milliampereHours(0.0);
            return inPascals(*doseSafety(q).worst) - inPascals(*doseSafety(none).worst);
        };
        QVERIFY(added_Pa(12.85) < 0.2 * constants::standardAtmosphere_Pa);
        QVERIFY(added_Pa(12.95) > 0.2 * constants::standardAtmosphere_Pa);
    }

    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("name");
        const char *names[] = {
            "dose_mL",       "vial_volume_mL",      "solids_volume_mL", "liquid_volume_mL", "initial_pressure_kPa",
            "temperature_C", "pressure_rating_kPa", "li_upper_mAh"};
        for (int i = 0; i < 8; ++i) {
            QTest::newRow(names[i]) << i << names[i];
        }
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(int, which);
        QFETCH(QString, name);
        DoseQuestion q = questionS1();
        const std::function<void()> drop[] = {
            [&] { q.dose.reset(); },
            [&] { q.vial.reset(); },
            [&] { q.solids.reset(); },
            [&] { q.liquid.reset(); },
            [&] { q.initialPressure.reset(); },
            [&] { q.temperature.reset(); },
            [&] { q.rating.reset(); },
            [&] { q.lithium.reset(); },
        };
        drop[which]();
        const DoseSafety s = doseSafety(q);
        QVERIFY(!s.safe);
        QCOMPARE(s.missing, std::vector<std::string>{name.toStdString()});
        QVERIFY(QString::fromStdString(s.sentence).contains(name));
        QVERIFY(!s.worst);
    }

    void impossibleIsRefused_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 12; ++i) {
            QTest::addRow("%d", i) << i;
        }
    }
    void impossibleIsRefused()
    {
        QFETCH(int, which);
        DoseQuestion q = questionS1();
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double inf = std::numeric_limits<double>::infinity();
        const std::function<void()> spoil[] = {
            [&] { q.dose = milliliters(0.0); },           [&] { q.dose = milliliters(-0.5); },
            [&] { q.dose = milliliters(nan); },           [&] { q.vial = milliliters(nan); },
            [&] { q.solids = milliliters(-1.0); },        [&] { q.liquid = milliliters(inf); },
            [&] { q.initialPressure = pascals(0.0); },    [&] { q.temperature = celsius(-1.0); },
            [&] { q.initialTemperature = celsius(nan); }, [&] { q.rating = pascals(inf); },
            [&] { q.lithium = milliampereHours(-0.1); },  [&] { q.lithium = milliampereHours(nan); },
        };
        spoil[which]();
        const DoseSafety s = doseSafety(q);
        QVERIFY(!s.safe);
        QVERIFY(!s.sentence.empty());
    }

    /// The rule is an inequality; both of its sides are tried a hair apart.
    void ratingDecides()
    {
        DoseQuestion q = questionS1();
        const double gauge_Pa = inPascals(*doseSafety(q).worstGauge);
        q.rating = pascals(gauge_Pa / 0.8 * 1.0001);
        QVERIFY(doseSafety(q).safe);
        q.rating = pascals(gauge_Pa / 0.8 * 0.9999);
        QVERIFY(!doseSafety(q).safe);
    }

    void roomDecides()
    {
        DoseQuestion q = questionS1();
        q.rating = kilopascals(1e6);
        q.dose = milliliters(30.0 - 0.05 - 3.01);
        QVERIFY(doseSafety(q).safe);
        q.dose = milliliters(30.0 - 0.05 - 2.99);
        QVERIFY(!doseSafety(q).safe);
        q.dose = milliliters(40.0); // more than the vial: no pressure comes out as negative and "safe"
        QVERIFY(!doseSafety(q).safe);
        q = questionS1();
        q.liquid = milliliters(29.0); // what is in it counts like what comes
        QVERIFY(!doseSafety(q).safe);
    }

    /// 1 mAh gives 18.6557 umol H2 (tgc-method.md 2.0): 500 umol are 26.80 mAh.
    void hydrogenDecides()
    {
        DoseQuestion q = questionS1();
        q.rating = kilopascals(1000.0);
        q.lithium = milliampereHours(26.79);
        QVERIFY(doseSafety(q).safe);
        q.lithium = milliampereHours(26.81);
        const DoseSafety s = doseSafety(q);
        QVERIFY(!s.safe);
        QVERIFY(QString::fromStdString(s.sentence).contains("umol"));
    }

    /// The hotter temperature counts, and gas sealed cold expands.
    void hotterCounts()
    {
        DoseQuestion q = questionS1();
        const double same = inPascals(*doseSafety(q).worst);
        q.temperature = celsius(40.0);
        QVERIFY(inPascals(*doseSafety(q).worst) > same);
        q.initialTemperature = celsius(25.0);
        const double warmed = inPascals(*doseSafety(q).worst);
        // inert 103045.2886 * 313.15/298.15, vapour 7385.1 (table 2.0), H2 784.9145 (1 + k) * 313.15/298.15
        QVERIFY(std::abs(warmed - (103045.2886 + 784.9145 * 1.0003282829) * 313.15 / 298.15 - 7385.1) < 0.1);
        q.initialTemperature = celsius(60.0); // sealed hot: stays the worse of the two
        QVERIFY(inPascals(*doseSafety(q).worst) > inPascals(*doseSafety(questionS1()).worst));
    }
};

QTEST_APPLESS_MAIN(TestDoseSafety)
#include "tst_dose_safety.moc"
