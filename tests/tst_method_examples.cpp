// SPDX-License-Identifier: GPL-3.0-or-later
// The worked examples of docs/method.md: what it prints is what the program computes.
#include <QFile>
#include <QIODevice>
#include <QTest>

#include <cmath>

#include "analysis/calibration/control_chart.h"
#include "analysis/calibration/detection.h"
#include "analysis/calibration/drift_correction.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/outliers.h"
#include "analysis/calibration/read_amount.h"
#include "analysis/quantification/cycler_charge.h"
#include "analysis/quantification/headspace.h"
#include "analysis/quantification/practical_cell.h"
#include "analysis/quantification/quantify.h"
#include "analysis/quantification/vial_safety.h"
#include "analysis/quantification/water.h"
#include "tests/published_fixtures.h"

using namespace tgc;
using tgc::test::statedSlope;
using tgc::test::vialS2;

namespace {

/// The paragraph that begins with `start`, on one line.
QString paragraph(const QString &start)
{
    QFile file(QStringLiteral(TGC_SOURCE_DIR) + "/docs/method.md");
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        return {};
    }
    for (QString text : QString::fromUtf8(file.readAll()).split("\n\n")) {
        if (text.startsWith(start)) {
            return text.replace(u'\n', u' ');
        }
    }
    return {};
}

bool prints(const QString &text, const QString &what)
{
    const bool found = text.contains(what);
    if (!found) {
        qWarning("\"%s\" is not in \"%s\"", qPrintable(what), qPrintable(text));
    }
    return found;
}

QString significant(double value, int digits)
{
    return QString::number(value, 'g', digits);
}
QString fixed(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

Calibration lineThrough(const std::vector<double> &x, const std::vector<double> &y)
{
    std::vector<StandardPoint> standards;
    for (std::size_t i = 0; i < x.size(); ++i) {
        StandardPoint &point = standards.emplace_back();
        point.amount = x[i];
        point.area = y[i];
    }
    return *calibrate(AmountUnit::InjectedNanomole, standards);
}

Breakdown fixtureS2(const QuantifyOptions &options = {})
{
    const Calibration curve = statedSlope(400.0, 6.0);
    const std::vector blanks{vialS2(300.0, 60.0)};
    const std::vector hydrogen{*hydrogenInVial(blanks.front(), curve)};
    VialRecord sample = vialS2(60000.0, 600.0);
    sample.charges.plated = Estimate<Charge>{milliampereHours(1.6), {}};
    sample.charges.stripped = Estimate<Charge>{milliampereHours(1.05), milliampereHours(0.002)};
    return *quantify(sample, blankFor("", blanks, hydrogen), curve, options);
}

} // namespace

