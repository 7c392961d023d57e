// SPDX-License-Identifier: GPL-3.0-or-later
// What a table of samples says of vial and cell beside its areas: times, N2, pressure, parts, foil, specification.
#include <QTest>

#include <cmath>

#include "app/formats/breakdown_json.h"
#include "app/formats/breakdown_table.h"
#include "tests/evaluate_fixture.h"

using namespace tgc;
using namespace tgc::test;

class TestEvaluateVials : public QObject {
    Q_OBJECT
private slots:
    void whatIsSaidOfAVial()
    {
        const char *header =
            "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
            "u_area,area_n2,dosed_at,injected_at,pressure_rating_kPa,li_upper_mAh,vial_parts,"
            "stripped_to_cutoff,charge_plated_mAh,charge_stripped_mAh\n";
        const std::string unfinished = std::string(header) +
                                       "S,30,0.5,25,locked,0.5,40000,100,50,2026-05-04T09:00,2026-05-04T09:10,30,5,"
                                       "Al tab,no,1,0.5\n"
                                       "S,,,,locked,0.5,63000,100,51,,2026-05-04 09:20,,,,,,\n"
                                       "S,,,,locked,0.5,76000,100,400,,2026-05-04T09:30,,,,,,\n";
        const auto done = run(unfinished.c_str(), "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                                                  "injection_volume_mL,area,area_n2\nb1,30,0.5,25,locked,0.5,400,50\n"
                                                  "b2,30,0.5,25,locked,0.5,420,60\n");
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        const Breakdown &row = done->rows.front();
        for (const char *flag :
             {"reaction-unfinished", "air-in-vial", "vial-pressure-above-rating", "not-stripped-to-cutoff"}) {
            QVERIFY2(hasFlag(row, flag), flag);
        }
        QVERIFY(done->warnings.empty());
        QCOMPARE(row.checkList.size(), 1U);
        QCOMPARE(row.checkList[0].verdict, std::string("gives-hydrogen"));
        const std::string json = formats::breakdownJson(row);
        for (const char *key : {"\"reaction\":{\"state\":\"unfinished\"", "\"air\":{", "\"worst_case\":{\"safe\":false",
                                "\"charge_balance\":{", "cycler-accuracy-not-given", "\"check_list\":[{"}) {
            QVERIFY2(json.find(key) != std::string::npos, key);
        }
    }
    void advisoryColumnsChangeNoNumberAndNoFlagOfAnOrdinaryRow()
    {
        const std::string vial = "S,30,0.5,25,locked,0.5,60000,300,1,0.5";
        const std::string header =
            "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
            "area,u_area,charge_plated_mAh,charge_stripped_mAh";
        const auto plain = run((header + "\n" + vial + "\n").c_str());
        const auto more = run((header + ",area_n2,dosed_at,injected_at,pressure_rating_kPa,foil_mg,vial_parts\n" +
                               vial + ",50,2026-05-04T09:00,2026-05-04T10:00,300,1,Cu foil\n")
                                  .c_str());
        QVERIFY(plain && more);
        const auto cells = [](const session::Evaluation &done) {
            return formats::breakdownTable(done.rows).rows.front();
        };
        const auto a = cells(*plain), b = cells(*more);
        QCOMPARE(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(a[i].text, b[i].text);
        }
    }
    void timesThatCannotBeReadAreSaid()
    {
        const auto done =
            run("sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
                "dosed_at,injected_at\nS,30,0.5,25,locked,0.5,40000,4.5.2026,2026-05-04T09:10\n");
        QVERIFY(done.has_value());
        QVERIFY(!done->rows.front().progress);
        QVERIFY2(QString::fromStdString(done->warnings.at(0)).contains("samples.csv:2: column dosed_at"),
                 done->warnings.at(0).c_str());
    }
    void specificationOfTheCycler()
    {
        const std::string header =
            "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
            "area,charge_plated_mAh,charge_stripped_mAh,";
        const std::string vial = "S,30,0.5,25,locked,0.5,60000,1,0.5,";
        const auto done = run(
            (header + "current_range_mA,current_accuracy_percent_fs,cycling_time_h\n" + vial + "10,0.05,4\n").c_str());
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        // 5 uA / sqrt 3 over 4 h.
        QVERIFY(std::abs(inMilliampereHours(done->rows.front().inactive->u) - 0.020 / std::sqrt(3.0)) < 1e-12);
        // What states the offset may be uncertain itself: 5 uA +- 12 uA are at most 13 uA, (4 +- 3) h at most 5 h.
        const auto unsure = run(
            (header + "current_offset_uA,u_current_offset_uA,cycling_time_h,u_cycling_time_h\n" + vial + "5,12,4,3\n")
                .c_str());
        QVERIFY2(unsure.has_value() && unsure->warnings.empty(), unsure ? "" : unsure.error().message.c_str());
        QVERIFY(std::abs(inMilliampereHours(unsure->rows.front().inactive->u) - 0.013 * 5.0) < 1e-12);
        const auto rated = run((header + "pressure_rating_kPa,u_pressure_rating_kPa\n" + vial + "300,5\n").c_str());
        QVERIFY(rated && rated->warnings.size() == 1 && rated->warnings[0].find("is a bound") != std::string::npos);
        QVERIFY(!run((header + "current_range_mA\n" + vial + "10\n").c_str()));
        QVERIFY(!run((header + "current_range_mA,current_accuracy_percent_fs\n" + vial + "10,0.05\n").c_str()));
        QVERIFY(!run((header + "current_range_mA,current_accuracy_percent_fs,cycling_time_h,current_offset_uA\n" +
                      vial + "10,0.05,4,1\n")
                         .c_str()));
        QVERIFY(!run((header + "stripped_to_cutoff\n" + vial + "perhaps\n").c_str()));
    }
    void chargesThatAreSwappedAreSeen()
    {
        const std::string header = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,"
                                   "injection_volume_mL,area,charge_plated_mAh,charge_stripped_mAh,"
                                   "u_charge_plated_mAh,cell_type\n";
        const auto flagged = [&](const char *charges) {
            const auto done = run((header + "S,30,0.5,25,locked,0.5,60000," + charges + "\n").c_str());
            return done && hasFlag(done->rows.front(), "stripped-exceeds-plated");
        };
        QVERIFY(flagged("0.5,1,0.001,Li||Cu"));
        QVERIFY(!flagged("1,1.001,0.001,Li||Cu")); // within 2 u
        QVERIFY(!flagged("0.5,1,0.001,foil"));
        QVERIFY(!flagged("1,0.5,0.001,Li||Cu"));
        const auto named = run("sample_id,vial_volume_ml,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
                               "area\nS,30,0.5,25,locked,0.5,60000\n");
        QVERIFY(!named && named.error().message.find("vial_volume_mL is missing") != std::string::npos &&
                named.error().message.find("column \"vial_volume_ml\"") != std::string::npos);
    }
    void anUnknownColumnIsNotBlamedForWhatItDidNotCause()
    {
        const auto refused =
            run("sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,operator_x\n"
                "S,30,0.5,298.15,locked,0.5,60000,me\n"); // a temperature in kelvin
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("operator_x") == std::string::npos, refused.error().message.c_str());
    }
    void aWeighedFoilIsInTheBalance()
    {
        const auto done =
            run("sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,area,"
                "charge_plated_mAh,charge_stripped_mAh,cell_type,foil_mg,u_foil_mg\n"
                "S,30,0.5,25,locked,0.5,60000,1.6,1.05,foil,2.5,0.01\n");
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        const Breakdown &row = done->rows.front();
        // 2.5 mg of Li is 2.5 x 3.86188 mAh (tgc-method.md 2.0), plus 0.55 mAh.
        QVERIFY(std::abs(inMilliampereHours(row.inactive->value) - (2.5 * 3.86188 + 0.55)) < 2e-5);
        QVERIFY(std::abs(inMilliampereHours(row.inactive->u) - 0.01 * 3.86188) < 1e-6);
        QVERIFY(hasFlag(row, "foil-counted"));
        QVERIFY(std::abs(*row.coulombicEfficiency + *row.ceLossLi0 + *row.ceLossSei - 1.0) < 1e-12);
        QVERIFY(std::abs(*row.ceLossSei - row.sei->value / milliampereHours(1.6)) < 1e-12);
        QVERIFY(std::any_of(row.seiBudget.begin(), row.seiBudget.end(),
                            [](const auto &share) { return share.first == "foil_mg" && share.second > 0.0; }));
    }
};

QTEST_APPLESS_MAIN(TestEvaluateVials)
#include "tst_evaluate_vials.moc"
