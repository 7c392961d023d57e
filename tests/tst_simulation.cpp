// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "drivers/simulation/bench_description.h"
#include "drivers/simulation/detector.h"
#include "drivers/simulation/pump_drive.h"
#include "drivers/simulation/random.h"
#include "drivers/simulation/vial.h"

using namespace tgc;
using namespace tgc::simulation;

namespace {

bool near(double value, double expected, double relative)
{
    const bool close = std::abs(value - expected) <= relative * std::abs(expected);
    if (!close) {
        qWarning("%.10g is not within %.1e of %.10g", value, relative, expected);
    }
    return close;
}

/// The vial of fixture S1 (tgc-method.md 3.5): 0.5 mAh Li, 30 mL vial, 0.5 mL water, 25 C, 1 atm.
VialSetup fixtureS1()
{
    return {30.0, 0.05, 0.5, 101.325, 298.15, 298.15, hydrogenFromLithium_umol(0.5)};
}

} // namespace

class TestSimulation : public QObject {
    Q_OBJECT
private slots:
    void waterVapourAsTabulated_data()
    {
        QTest::addColumn<double>("temperature_K");
        QTest::addColumn<double>("pressure_kPa");
        // IAPWS R7-97(2012), table 35.
        QTest::newRow("300 K") << 300.0 << 3.53658941;
        QTest::newRow("500 K") << 500.0 << 2638.89776;
        QTest::newRow("600 K") << 600.0 << 12344.3146;
    }
    void waterVapourAsTabulated()
    {
        QFETCH(double, temperature_K);
        QFETCH(double, pressure_kPa);
        QVERIFY(near(waterVapour_kPa(temperature_K), pressure_kPa, 1e-8));
    }
    void fixtureS1LockedDraws()
    {
        Vial vial(fixtureS1());
        QVERIFY(near(vial.hydrogen_umol(), 9.327842691, 1e-9));
        // The fixture's vapour pressure is Wagner-Pruss, ours IF97: they differ by about 1e-4 of 3.17 kPa.
        QVERIFY(near(vial.pressure_kPa(), 107.0000276, 1e-5));
        QVERIFY(near(vial.drawLocked(0.5).h2_nmol, 155.672480, 1e-8));
        QVERIFY(near(vial.drawLocked(0.5).h2_nmol, 153.074460, 1e-8));
        QVERIFY(near(vial.drawLocked(0.5).h2_nmol, 150.519798, 1e-8));
    }
    void fixtureS1EqualisedDraw()
    {
        Vial vial(fixtureS1());
        QVERIFY(near(vial.drawEqualised(0.5, 101.325, 298.15).h2_nmol, 149.918799, 1e-5));
    }
    void noGasLeavesASyringeBelowAmbient()
    {
        Vial locked(fixtureS1());
        Vial equalised(fixtureS1());
        QCOMPARE(equalised.drawEqualised(0.5, 120.0, 298.15).h2_nmol, locked.drawLocked(0.5).h2_nmol);
    }
    void hydrogenIsConserved()
    {
        Vial vial(fixtureS1());
        const double before = vial.hydrogen_umol();
        const double taken = vial.drawLocked(0.5).h2_nmol * 1e-3;
        QVERIFY(near(before, vial.hydrogen_umol() + taken, 1e-14));
    }
    void lithiumTurnsIntoHydrogenAfterTheWater()
    {
        VialSetup setup = fixtureS1();
        setup.hydrogen_umol = 0.0;
        setup.lithium_mAh = 0.5;
        setup.liquidVolume_mL = 0.0;
        setup.reactionTime_s = 60.0;
        Vial vial(setup);
        vial.advance(3600.0);
        QCOMPARE(vial.hydrogen_umol(), 0.0); // dry
        QVERIFY(near(vial.pressure_kPa(), 101.325, 1e-9));
        vial.addLiquid(0.5);
        double drawn_umol = 0.0;
        for (int i = 0; i < 10; ++i) {
            vial.advance(6.0);
            drawn_umol += vial.drawLocked(0.5).h2_nmol * 1e-3;
            // Whatever has happened: what is left of the lithium, what is in the vial and what was drawn make it up.
            QVERIFY(near(vial.hydrogen_umol() + drawn_umol + hydrogenFromLithium_umol(vial.lithium_mAh()), 9.327842691,
                         1e-9));
        }
        QVERIFY(near(vial.lithium_mAh(), 0.5 * std::exp(-1.0), 1e-9)); // first order: one time constant has passed
    }
    void fullyReactedVialIsTheFixture()
    {
        VialSetup setup = fixtureS1();
        setup.hydrogen_umol = 0.0;
        setup.lithium_mAh = 0.5;
        setup.liquidVolume_mL = 0.0;
        Vial vial(setup);
        vial.addLiquid(0.2);
        vial.addLiquid(0.3);
        vial.advance(3600.0);
        QVERIFY(near(vial.pressure_kPa(), 107.0000276, 1e-5));
        QVERIFY(near(vial.drawLocked(0.5).h2_nmol, 155.672480, 1e-8));
    }
    void airLeaksIn()
    {
        VialSetup setup = fixtureS1();
        setup.leak_umol_per_h = 10.0;
        Vial vial(setup);
        const double before_kPa = vial.pressure_kPa();
        vial.advance(3600.0);
        // 10 umol in 29.45 mL at 298.15 K: n R T / V.
        QVERIFY(near(vial.pressure_kPa() - before_kPa, 10.0 * 8.31446261815324e-3 * 298.15 / 29.45, 1e-9));
        const Gas gas = vial.drawLocked(0.5);
        QVERIFY(near(gas.o2_nmol + gas.n2_nmol, 1e4 * 0.5 / 29.95, 1e-9));
        QVERIFY(near(gas.o2_nmol / gas.n2_nmol, 21.0 / 79.0, 1e-9));
    }
    void thePumpGivesWhatItsStepsSay()
    {
        double given_mL = 0.0;
        PumpDrive drive(1.0, 12.0, [&given_mL](double volume_mL, double) { given_mL += volume_mL; });
        double time_s = 0.0;
        const auto move = [&](PumpMove::Kind kind, double target, char valve) {
            drive.begin(time_s, {{kind, target, valve, 1.0, false}});
            for (int i = 0; i < 10; ++i) {
                drive.advance(time_s += 0.1001);
            }
        };
        move(PumpMove::Kind::Valve, 0.0, 'i');
        move(PumpMove::Kind::Plunger, 3000.0, 'i');
        QVERIFY(near(drive.water_mL(), 1.0, 0.004)); // the first stroke takes up the play
        move(PumpMove::Kind::Valve, 0.0, 'o');
        move(PumpMove::Kind::Plunger, 1500.0, 'o');
        QVERIFY(near(given_mL, 0.5, 1e-9)); // turning round costs nothing: the setting makes up for the play
        move(PumpMove::Kind::Plunger, 0.0, 'o');
        QVERIFY(near(given_mL, drive.water_mL() + given_mL, 1e-9));
        // Without compensation a reversal loses the play: 12 steps of 3000.
        drive.compensation_steps = 0.0;
        move(PumpMove::Kind::Valve, 0.0, 'i');
        move(PumpMove::Kind::Plunger, 1500.0, 'i');
        given_mL = 0.0;
        move(PumpMove::Kind::Valve, 0.0, 'o');
        move(PumpMove::Kind::Plunger, 750.0, 'o');
        QVERIFY(near(given_mL, (750.0 - 12.0) / 3000.0, 1e-9));
    }
    void theShippedBenchIsRead()
    {
        const auto bench =
            readBenchDescription(std::filesystem::path(TGC_SOURCE_DIR) / "resources/bench/simulated.toml");
        QVERIFY2(bench.has_value(), bench ? "" : bench.error().message.c_str());
        QCOMPARE(bench->vials.size(), std::size_t{7});
        QCOMPARE(bench->chromatograph.components.size(), std::size_t{3});
        QCOMPARE(readBenchDescription("/no/such/bench.toml").has_value(), false);
    }
    void peaksHaveTheirArea_data()
    {
        QTest::addColumn<double>("sigma_s");
        QTest::addColumn<double>("tau_s");
        QTest::newRow("tailing") << 0.9 << 0.5;
        QTest::newRow("long tail") << 0.5 << 3.0;
        QTest::newRow("almost Gaussian") << 1.0 << 0.02; // reaches both forms and the asymptotic one
    }
    void peaksHaveTheirArea()
    {
        QFETCH(double, sigma_s);
        QFETCH(double, tau_s);
        double area = 0.0;
        double moment = 0.0;
        for (int i = 0; i <= 20000; ++i) {
            const double t = 0.01 * i;
            const double value = emg_per_s(t, 60.0, sigma_s, tau_s);
            QVERIFY(std::isfinite(value) && value >= 0.0);
            area += 0.01 * value;
            moment += 0.01 * value * t;
        }
        QVERIFY(near(area, 1.0, 1e-9));
        QVERIFY(near(moment, 60.0 + tau_s, 1e-9)); // Grushka 1972: mean = centre + tau
    }
    void randomNumbersAreOurOwn()
    {
        Random random(1, "vial");
        double sum = 0.0;
        double squares = 0.0;
        constexpr int count = 100000;
        for (int i = 0; i < count; ++i) {
            const double value = random.normal(0.0, 1.0);
            sum += value;
            squares += value * value;
        }
        // Five standard errors of the mean and of the variance of a standard normal sample.
        QVERIFY(std::abs(sum / count) < 5.0 / std::sqrt(count));
        QVERIFY(std::abs(squares / count - 1.0) < 5.0 * std::sqrt(2.0 / count));
        QVERIFY(Random(1, "a").uniform(0.0, 1.0) != Random(1, "b").uniform(0.0, 1.0));
        QVERIFY(Random(1, "a").uniform(0.0, 1.0) != Random(2, "a").uniform(0.0, 1.0));
        QCOMPARE(Random(7, "a").uniform(0.0, 1.0), Random(7, "a").uniform(0.0, 1.0));
    }
    void detectorShowsOffsetAndStep()
    {
        DetectorHabits habits;
        habits.duration_s = 10.0;
        habits.interval_s = 0.1;
        habits.offset_uV = 100.0;
        habits.valve_s = 5.0;
        habits.valveStep_uV = 7.0;
        Random random(1, "detector");
        const auto trace = detect({}, habits, random);
        QVERIFY(trace.has_value());
        QCOMPARE(trace->size(), std::size_t{101});
        QCOMPARE(trace->values()[0], 100.0);
        QCOMPARE(trace->values()[100], 107.0);
    }
};

QTEST_APPLESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