class TestMethodExamples : public QObject {
    Q_OBJECT
private slots:
    void massart()
    {
        const QString text = paragraph("*Worked example* (Massart");
        const auto amount = amountOf(lineThrough({0, 10, 20, 30, 40, 50}, {4, 21.2, 44.6, 61.8, 78, 105.2}), 15.0);
        QVERIFY(prints(text, "the amount " + significant(amount->amount, 6) + ", u = " + significant(amount->u, 7)));
    }
    void din32645()
    {
        const QString text = paragraph("*Worked example* (DIN 32645");
        const Calibration curve = lineThrough({0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50},
                                              {3060, 3522, 3707, 4280, 5058, 5510, 5703, 6205, 7156, 7178});
        QVERIFY(prints(text, "b1 = " + significant(curve.coefficients[1], 6) + ", b0 = " +
                                 significant(curve.coefficients[0], 6) + ", s = " + significant(curve.residualSd, 6)));
        QVERIFY(prints(text, "x_C = " + significant(*curve.critical, 6) +
                                 ", x_D = " + significant(*detectionAmount(curve), 6)));
        QVERIFY(prints(text, "Mandel F = " + fixed(curve.mandel->f, 4) + ", p = " + fixed(curve.mandel->p, 3)));
        const auto amount = amountOf(curve, 3500.0);
        const auto interval = fiellerInterval(curve, 3500.0);
        QVERIFY(prints(text, "the area 3500 is " + significant(amount->amount, 6) +
                                 ", u = " + significant(amount->u, 6) + ", Fieller's 95 % interval " +
                                 significant(interval->low, 6) + " to " + significant(interval->high, 6)));
    }
    void vapourOfHeavyWater()
    {
        const auto pressure_kPa = [](double celsius) {
            const double reduced = (celsius + 273.15) / 643.847;
            const double t = 1.0 - reduced;
            return 21671.0 * std::exp((-7.896657 * t + 24.73308 * std::pow(t, 1.89) - 27.81128 * t * t +
                                       9.355913 * t * t * t - 9.220083 * std::pow(t, 3.6)) /
                                      reduced);
        };
        QVERIFY(prints(paragraph("*Worked example* (vapour of D2O"), fixed(pressure_kPa(20.0), 3) + " kPa at 20, " +
                                                                         fixed(pressure_kPa(25.0), 3) + " at 25, " +
                                                                         fixed(pressure_kPa(30.0), 3) + " at 30"));
    }
    void proportionalScatter()
    {
        const QString text = paragraph("*Worked example* (weights 1/x2");
        std::vector<StandardPoint> standards;
        for (const double amount : {10.0, 20.0, 50.0, 100.0}) {
            for (const double part : {0.98, 1.02}) {
                StandardPoint &point = standards.emplace_back();
                point.amount = amount;
                point.area = 400.0 * amount * part;
            }
        }
        CalibrationOptions options;
        options.weights = CurveWeights::InverseX2;
        const auto curve = calibrate(AmountUnit::InjectedNanomole, standards, options);
        QVERIFY(prints(text, "x_C = " + fixed(*curve->critical, 3) + ", x_D = " + fixed(*detectionAmount(*curve), 3)));
        QVERIFY(prints(text, "`loq` = " + fixed(*curve->loq, 3)));
        QVERIFY(prints(text, "`quantified_from` = " + fixed(*quantifiedFrom(*curve), 3) + " nmol"));
    }
    void twoReplicates()
    {
        const QString text = paragraph("*Worked example* (DIN 32645 data above");
        const Calibration curve = lineThrough({0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50},
                                              {3060, 3522, 3707, 4280, 5058, 5510, 5703, 6205, 7156, 7178});
        const auto read = readAmount(curve, std::vector{3450.0, 3550.0});
        QVERIFY(prints(text, significant(read->amount, 6) + ", u = " + significant(read->u, 6) +
                                 ", Fieller's 95 % interval " + significant(*read->low, 6) + " to " +
                                 significant(*read->high, 6)));
    }
    void bracketing()
    {
        const QString text = paragraph("*Worked example* (row cal.bracket.linear");
        const Calibration curve = statedSlope(25.31, 0.1);
        std::vector<TimedCheck> checks(2);
        checks[0].standard.amount = checks[1].standard.amount = 10.0;
        checks[0].standard.area = 253.1;
        checks[1].standard.area = 248.7;
        checks[1].at = seconds(480.0);
        const Time at = seconds(140.0);
        const auto bracket = bracketAt(curve, checkGroups(checks, std::span(&at, 1)), at);
        const double response = *responseBy(bracket->reference, curve.coefficients);
        QVERIFY(prints(text, "R = " + fixed(response, 6)));
        QVERIFY(prints(text, significant(amountOf(curve, 61.2)->amount, 6) + " nmol"));
        QVERIFY(prints(text, significant(amountOf(curve, 61.2)->amount / response, 6) + " nmol"));
        QVERIFY(prints(text, "drift of " + fixed(100.0 * bracket->drift, 2) + " %"));
    }
    void recovery()
    {
        const QString text = paragraph("*Worked example* (fixture S2 divided");
        QuantifyOptions options;
        options.recovery = Estimate<double>{0.985, 0.006};
        const Breakdown row = fixtureS2(options);
        QVERIFY(prints(text, "Q_Li = " + fixed(inMilliampereHours(row.li0.value), 5) +
                                 " mAh, u = " + fixed(inMilliampereHours(row.li0.u), 4) + " mAh"));
        QCOMPARE(QString::fromStdString(row.li0Budget[3].first), "recovery");
        QVERIFY(prints(text, fixed(100.0 * row.li0Budget[3].second, 1) + " %"));
    }
    void platedLithium()
    {
        QVERIFY(prints(
            paragraph("Li foils"),
            "1 mAh = " + fixed(inMicrograms(massOf(lithium(), metalOfCharge(lithium(), milliampereHours(1.0)))), 3) +
                " ug"));
    }
    void blankThatStandsApart()
    {
        const QString text = paragraph("*Worked example* (blanks");
        const std::vector values{60.0, 62.0, 59.0, 61.0, 95.0};
        QVERIFY(prints(text, "G = " + fixed(grubbs(values)->g, 3)));
        QVERIFY(prints(text, "above " + fixed(grubbsCritical(5), 3)));
        QVERIFY(prints(text, "L_C = " + fixed(limitsOfBlanks(values)->critical, 1) + " nmol"));
        QVERIFY(prints(text, "without it " + fixed(limitsOfBlanks(std::span(values).first(4))->critical, 1) + " nmol"));
    }
    void movingRange()
    {
        QVERIFY(prints(paragraph("Check standards are read"), "d2(2) = " + significant(rangeOverSigma(2), 7)));
    }
    void fixtureS1()
    {
        const QString text = paragraph("*Worked example* (fixture S1");
        ClosedVial vial;
        vial.vial = milliliters(30.0);
        vial.solids = milliliters(0.05);
        vial.liquid = milliliters(0.5);
        vial.initialPressure = kilopascals(101.325);
        vial.initialTemperature = vial.temperature = celsius(25.0);
        vial.vapour = waterVapourPressure(vial.temperature);
        vial.solubility = molesPerCubicMeterPascal(7.8e-6);
        Amount left = hydrogenOf(lithium(), metalOfCharge(lithium(), milliampereHours(0.5)));
        QVERIFY(prints(text, "n_T = " + fixed(inMicromoles(left), 9) +
                                 " umol, P = " + fixed(inKilopascals(vialPressures(vial, left).total()), 7) + " kPa"));
        QStringList draws;
        const Amount equalised =
            equalisedInjection(vial, left, milliliters(0.5), kilopascals(101.325), vial.temperature);
        for (int i = 0; i < 3; ++i) {
            const Amount drawn = lockedDraw(vial, left, milliliters(0.5));
            draws << fixed(inNanomoles(drawn), 6);
            left -= drawn;
        }
        QVERIFY(prints(text, draws[0] + ", " + draws[1] + " and " + draws[2] + " nmol"));
        QVERIFY(prints(text, "an equalised one " + fixed(inNanomoles(equalised), 6) + " nmol"));
    }
    void reaction()
    {
        const QString text = paragraph("*Worked example*: 9 umol");
        std::vector<TimedValue> values;
        QStringList amounts;
        for (const double t : {10.0, 20.0, 30.0}) {
            values.push_back({minutes(t), 9.0 * -std::expm1(-t / 20.0), 0.05});
            amounts << fixed(values.back().value, 4);
        }
        QVERIFY(prints(text, amounts[0] + ", " + amounts[1] + " and " + amounts[2] + " umol"));
        const auto found = reactionProgress(values);
        QVERIFY(prints(text, "rise of " + fixed(100.0 * *found.furtherRise, 1) +
                                 " %, u = " + fixed(100.0 * *found.furtherRiseU, 1) + " %, limits " +
                                 fixed(100.0 * *found.furtherRiseLow, 1) + " % and " +
                                 fixed(100.0 * *found.furtherRiseHigh, 1) + " %"));
        QVERIFY(prints(text, "wait " + fixed(inMinutes(*found.wait), 1) + " min more"));
    }
    void air()
    {
        const std::vector<NitrogenReading> blanks = {{130.0, {}}, {110.0, {}}, {125.0, {}}};
        const auto marker = airMarker(blanks, blanks);
        QVERIFY(prints(paragraph("*Worked example*: blanks 130"),
                       "mean " + fixed(marker->blankMean, 2) + ", limit " + fixed(marker->limit, 2)));
    }
    void worstPressure()
    {
        const QString text = paragraph("*Worked example*: 2.5 mg of foil");
        VialRecord vial = vialS2(0.0, 0.0);
        vial.temperature = TemperatureEstimate{celsius(25.0), {}};
        vial.pressureRating = kilopascals(300.0);
        vial.charges.foil = Estimate<Charge>{chargeOf(lithium(), micrograms(2500.0) / lithium().molarMass), {}};
        vial.charges.plated = Estimate<Charge>{milliampereHours(1.6), {}};
        const DoseSafety worst = worstCaseOf(vial);
        QVERIFY(prints(text, fixed(inMilliampereHours(*mostMetalIn(vial)), 2) + " mAh of lithium, " +
                                 fixed(inMicromoles(*worst.hydrogen), 1) + " umol H2"));
        QVERIFY(prints(text, "at most " + fixed(inKilopascals(*worst.worst), 1) + " kPa"));
        vial.mostMetal = milliampereHours(12.9);
        const Pressure more = *worstCaseOf(vial).worst;
        vial.mostMetal = Charge{};
        QVERIFY(
            prints(text, "add " + fixed(100.0 * inKilopascals(more - *worstCaseOf(vial).worst) / 101.325, 1) + " %"));
    }
    void foilAndSpecification()
    {
        const QString text = paragraph("*Worked example*: a foil of 2.5 mg");
        ChargeRecord record;
        record.cellType = CellType::Foil;
        record.foil = Estimate<Charge>{chargeOf(lithium(), micrograms(2500.0) / lithium().molarMass), {}};
        record.plated = Estimate<Charge>{milliampereHours(1.6), {}};
        record.stripped = Estimate<Charge>{milliampereHours(1.05), {}};
        record.offsetU = offsetOfSpecification(microamperes(1e4), 0.05);
        record.cyclingTime = hours(4.0);
        const InactiveCharge inactive = inactiveCharge(record).value().value();
        QVERIFY(prints(text, "is " + fixed(inMilliampereHours(record.foil->value), 4) + " mAh"));
        QVERIFY(prints(text, fixed(inMilliampereHours(inactive.value), 4) + " mAh did not go back"));
        QVERIFY(prints(text, "i_0 = " + fixed(1e6 * record.offsetU.value(), 2) + " uA; over 4 h that is " +
                                 fixed(inMilliampereHours(inactive.uOffset), 4) + " mAh"));
    }
    void fixtureS2AndItsBudget()
    {
        const QString text = paragraph("*Worked example* (fixture S2)");
        const Breakdown row = fixtureS2();
        QVERIFY(prints(text, "n = " + fixed(inMicromoles(row.h2Net.value), 8) + " umol"));
        QVERIFY(prints(text, "Q_Li = " + fixed(inMilliampereHours(row.li0.value), 5) +
                                 " mAh, u = " + fixed(inMilliampereHours(row.li0.u), 4) + " mAh"));
        QVERIFY(prints(text, "CE " + fixed(100.0 * *row.coulombicEfficiency, 3) + " %, " +
                                 fixed(100.0 * *row.ceLossLi0, 4) + " points Li metal, " +
                                 fixed(100.0 * *row.ceLossSei, 4) + " points SEI"));
        QVERIFY(prints(text, "Q_SEI = " + fixed(inMilliampereHours(row.sei->value), 4) +
                                 " mAh, u = " + fixed(inMilliampereHours(row.sei->u), 4) + " mAh"));
        const QString budget = paragraph("*Worked example* (S2 above)");
        for (const auto &[input, words] :
             {std::pair<std::string_view, const char *>{"calibration", "the slope has %1 %"},
              {"area", "the sample's area %1 %"},
              {"injection_volume_mL", "the syringe %1 %"},
              {"vial_volume_mL", "the vial %1 %"}}) {
            const auto share = std::find_if(row.li0Budget.begin(), row.li0Budget.end(),
                                            [input = input](const auto &entry) { return entry.first == input; });
            QVERIFY(share != row.li0Budget.end());
            QVERIFY(prints(budget, QString(words).arg(fixed(100.0 * share->second, 1))));
        }
    }
    void fixtureS5()
    {
        const QString text = paragraph("*Worked example* (fixture S5)");
        VialRecord vial;
        DrawRecord draw;
        draw.sampling = Sampling::Matched;
        draw.area = 0.5 * 3.0 + 0.4;
        vial.draws = {draw};
        const Calibration curve = statedSlope(1.0, 0.0, AmountUnit::VialMicromole);
        const auto plain = quantify(vial, std::nullopt, curve);
        vial.lithiumHydride = Estimate<Amount>{micromoles(0.4), {}};
        const auto known = quantify(vial, std::nullopt, curve);
        QVERIFY(prints(text, "give " + fixed(inMicromoles(plain->h2Net.value), 1) + " umol of H2, which reads as " +
                                 fixed(inMicromoles(plain->li0Amount), 1) + " umol of metal"));
        QVERIFY(prints(text, "it is " + fixed(inMicromoles(known->li0Amount), 1) + " umol"));
    }
    void cycleLife()
    {
        const QString text = paragraph("*Worked example*: at CE = 0.99");
        QVERIFY(prints(text, "after " + fixed(*cyclesWithoutReservoir(0.99), 1) + " cycles"));
        QVERIFY(prints(text, "lasts for " + fixed(*cyclesWithReservoir({4.0, {}, {}, 50.0, 0.99}), 1) + " cycles"));
    }
    void charges()
    {
        const std::vector<CyclerRecord> records = {{0.0, 0.0, 1, 1, 0.0, {}, {}, {}, 1},
                                                   {10.0, 10.0, 1, 2, -0.36, {}, {}, {}, 2},
                                                   {20.0, 20.0, 1, 2, -0.36, {}, {}, {}, 3}};
        const auto halves = halfCycles(records, {});
        QVERIFY(halves[0].direction == CycleDirection::Discharging);
        QVERIFY(prints(paragraph("*Worked example*: 0 A at 0 s"),
                       "= " + significant(inMilliampereHours(halves[0].integral), 6) + " mAh plated"));
    }
};

QTEST_APPLESS_MAIN(TestMethodExamples)
#include "tst_method_examples.moc"
