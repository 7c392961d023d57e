// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a vial beside its number: air, pressure, parts, balance, voltages.
#include <QTest>

#include "analysis/quantification/air_marker.h"
#include "analysis/quantification/balance_words.h"
#include "analysis/quantification/cell_voltages.h"
#include "analysis/quantification/vial_safety.h"
#include "app/session/vial_parts.h"
#include "app/session/written_time.h"
#include "tests/published_fixtures.h"

using namespace tgc;
using namespace tgc::test;

namespace {

std::vector<NitrogenReading> readings(std::initializer_list<double> areas, std::optional<double> mL = std::nullopt)
{
    std::vector<NitrogenReading> all;
    for (const double area : areas) {
        all.push_back({area, mL});
    }
    return all;
}

HalfCycle half(CycleDirection direction, double mean_V, double end_V)
{
    HalfCycle half;
    half.direction = direction;
    half.integral = milliampereHours(1.0);
    half.meanVoltage_V = mean_V;
    half.endVoltage_V = end_V;
    return half;
}

constexpr auto charging = CycleDirection::Charging;
constexpr auto discharging = CycleDirection::Discharging;

} // namespace

class TestVialJudgements : public QObject {
    Q_OBJECT
private slots:
    void nitrogenLimit()
    {
        // mean 121.6667, s 10.40833, t(0.99, 2) = 6.964557 (tables of Student's t): 121.6667 + 83.7027 = 205.3694.
        const auto marker = airMarker(readings({120.0, 205.4}), readings({130.0, 110.0, 125.0}));
        QVERIFY(marker && marker->air);
        QVERIFY(printed(marker->limit, "205.37"));
        QCOMPARE(marker->most, 205.4);
        QVERIFY(!airMarker(readings({205.3}), readings({130.0, 110.0, 125.0}))->air);
    }
    void nitrogenGoesWithTheVolume()
    {
        const auto twice = airMarker(readings({240.0}, 1.0), readings({130.0, 110.0, 125.0}, 0.5));
        QVERIFY(twice->perMilliliter && !twice->air);
        QVERIFY(!airMarker(readings({240.0}, 1.0), readings({130.0, 110.0}))->perMilliliter);
    }
    void withoutReadingsNothingIsSaid()
    {
        QVERIFY(!airMarker({}, readings({1.0, 2.0})));
        QVERIFY(!airMarker(readings({9.0}), {}));
        QVERIFY(!airMarker(readings({9.0}), readings({1.0})));
    }
    void fixtureS7()
    {
        // +20 % overpressure in 29.45 mL is reached at 12.9 mAh, 3.3 mg of lithium (tgc-method.md 3.5, S7).
        VialRecord vial = vialS2(0.0, 0.0);
        vial.temperature = TemperatureEstimate{kelvin(298.15), {}};
        vial.pressureRating = kilopascals(300.0);
        vial.charges.foil = Estimate<Charge>{milliampereHours(10.0), {}};
        vial.charges.plated = Estimate<Charge>{milliampereHours(2.9), {}};
        vial.charges.stripped =
            Estimate<Charge>{milliampereHours(2.5), {}}; // it may have come from elsewhere: not taken off
        QVERIFY(printed(inMilliampereHours(*mostMetalIn(vial)), "12.9"));
        const double with = inKilopascals(*worstCaseOf(vial).worst);
        vial.mostMetal = Charge{};
        const double without = inKilopascals(*worstCaseOf(vial).worst);
        QVERIFY(std::abs((with - without) / 101.325 - 0.20) < 0.0005);
    }
    void ratingsAndWhatIsMissing()
    {
        VialRecord vial = vialS2(0.0, 0.0);
        QCOMPARE(worstCaseOf(vial).missing.size(), 2U); // rating and lithium
        QVERIFY(!isAboveRating(worstCaseOf(vial), vial));
        vial.mostMetal = milliampereHours(12.9);
        vial.pressureRating = kilopascals(55.0); // 44 of it count: 126.5 - 79.5 is more, and less than the rating
        const auto close = worstCaseOf(vial);
        QVERIFY(!close.safe && !isAboveRating(close, vial));
        vial.pressureRating = kilopascals(40.0);
        QVERIFY(isAboveRating(worstCaseOf(vial), vial));
        vial.titrantVapour = Estimate<Pressure>{kilopascals(8.0), {}}; // ethanol's is above water's
        QVERIFY(*worstCaseOf(vial).worst > *close.worst);
        vial.liquidVolume.reset();
        QCOMPARE(worstCaseOf(vial).missing.front(), std::string("liquid_volume_mL"));
    }
    void foilBelongsToItsBalance()
    {
        // Case e of tgc-method.md 2.6: n_0 + plated - stripped.
        ChargeRecord record;
        record.plated = Estimate<Charge>{milliampereHours(1.6), {}};
        record.stripped = Estimate<Charge>{milliampereHours(1.05), {}};
        record.foil = Estimate<Charge>{milliampereHours(9.65), milliampereHours(0.04)};
        record.gainU = 0.01;
        QVERIFY(
            printed(inMilliampereHours((*inactiveCharge(record))->value), "0.55")); // another cell's foil is not in it
        record.cellType = CellType::Foil;
        const InactiveCharge foil = inactiveCharge(record).value().value();
        QVERIFY(printed(inMilliampereHours(foil.value), "10.20"));
        QVERIFY(printed(inMilliampereHours(foil.uFoil), "0.04"));
        QVERIFY(printed(inMilliampereHours(foil.uGain), "0.0055")); // of what was cycled, not of what was weighed
        QCOMPARE(balanceInWords(record).equation, std::string("foil + charge_plated_mAh - charge_stripped_mAh"));
        record.inactive = milliampereHours(0.55);
        QVERIFY(!inactiveCharge(record));
    }
    void specificationAsOffset()
    {
        // 0.05 % of 10 mA is 5 uA, uniform: 5/sqrt 3.
        QVERIFY(printed(1e6 * offsetOfSpecification(microamperes(1e4), 0.05).value(), "2.886751"));
    }
    void voltages_data()
    {
        QTest::addColumn<double>("charge_V");
        QTest::addColumn<double>("discharge_V");
        QTest::addColumn<bool>("chargePlates");
        QTest::addColumn<QString>("declared");
        QTest::addColumn<QString>("says"); // empty: no contradiction
        QTest::newRow("Li||Cu") << 0.06 << -0.05 << false << "Li||Cu"
                                << "";
        QTest::newRow("anode-free") << 3.9 << 3.7 << true << "anode-free"
                                    << "";
        QTest::newRow("host") << 0.4 << 0.2 << false << "host"
                              << "";
        QTest::newRow("in between") << 1.6 << 1.4 << false << "Li||Cu"
                                    << "";
        QTest::newRow("a full cell as Li||Cu") << 3.9 << 3.7 << false << "Li||Cu"
                                               << "that is a full cell";
        QTest::newRow("Li||Cu as anode-free") << 0.06 << -0.05 << true << "anode-free"
                                              << "against lithium";
        QTest::newRow("a host as reservoir") << 0.4 << 0.2 << false << "reservoir"
                                             << "no lithium plates above 0 V";
        QTest::newRow("sign turned") << -0.05 << 0.06 << false << "Li||Cu"
                                     << "each other's role";
        QTest::newRow("undeclared full cell") << 3.9 << 3.7 << false << ""
                                              << "in a full cell plating is the higher one";
        QTest::newRow("undeclared Li||Cu") << 0.06 << -0.05 << true << ""
                                           << "against lithium stripping is the higher one";
    }
    void voltages()
    {
        QFETCH(double, charge_V);
        QFETCH(double, discharge_V);
        QFETCH(bool, chargePlates);
        QFETCH(QString, declared);
        QFETCH(QString, says);
        const std::vector halves = {half(discharging, discharge_V, 0.0), half(charging, charge_V, 1.0)};
        const auto found = voltageContradiction(halves, chargePlates ? charging : discharging,
                                                cellTypeFromString(declared.toStdString()));
        QCOMPARE(found.has_value(), !says.isEmpty());
        const std::string words = found ? found->words : std::string();
        QVERIFY2(QString::fromStdString(words).contains(says), words.c_str());
    }
    void cutOff()
    {
        const std::vector up = {half(discharging, -0.05, -0.05), half(charging, 0.06, 0.995)};
        QCOMPARE(strippedToCutoff(up, discharging, 1.0), std::optional(true));
        QCOMPARE(strippedToCutoff(up, discharging, 1.2), std::optional(false));
        QCOMPARE(strippedToCutoff(up, charging, 1.0), std::optional(false)); // the last one plates
        const std::vector down = {half(charging, 3.9, 4.2), half(discharging, 3.7, 3.2)};
        QCOMPARE(strippedToCutoff(down, charging, 3.0), std::optional(false));
        QCOMPARE(strippedToCutoff(down, charging, 3.2), std::optional(true));
        QVERIFY(!strippedToCutoff({}, charging, 3.2));
    }
    void partsOfTheVial()
    {
        const auto list = session::checkListOf(" Al tab;steel spacer; Alloy X ;; ZINC");
        QCOMPARE(list.size(), 4U);
        QCOMPARE(list[0].part, std::string("Al tab"));
        QCOMPARE(list[0].verdict, std::string("gives-hydrogen"));
        // 3/2 mol H2 / 26.98 g against 1/2 mol / 6.94 g.
        QVERIFY(QString::fromStdString(list[0].words).contains("0.77 mg of lithium"));
        QVERIFY(!list[0].source.empty());
        QCOMPARE(list[1].verdict, std::string("inert"));
        QCOMPARE(list[2].verdict, std::string("not-known")); // whole words only
        QCOMPARE(list[3].verdict, std::string("gives-hydrogen"));
        QVERIFY(session::checkListOf("").empty());
    }
    void partsTableIsChecked()
    {
        QVERIFY(!session::parseParts("[[part]]\nwords=[]\n", "p"));
        QVERIFY(!session::parseParts("[[part]]\nwords=[\"a\"]\nverdict=\"bad\"\nsays=\"x\"\nsource=\"y\"\n", "p"));
        QVERIFY(!session::parseParts("[[part]]\nwords=[\"a\"]\nverdict=\"slow\"\nsays=\"x\"\n", "p"));
        QVERIFY(!session::parseParts("[[metal]]\n", "p"));
    }
    void times_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("seconds"); // below 0: it is no time
        QTest::addColumn<bool>("zoned");
        QTest::newRow("minutes") << "1970-01-02T01:30" << 91800.0 << false;
        QTest::newRow("blank between") << "1970-01-02 01:30:05" << 91805.0 << false;
        QTest::newRow("UTC") << "1970-01-02T01:30:00.5Z" << 91800.5 << true;
        QTest::newRow("zone") << "1970-01-02T03:30:00+02:00" << 91800.0 << true;
        QTest::newRow("summer time of no machine") << "2026-03-29T02:30" << 1774751400.0 << false;
        QTest::newRow("day only") << "1970-01-02" << -1.0 << false;
        QTest::newRow("day first") << "02.01.1970 01:30" << -1.0 << false;
        QTest::newRow("no such hour") << "1970-01-02T25:30" << -1.0 << false;
        QTest::newRow("words") << "in the afternoon" << -1.0 << false;
    }
    void times()
    {
        QFETCH(QString, text);
        QFETCH(double, seconds);
        QFETCH(bool, zoned);
        const auto time = session::writtenTime(text.toStdString());
        const bool moment = time && !time->dateOnly;
        QCOMPARE(moment, seconds >= 0.0);
        if (moment) {
            QCOMPARE(inSeconds(time->since1970), seconds);
            QCOMPARE(time->zoned, zoned);
        }
    }
};

QTEST_APPLESS_MAIN(TestVialJudgements)
#include "tst_vial_judgements.moc"
