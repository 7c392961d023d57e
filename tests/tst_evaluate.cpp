// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/formats/breakdown_table.h"
#include "tests/evaluate_fixture.h"

using namespace tgc;
using namespace tgc::session;
using namespace tgc::test;

class TestEvaluate : public QObject {
    Q_OBJECT
private slots:
    void fractionsBecomeInjectedNanomoles()
    {
        // n = x p V / (R T): 1 % of 0.5 mL at 101.325 kPa, 25 degC = 204.37 nmol (V_m 24.4654037 L/mol, analysis.md 5).
        const auto made = calibrateStandards(table("level,replicate,fraction_percent,area,injection_volume_mL,"
                                                   "pressure_kPa,temperature_C,u_fraction_percent\n"
                                                   "a,1,1,80000,0.5,101.325,25,0.01\na,2,1,80100,0.5,101.325,25,0.01\n"
                                                   "b,1,2,160000,0.5,101.325,25,0.02\n"),
                                             {}, {});
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        QVERIFY(std::abs(made->curve.points[0].standard.amount / (0.01 * 0.5e-3 / 24.4654036970 * 1e9) - 1.0) < 1e-9);
        QVERIFY(std::abs(made->curve.certificateShift[1] / made->curve.coefficients[1] + 0.01) < 1e-7);
        QVERIFY(made->warnings.empty());
    }
    /// Welch-Satterthwaite, nu = u^4 / sum(u_i^4 / nu_i): a stated u of the one blank's volume makes u larger and adds no
    /// term to the sum, so nu grows as u^4 whatever the curve's share is.
    void whatIsStatedOfOneBlankHasNoScatter()
    {
        const char *sample = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
                             "area,u_area\nA,30,0.5,25,locked,0.5,40000,400\n";
        const auto with = [&](const char *u) {
            const std::string blank = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                                      "injection_volume_mL,area,u_injection_volume_mL\n"
                                      "b,30,0.5,25,locked,0.5,8000," +
                                      std::string(u) + "\n";
            const auto result = run(sample, blank.c_str());
            return result ? result->rows.front() : Breakdown();
        };
        const Breakdown bare = with("0");
        const Breakdown stated = with("0.05");
        QVERIFY(bare.dof && stated.dof);
        const double growth = inMoles(stated.h2Net.u) / inMoles(bare.h2Net.u);
        QVERIFY(growth > 1.3);
        QVERIFY(std::abs(*stated.dof / *bare.dof / std::pow(growth, 4.0) - 1.0) < 1e-9);
    }
    void theCertificateCountsOnce_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("u");
        QTest::newRow("nmol") << "amount_nmol"
                              << "u_amount_nmol";
        QTest::newRow("umol") << "vial_h2_umol"
                              << "u_amount_umol";
        QTest::newRow("umol by its column") << "vial_h2_umol"
                                            << "u_vial_h2_umol";
        QTest::newRow("ug") << "li_ug"
                            << "u_amount_ug";
    }
    void theCertificateCountsOnce()
    {
        QFETCH(QString, amount);
        QFETCH(QString, u);
        const QString csv = "level," + amount + ",area," + u + "\n1,50,20000,0.75\n2,100,40010,1.5\n3,200,79990,3\n";
        const auto made = calibrateStandards(table(csv.toUtf8().constData()), {}, {});
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        QVERIFY(std::abs(made->curve.certificateShift[1] / made->curve.coefficients[1] + 0.015) < 1e-6);
        QVERIFY(made->warnings.empty());
    }
    void standardsAreRefusedWithTheirLine_data()
    {
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QString>("message");
        QTest::newRow("no amount") << "level,area\n1,2\n"
                                   << "no amount column";
        QTest::newRow("unknown unit") << "level,amount_mol,area\n1,1,2\n"
                                      << "unit";
        QTest::newRow("no area") << "level,amount_nmol\n1,1\n"
                                 << "area is missing";
        QTest::newRow("text") << "level,amount_nmol,area\n1,1,2\n2,x,4\n"
                              << "standards.csv:3: column amount_nmol";
        QTest::newRow("no pressure") << "level,fraction_ppm,area,injection_volume_mL,temperature_C\n1,1,2,0.5,25\n"
                                     << "standards.csv:2: column pressure_kPa";
        QTest::newRow("above 100 %") << "level,fraction_percent,area,injection_volume_mL,temperature_C,pressure_kPa\n"
                                        "1,101,2,0.5,25,100\n"
                                     << "standards.csv:2: column fraction_percent";
        QTest::newRow("certificate twice") << "level,vial_h2_umol,area,u_amount_umol,u_vial_h2_umol\n1,1,2,0.1,0.1\n"
                                           << "given twice";
        QTest::newRow("used") << "level,amount_nmol,area,used\n1,1,2,perhaps\n"
                              << "standards.csv:2: column used";
        QTest::newRow("empty") << "level,amount_nmol,area\n"
                               << "no standard";
    }
    void standardsAreRefusedWithTheirLine()
    {
        QFETCH(QString, csv);
        QFETCH(QString, message);
        const auto made = calibrateStandards(table(csv.toUtf8().constData(), "standards.csv"), {}, {});
        QVERIFY(!made);
        QVERIFY2(QString::fromStdString(made.error().message).contains(message), made.error().message.c_str());
        QVERIFY(made.error().message.starts_with("standards.csv"));
    }
    void successiveDrawsOfOneVial()
    {
        // S1 of the method reference: 155.672480, 153.074460, 150.519798 nmol are one vial of 9.327842691 umol when
        // H = 7.8e-6.
        const auto result = run("sample_id,group,vial_volume_mL,solids_volume_mL,liquid_volume_mL,temperature_C,"
                                "h2_solubility_mol_m3_Pa,sampling,injection_volume_mL,area,u_area\n"
                                "S1,A,30.000,0.050,0.500,25,7.8e-6,locked,0.500,62268.992,10\n"
                                "S1,,,,,,,locked,0.500,61229.784,10\n"
                                "S1,A,30,0.05,0.5,25,7.8e-6,locked,0.500,60207.9192,10\n");
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QCOMPARE(result->rows.size(), std::size_t(1));
        const Breakdown &row = result->rows.front();
        QCOMPARE(row.injections, 3);
        QVERIFY(std::abs(inMicromoles(row.h2Vial) - 9.327842691) < 1e-6);
        QVERIFY(std::abs(inNanomoles(*row.h2Injected) - 155.67248) < 1e-6);
        QVERIFY(hasFlag(row, "no-blank"));
        QVERIFY(!row.inactive && !row.sei && !row.h2Blank);
        QVERIFY(!hasFlag(row, "heterogeneous-draws"));
    }
    void drawsThatDisagreeWidenTheUncertainty()
    {
        const char *header =
            "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
            "u_area\n";
        const auto rows = [&](const char *areas) {
            std::string csv = header;
            for (const auto &area : QByteArray(areas).split(' ')) {
                csv += "S,30,0.5,25,locked,0.5," + area.toStdString() + ",100\n";
            }
            return run(csv.c_str())->rows.front();
        };
        const Breakdown good = rows("60000 59000 58000");
        const Breakdown falling = rows("60000 56000 52000");
        QVERIFY(!hasFlag(good, "heterogeneous-draws"));
        QVERIFY(hasFlag(falling, "heterogeneous-draws"));
        QVERIFY(hasFlag(falling, "draw-trend"));
        QVERIFY(falling.li0.u > 3.0 * good.li0.u);
    }
    void seiBelowZeroStaysNegativeAndIsFlagged()
    {
        const auto result =
            run("sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
                "charge_plated_mAh,charge_stripped_mAh,u_charge_plated_mAh\n"
                "S,30,0.5,25,locked,0.5,60000,1,0.9,0.001\n");
        const Breakdown &row = result->rows.front();
        QVERIFY(inMilliampereHours(row.sei->value) < 0.0);
        QVERIFY(hasFlag(row, "negative-sei"));
        QVERIFY(hasFlag(row, "li0-exceeds-inactive"));
        QVERIFY(row.li0Fraction->value > 1.0);
        QVERIFY(std::abs(*row.coulombicEfficiency + *row.ceLossLi0 + *row.ceLossSei - 1.0) < 1e-12);
    }
    void blanksAreSubtractedInMoles()
    {
        const char *sample = "sample_id,blank_group,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                             "injection_volume_mL,area\n"
                             "A,,30,0.5,25,locked,0.5,60000\nB,x,30,0.5,25,locked,0.5,60000\n"
                             "C,y,30,0.5,25,locked,0.5,60000\n";
        const char *blanks =
            "sample_id,blank_group,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
            "injection_volume_mL,area\n"
            "b1,x,30,0.5,25,locked,0.5,2000\nb2,x,15,0.5,25,locked,0.5,4100\nb3,z,30,0.5,25,locked,0.5,900\n";
        const auto result = run(sample, blanks);
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        const Breakdown &all = result->rows[0];
        const Breakdown &x = result->rows[1];
        const Breakdown &none = result->rows[2];
        QVERIFY(!hasFlag(all, "no-blank") && !hasFlag(all, "single-blank"));
        QVERIFY(*x.h2Blank > *all.h2Blank); // without the low blank z
        QVERIFY(std::abs(inMoles(x.h2Net.value - (x.h2Vial - *x.h2Blank))) < 1e-18);
        QVERIFY(!none.h2Blank && hasFlag(none, "no-blank"));
        QCOMPARE(result->warnings.size(), std::size_t(1));
    }
    void samplesAreRefusedWithLineAndColumn_data()
    {
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QString>("message");
        const QString head =
            "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area\n";
        QTest::newRow("missing column") << "sample_id,area\nS,1\n"
                                        << "sampling";
        QTest::newRow("text in a number") << head + "S,thirty,0.5,25,locked,0.5,1\n"
                                          << "samples.csv:2: column vial_volume_mL";
        QTest::newRow("two volumes of one vial") << head + "S,30,0.5,25,locked,0.5,1\nS,31,0.5,25,locked,0.5,1\n"
                                                 << "samples.csv:3: column vial_volume_mL: \"31\" contradicts";
        QTest::newRow("sampling") << head + "S,30,0.5,25,open,0.5,1\n"
                                  << "samples.csv:2: column sampling";
        QTest::newRow("no free volume") << head + "S,0.4,0.5,25,locked,0.5,1\n"
                                        << "samples.csv:2: sample S: no free volume";
        QTest::newRow("no volume") << head + "S,,0.5,25,locked,0.5,1\n"
                                   << "samples.csv:2: sample S: vial_volume_mL is missing";
        QTest::newRow("no syringe") << head + "S,30,0.5,25,locked,,1\n"
                                    << "injection_volume_mL is missing";
        QTest::newRow("equalised") << head + "S,30,0.5,25,equalised,0.5,1\n"
                                   << "ambient_pressure_kPa is missing";
        QTest::newRow("matched with an injected curve") << head + "S,30,0.5,25,matched,0.5,1\n"
                                                        << "vial_h2_umol";
        QTest::newRow("negative volume") << head + "S,-30,0.5,25,locked,0.5,1\n"
                                         << "below zero";
        QTest::newRow("more gas than the syringe holds")
            << "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
               "ambient_pressure_kPa\nS,30,0.5,25,equalised,0.001,24000,101\n"
            << "more than 0.001 mL";
        QTest::newRow("no area") << head + "S,30,0.5,25,locked,0.5,\n"
                                 << "samples.csv:2: column area";
        QTest::newRow("hot") << head + "S,30,0.5,150,locked,0.5,1\n"
                             << "0 to 100 degC";
        QTest::newRow("kelvin") << head + "S,30,0.5,298.15,locked,0.5,1\n"
                                << "298.15 is no temperature in degC (-50 to 200); it looks like kelvin";
        QTest::newRow("microlitres") << head + "S,30,0.5,25,locked,500,1\n"
                                     << "500 is no volume that is injected in mL (0 to 100); is it in microlitres?";
        QTest::newRow("more than the vial") << head + "S,30,0.5,25,locked,50,1\n"
                                            << "injection_volume_mL 50 is more than the vial holds";
        for (const auto &[value, unit] : {std::pair("101325", "Pa"), std::pair("1013", "hPa or mbar"),
                                          std::pair("760", "mmHg"), std::pair("1.013", "bar or atm")}) {
            QTest::addRow("air in %s", unit)
                << "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
                   "ambient_pressure_kPa\nS,30,0.5,25,equalised,0.5,24000," +
                       QString(value) + "\n"
                << QString("samples.csv:2: column ambient_pressure_kPa: ") + value +
                       " is no pressure that a syringe is opened to in kPa (20 to 200); it looks like " + unit;
        }
        QTest::newRow("vial pressure in Pa")
            << "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
               "initial_pressure_kPa\nS,30,0.5,25,locked,0.5,24000,101325\n"
            << "column initial_pressure_kPa: 101325 is no pressure of the gas in a vial";
        QTest::newRow("no rows") << head << "no rows";
        QTest::newRow("symmetric cell") << "sample_id,cell_type,sampling,area\nS,Li||Li,locked,1\n"
                                        << "Li||Li";
        QTest::newRow("half a cycle") << "sample_id,charge_plated_mAh,sampling,area\nS,1,locked,1\n"
                                      << "column charge_stripped_mAh";
        QTest::newRow("u of nothing") << "sample_id,u_vial_volume_mL,sampling,area\nS,1,locked,1\n"
                                      << "column u_vial_volume_mL";
        QTest::newRow("contradicting charges")
            << "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
               "charge_plated_mAh,charge_stripped_mAh,inactive_mAh\nS,30,0.5,25,locked,0.5,1,1,0.5,0.9\n"
            << "contradicts";
    }
    void samplesAreRefusedWithLineAndColumn()
    {
        QFETCH(QString, csv);
        QFETCH(QString, message);
        const auto result = run(csv.toUtf8().constData());
        QVERIFY(!result);
        QVERIFY2(QString::fromStdString(result.error().message).contains(message), result.error().message.c_str());
    }
    void anUncertaintyMayStandBesideADefaultOrADifference()
    {
        // S2 of the method reference: plated 1.600, stripped 1.050, u(Q_in) 0.002 mAh.
        const auto result = run("sample_id,vial_volume_mL,liquid_volume_mL,u_solids_volume_mL,u_initial_pressure_kPa,"
                                "temperature_C,sampling,injection_volume_mL,area,charge_plated_mAh,charge_stripped_mAh,"
                                "u_inactive_mAh\nS,30,0.5,0.005,0.1,25,locked,0.5,60000,1.6,1.05,0.002\n");
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QVERIFY(std::abs(inMilliampereHours(result->rows[0].inactive->u) - 0.002) < 1e-12);
    }
    void oneIdCannotBeSampleAndBlank()
    {
        const char *csv = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area\n"
                          "S,30,0.5,25,locked,0.5,60000\n";
        const auto result = run(csv, csv);
        QVERIFY(!result);
        QVERIFY(result.error().message.find("a sample or a blank") != std::string::npos);
    }
    void unknownColumnsAreWarnedAbout()
    {
        const auto result = run("sample_id,colour,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                                "injection_volume_mL,area\nS,red,30,0.5,25,locked,0.5,60000\n");
        QCOMPARE(result->warnings.size(), std::size_t(1));
        QVERIFY(result->warnings[0].find("colour") != std::string::npos);
    }
    void matchedStandardsCorrectTheFreeVolumeOnly()
    {
        const auto made = calibrateStandards(table("level,replicate,vial_h2_umol,area,vial_volume_mL,solids_volume_mL,"
                                                   "liquid_volume_mL\n"
                                                   "1,1,2,200,30,0,0.5\n2,1,4,400,30,0,0.5\n3,1,8,801,30,0,0.5\n"),
                                             {}, {});
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
        const auto samples = table("sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,area\n"
                                   "same,30,0.5,25,matched,400\nbigger,59.5,0.5,25,matched,400\n");
        const auto result = evaluate(samples, {}, made->curve, {}, {});
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QVERIFY(!result->rows[0].h2Injected);
        QVERIFY(std::abs(double(result->rows[1].h2Vial / result->rows[0].h2Vial) - 2.0) < 1e-12);
    }
    void lithiumStandardsCountTwoAtomsAHydrogen()
    {
        const auto made = calibrateStandards(table("level,li_ug,area\n1,100,200\n2,200,400\n3,400,801\n"), {}, {});
        const auto samples = table("sample_id,sampling,area\nS,matched,400\n");
        const auto result = evaluate(samples, {}, made->curve, {}, {});
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QVERIFY(std::abs(inMicrograms(result->rows[0].li0Mass.value) - 199.87) < 0.05);
    }
    void tracesAreIntegratedAndBrandTheResult()
    {
        const TraceIntegrator integrator = [](const std::string &trace) -> Result<TraceArea> {
            if (trace == "none.csv") {
                return fail(ErrorCode::BadInput, "none.csv: no peak");
            }
            return TraceArea{60000.0, "uV*s", Source::Simulated, {"saturated"}, {}};
        };
        const auto samples =
            table("sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
                  "trace\nS,30,0.5,25,locked,0.5,run.csv\n");
        const auto result = evaluate(samples, {}, curve(), {}, integrator);
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QVERIFY(result->rows[0].source == Source::Simulated);
        QVERIFY(hasFlag(result->rows[0], "saturated"));
        const auto missing = evaluate(table("sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                                            "injection_volume_mL,trace\nS,30,0.5,25,locked,0.5,none.csv\n"),
                                      {}, curve(), {}, integrator);
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("samples.csv:2: column trace: none.csv: no peak") != std::string::npos);
    }
    void theBreakdownHasTheContractsColumns()
    {
        const auto result =
            run("sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area\n"
                "S,30,0.5,25,locked,0.5,60000\n",
                nullptr, {0.95, 1000, 7});
        const auto out = formats::breakdownTable(result->rows);
        std::string header;
        for (const auto &column : out.columns) {
            header += (header.empty() ? "" : ",") + column;
        }
        QCOMPARE(QString::fromStdString(header),
                 "sample_id,group,injections,h2_injected_nmol,h2_vial_umol,h2_blank_umol,h2_net_umol,u_h2_net_umol,"
                 "li0_umol,li0_ug,u_li0_ug,li0_mAh,u_li0_mAh,li0_mAh_low,li0_mAh_high,inactive_mAh,u_inactive_mAh,"
                 "sei_li_mAh,u_sei_li_mAh,sei_li_mAh_low,sei_li_mAh_high,li0_fraction,u_li0_fraction,sei_fraction,"
                 "u_sei_fraction,coulombic_efficiency,ce_loss_li0,ce_loss_sei,decision,source,flags,dof,"
                 "mc_u_li0_mAh,mc_li0_mAh_low,mc_li0_mAh_high");
        QVERIFY(out.rows[0][5].text.empty()); // no blank: not determined, not zero
    }
    void sameSeedSameTrials()
    {
        const char *csv = "sample_id,vial_volume_mL,u_vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                          "injection_volume_mL,area\nS,30,0.1,0.5,25,locked,0.5,60000\n";
        const auto a = run(csv, nullptr, {0.95, 5000, 7});
        const auto b = run(csv, nullptr, {0.95, 5000, 7});
        const auto c = run(csv, nullptr, {0.95, 5000, 8});
        QVERIFY(a->rows[0].monteCarloLi0->u == b->rows[0].monteCarloLi0->u);
        QVERIFY(a->rows[0].monteCarloLi0->u != c->rows[0].monteCarloLi0->u);
    }
    /// Five blocks of trials, the last not full; a blank, LiH and charges draw from streams of their own.
    void trialsDoNotDependOnTheThreads()
    {
        const char *csv = "sample_id,vial_volume_mL,u_vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                          "injection_volume_mL,area,lih_umol,u_lih_umol,inactive_mAh,u_inactive_mAh\n"
                          "S,30,0.1,0.5,25,locked,0.5,60000,0.4,0.05,0.6,0.01\n";
        const char *blanks = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
                             "area\nB1,30,0.5,25,locked,0.5,300\nB2,30,0.5,25,locked,0.5,360\n";
        const auto withThreads = [&](unsigned threads) {
            return run(csv, blanks, {0.95, 5000, 7, session::onThreads(threads)})->rows[0];
        };
        const Breakdown one = withThreads(1);
        for (const unsigned threads : {2U, 7U}) {
            const Breakdown other = withThreads(threads);
            QVERIFY(one.monteCarloLi0->u == other.monteCarloLi0->u);
            QVERIFY(one.monteCarloLi0->value == other.monteCarloLi0->value);
            QVERIFY(one.monteCarloLi0->low == other.monteCarloLi0->low);
            QVERIFY(one.monteCarloSei->u == other.monteCarloSei->u);
            QVERIFY(one.monteCarloSei->high == other.monteCarloSei->high);
        }
        const Breakdown inTurn = run(csv, blanks, {0.95, 5000, 7, inOrder})->rows[0];
        QVERIFY(one.monteCarloSei->high == inTurn.monteCarloSei->high);
    }
    void trialsCanBeStopped()
    {
        const char *csv = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area\n"
                          "S,30,0.5,25,locked,0.5,60000\n";
        int asked = 0;
        const auto stopped =
            run(csv, nullptr, {0.95, 1000000, 7, session::onThreads(3, [&asked] { return ++asked < 3; })});
        QVERIFY(!stopped);
        QVERIFY(stopped.error().message.find("stopped before all Monte Carlo trials") != std::string::npos);
        QCOMPARE(asked, 3);
    }
    void aBlockThatThrowsIsHeardOfByTheCaller()
    {
        const auto failing = [](std::size_t block) {
            if (block == 3) {
                throw std::bad_alloc();
            }
        };
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, session::onThreads(2)(8, failing));
    }
};

QTEST_APPLESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
