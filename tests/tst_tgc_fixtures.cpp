// SPDX-License-Identifier: GPL-3.0-or-later
// Fixtures S1 to S6 of the method reference (tgc-method.md 3.5), with the constants each states, to all
// printed digits.
#include <QTest>

#include "analysis/core/constants.h"
#include "analysis/quantification/headspace.h"
#include "analysis/quantification/quantify.h"
#include "analysis/quantification/stoichiometry.h"
#include "analysis/quantification/water.h"
#include "tests/published_fixtures.h"

using namespace tgc;
using namespace tgc::test;

namespace {

ClosedVial vialS1()
{
    ClosedVial vial;
    vial.vial = milliliters(30.0);
    vial.solids = milliliters(0.05);
    vial.liquid = milliliters(0.5);
    vial.initialPressure = pascals(101325);
    vial.initialTemperature = vial.temperature = kelvin(298.15);
    vial.vapour = waterVapourPressure(vial.temperature);
    vial.solubility = molesPerCubicMeterPascal(7.8e-6);
    return vial;
}

} // namespace

class TestTgcFixtures : public QObject {
    Q_OBJECT
private slots:
    void s1ForwardModel()
    {
        const ClosedVial vial = vialS1();
        const Amount metal = metalOfCharge(lithium(), milliampereHours(0.5));
        const Amount hydrogen = hydrogenOf(lithium(), metal);
        QVERIFY(printed(inMicromoles(metal), "18.655685"));
        QVERIFY(printed(inMicrograms(massOf(lithium(), metal)), "129.470457"));
        QVERIFY(printed(inMicromoles(hydrogen), "9.327842691"));
        QVERIFY(printed(inMilliliters(freeVolume(vial)), "29.45"));
        QVERIFY(printed(1e4 * dissolvedRatio(vial), "3.282829"));
        QVERIFY(printed(inMicromoles(hydrogen) / (1.0 + dissolvedRatio(vial)), "9.324781524"));
        const VialPressures p = vialPressures(vial, hydrogen);
        QVERIFY(printed(inPascals(p.hydrogen), "784.9145"));
        QVERIFY(printed(inPascals(p.inert), "103045.2886"));
        QVERIFY(printed(inPascals(p.vapour), "3169.8245"));
        QVERIFY(printed(inPascals(p.total()), "107000.0276"));
        QVERIFY(printed(1e6 * double(p.hydrogen / p.total()), "7335.648"));

        Amount left = hydrogen;
        const char *draws[] = {"155.672480", "153.074460", "150.519798"};
        const char *fractions[] = {"0.983310988", "0.966900499", "0.950763885"};
        for (int i = 0; i < 3; ++i) {
            const Amount drawn = lockedDraw(vial, left, milliliters(0.5));
            QVERIFY(printed(inNanomoles(drawn), draws[i]));
            left -= drawn;
            QVERIFY(printed(double(left / hydrogen), fractions[i]));
        }
        QVERIFY(
            printed(inNanomoles(equalisedInjection(vial, hydrogen, milliliters(0.5), pascals(101325), kelvin(298.15))),
                    "149.918799"));
    }
    void s1BackwardsThroughEachSampling()
    {
        // The forward numbers of S1, inverted: three locked draws, then one equalised injection, must give n_T again.
        VialRecord vial = vialS2(0, 0);
        vial.draws.clear();
        for (const double nmol : {155.672480, 153.074460, 150.519798}) {
            DrawRecord draw;
            draw.area = 400.0 * nmol;
            draw.areaU = 0.0;
            draw.injectionVolume = Estimate<Volume>{milliliters(0.5), {}};
            vial.draws.push_back(draw);
        }
        const auto locked = hydrogenInVial(vial, statedSlope(400, 0));
        QVERIFY(locked.has_value());
        for (const Amount &draw : locked->draws) {
            QVERIFY(std::abs(inMicromoles(draw) - 9.327842691) < 5e-8); // the printed draws carry nine digits
        }
        vial.draws.resize(1);
        vial.draws[0].sampling = Sampling::Equalised;
        vial.draws[0].area = 400.0 * 149.918799;
        vial.draws[0].ambientPressure = Estimate<Pressure>{pascals(101325), {}};
        const auto equalised = hydrogenInVial(vial, statedSlope(400, 0));
        QVERIFY(std::abs(inMicromoles(equalised->value) - 9.327842691) < 5e-8);
        vial.draws[0].headspacePressure = Estimate<Pressure>{pascals(107000.0276), {}};
        const auto measured = hydrogenInVial(vial, statedSlope(400, 0));
        QVERIFY(std::abs(inMicromoles(measured->value) - 9.327842691) < 5e-8);
    }
    void s2InverseAndUncertainty()
    {
        const Calibration curve = statedSlope(400, 6);
        VialRecord sample = vialS2(60000, 600);
        sample.charges.plated = Estimate<Charge>{milliampereHours(1.6), {}};
        sample.charges.stripped = Estimate<Charge>{milliampereHours(1.05), {}};
        sample.charges.inactiveU = milliampereHours(0.002);
        const std::vector<VialRecord> blanks = {vialS2(300, 60)};
        const std::vector<VialHydrogen> hydrogen = {*hydrogenInVial(blanks[0], curve)};
        QuantifyOptions options;
        options.monteCarloTrials = 200000;
        const auto row = quantify(sample, blankFor("", blanks, hydrogen), curve, options);
        QVERIFY2(row.has_value(), row ? "" : row.error().message.c_str());
        QVERIFY(printed(inMicromoles(row->h2Net.value), "8.94300987"));
        QVERIFY(printed(inMilliampereHours(row->li0.value), "0.47937182"));
        QVERIFY(printed(inMicrograms(row->li0Mass.value), "124.128977"));
        // The reference lets sample and blank share their volumes; two vials do not. 0.3 % of u is the difference.
        QVERIFY(std::abs(inMilliampereHours(row->li0.u) / 0.00999697 - 1.0) < 0.003);
        QVERIFY(std::abs(inMilliampereHours(row->monteCarloLi0->u) / 0.0099986 - 1.0) < 0.01);
        QVERIFY(std::find(row->flags.begin(), row->flags.end(), "monte-carlo-disagrees") == row->flags.end());
        QVERIFY(printed(100 * *row->coulombicEfficiency, "65.625"));
        QVERIFY(printed(100 * *row->ceLossLi0, "29.9607"));
        QVERIFY(printed(100 * *row->ceLossSei, "4.4143"));
        QVERIFY(std::abs(*row->coulombicEfficiency + *row->ceLossLi0 + *row->ceLossSei - 1.0) < 1e-12);
        QVERIFY(printed(inMilliampereHours(row->sei->value), "0.0706282"));
        QVERIFY(std::abs(inMilliampereHours(row->sei->u) / 0.0101951 - 1.0) < 0.003);
        QVERIFY(printed(row->li0Fraction->value, "0.871585"));
        QVERIFY(std::abs(row->li0Fraction->u / 0.018451 - 1.0) < 0.003);
        const double total = inMilliampereHours(row->li0.u);
        const std::pair<const char *, double> shares[] = {{"calibration", 0.00719},
                                                          {"area", 0.00482},
                                                          {"injection_volume_mL", 0.00471},
                                                          {"vial_volume_mL", 0.00160},
                                                          {"blank", 0.00048}};
        for (const auto &[name, expected] : shares) {
            const auto share = std::find_if(row->li0Budget.begin(), row->li0Budget.end(),
                                            [&, n = name](const auto &b) { return b.first == n; });
            QVERIFY(share != row->li0Budget.end());
            QVERIFY2(std::abs(total * std::sqrt(share->second) / expected - 1.0) < 0.02, name);
        }
    }
    void s3Split()
    {
        const Amount metal = metalOfCharge(lithium(), milliampereHours(0.10));
        QVERIFY(printed(inMicrograms(massOf(lithium(), metal)), "25.894091"));
        QVERIFY(printed(inMicromoles(hydrogenOf(lithium(), metal)), "1.865569"));
        // The vial of S2 with an area that holds 0.10 mAh: plated 1, stripped 0.85.
        const Calibration curve = statedSlope(400, 0);
        VialRecord sample = vialS2(1000, 0);
        const double perArea = inMilliampereHours(quantify(sample, {}, curve)->li0.value) / 1000.0;
        sample.draws[0].area = 0.10 / perArea;
        sample.charges.plated = Estimate<Charge>{milliampereHours(1.0), {}};
        sample.charges.stripped = Estimate<Charge>{milliampereHours(0.85), {}};
        const auto row = quantify(sample, {}, curve);
        QVERIFY(printed(100 * *row->coulombicEfficiency, "85"));
        QVERIFY(printed(100 * *row->ceLossLi0, "10"));
        QVERIFY(printed(100 * *row->ceLossSei, "5"));
        QVERIFY(printed(row->li0Fraction->value, "0.66667"));
        QVERIFY(printed(inMicromoles(metalOfCharge(lithium(), row->sei->value)), "1.865569"));
        QVERIFY(std::find(row->flags.begin(), row->flags.end(), "no-blank") != row->flags.end());
    }
    void s4Reservoir()
    {
        const ChargeRecord record =
            chargesOfReservoirTest({milliampereHours(5.0), milliampereHours(1.0), 10, milliampereHours(4.2)});
        QVERIFY(printed(100 * *coulombicEfficiency(record), "94.6667"));
        QVERIFY(printed(inMilliampereHours((*inactiveCharge(record))->value), "0.8"));
    }
    void s5LithiumHydride()
    {
        // 3.0 umol Li and 0.4 umol LiH: with water 1.9 umol H2, which plain TGC reads as 3.8 umol of metal.
        const Calibration curve = statedSlope(1.0, 0.0, AmountUnit::VialMicromole);
        VialRecord vial;
        DrawRecord draw;
        draw.sampling = Sampling::Matched;
        draw.area = 0.5 * 3.0 + 0.4;
        draw.areaU = 0.01;
        vial.draws = {draw};
        vial.charges.inactive = milliampereHours(0.2);
        const auto plain = quantify(vial, std::nullopt, curve);
        QVERIFY(printed(inMicromoles(plain->li0Amount), "3.8000000000"));
        QVERIFY(printed(inMilliampereHours(*plain->li0FallPerPercentLiH), "0.0040000000"));
        vial.lithiumHydride = Estimate<Amount>{micromoles(0.4), micromoles(0.02)};
        QuantifyOptions options;
        options.monteCarloTrials = 100000;
        const auto corrected = quantify(vial, std::nullopt, curve, options);
        QVERIFY(printed(inMicromoles(corrected->li0Amount), "3.0000000000"));
        QVERIFY(printed(inMicromoles(corrected->h2Net.value), "1.9000000000")); // the hydrogen itself is what it was
        const double u = inMilliampereHours(chargeOf(lithium(), micromoles(2.0 * std::hypot(0.01, 0.02))));
        QVERIFY(std::abs(inMilliampereHours(corrected->li0.u) - u) < 1e-12);
        QVERIFY(std::abs(double(corrected->monteCarloLi0->u / corrected->li0.u) - 1.0) < 0.01);
        QVERIFY(std::find(corrected->flags.begin(), corrected->flags.end(), "lih-subtracted") !=
                corrected->flags.end());
        vial.analyte.name = "Na";
        QVERIFY(!quantify(vial, std::nullopt, curve));
    }
    void s6DetectionScale()
    {
        // 10 ppm of the gas in 29.45 mL at 1 atm, 25 degC.
        const Amount hydrogen = moles(10e-6 * 101325.0 * 29.45e-6 / (constants::gasConstant_J_per_mol_K * 298.15));
        const Amount metal = metalOf(lithium(), hydrogen);
        QVERIFY(printed(inNanomoles(hydrogen), "12.04"));
        QVERIFY(printed(inMicrograms(massOf(lithium(), metal)), "0.167"));
        QVERIFY(printed(1e3 * inMilliampereHours(chargeOf(lithium(), metal)), "0.645"));
    }
    void constantsAndHandyConversions()
    {
        QVERIFY(printed(constants::faraday_C_per_mol, "96485.3321233100"));
        QVERIFY(printed(constants::gasConstant_J_per_mol_K, "8.31446261815324"));
        QVERIFY(printed(inMicromoles(metalOfCharge(lithium(), milliampereHours(1))), "37.3114"));
        // tgc-method.md 2.0, theoretical capacity.
        QVERIFY(printed(constants::faraday_C_per_mol / 3.6 / 6.94, "3861.88"));
        QVERIFY(printed(inPascals(waterVapourPressure(celsius(15))), "1705.7"));
        QVERIFY(printed(inPascals(waterVapourPressure(celsius(40))), "7385.1"));
        QVERIFY(printed(1e6 * inMolesPerCubicMeterPascal(hydrogenSolubility(celsius(15))), "8.386"));
        QVERIFY(printed(1e6 * inMolesPerCubicMeterPascal(hydrogenSolubility(celsius(25))), "7.799"));
        QVERIFY(printed(1e6 * inMolesPerCubicMeterPascal(hydrogenSolubility(celsius(40))), "7.253"));
    }
};

QTEST_APPLESS_MAIN(TestTgcFixtures)
#include "tst_tgc_fixtures.moc"
