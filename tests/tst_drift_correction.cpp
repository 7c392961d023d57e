// SPDX-License-Identifier: GPL-3.0-or-later
// Bracketing and recovery, which only act when asked for. RF(t) itself: row cal.bracket.linear in tst_check_values.
#include <QTest>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>

#include "analysis/calibration/drift_correction.h"
#include "analysis/quantification/quantify.h"
#include "tests/published_fixtures.h"

using namespace tgc;

namespace {

constexpr double certificate = 0.02; // relative, of the calibration's standards

Calibration line(double certificateU = certificate) // area = 100 + 400 n
{
    std::vector<StandardPoint> standards;
    for (const double amount : {10.0, 100.0, 200.0, 400.0}) {
        for (const double aside : {-20.0, 20.0}) {
            StandardPoint &point = standards.emplace_back();
            point.amount = amount;
            point.amountU = certificateU * amount;
            point.area = 100.0 + 400.0 * amount + aside;
        }
    }
    return *calibrate(AmountUnit::InjectedNanomole, standards);
}

TimedCheck check(double hour, double response, double relativeU = 0.0)
{
    TimedCheck made;
    made.at = hours(hour);
    made.standard.amount = 100.0;
    made.standard.amountU = 100.0 * relativeU;
    made.standard.area = 100.0 + 400.0 * 100.0 * response;
    return made;
}

Result<Bracket> bracket(const std::vector<TimedCheck> &checks, double hour)
{
    const std::vector<Time> injections{hours(hour)};
    return bracketAt(line(), checkGroups(checks, injections), hours(hour));
}

double responseAt(const std::vector<TimedCheck> &checks, double hour)
{
    const auto found = bracket(checks, hour);
    return found ? *responseBy(found->reference, line().coefficients) : 0.0;
}

bool near(double a, double b, double by = 1e-9)
{
    return std::abs(a - b) < by;
}

/// Fixture S2's vial, its area as the drifted detector saw it.
VialRecord sampleAt(double response)
{
    VialRecord vial = test::vialS2(100.0 + 400.0 * 150.0 * response, 100.0);
    return vial;
}

double shareOf(const Breakdown &row, const char *input)
{
    for (const auto &[name, share] : row.li0Budget) {
        if (name == input) {
            return share;
        }
    }
    return 0.0;
}

bool hasFlag(const Breakdown &row, const char *flag)
{
    return std::find(row.flags.begin(), row.flags.end(), flag) != row.flags.end();
}

} // namespace

class TestDriftCorrection : public QObject {
    Q_OBJECT
private slots:
    void linearInTime()
    {
        const std::vector checks{check(0.0, 1.0), check(4.0, 0.96)};
        QVERIFY(near(responseAt(checks, 0.0), 1.0));
        QVERIFY(near(responseAt(checks, 1.0), 0.99));
        QVERIFY(near(responseAt(checks, 4.0), 0.96));
        QVERIFY(near(bracket(checks, 1.0)->drift, -0.04));
    }
    void theOrderOfRowsDoesNotMatter() { QVERIFY(near(responseAt({check(4.0, 0.96), check(0.0, 1.0)}, 1.0), 0.99)); }
    void checksThatNoInjectionPartsAreOnePoint()
    {
        // Means 1.01 at 0.5 h and 0.97 at 3.5 h; a third of the way.
        const std::vector checks{check(0.0, 1.0), check(1.0, 1.02), check(3.0, 0.96), check(4.0, 0.98)};
        QVERIFY(near(responseAt(checks, 1.5), 1.01 - 0.04 / 3.0));
        const std::vector<Time> injections{hours(0.5), hours(2.0)};
        QCOMPARE(checkGroups(checks, injections).size(), std::size_t(3));
    }
    /// The closing checks of one day and the opening ones of the next are two points, though nothing was injected
    /// between: R(20 h) lies on the line from 0.90 at 16 h to 1.00 at 24 h, not from their mean.
    void aNightPartsChecks()
    {
        const std::vector checks{check(0.0, 0.98), check(16.0, 0.90), check(24.0, 1.00), check(28.0, 0.96)};
        QVERIFY(near(responseAt(checks, 26.0), 0.98));
        QCOMPARE(checkGroups(checks, {}).size(), std::size_t(3)); // 4 h apart are one
    }
    void checksTooFarAwayDoNotBracket()
    {
        const std::vector checks{check(0.0, 1.0), check(30.0, 0.96)};
        const auto groups = checkGroups(checks, std::vector{hours(10.0)});
        QVERIFY(bracketAt(line(), groups, hours(10.0)).has_value());
        const auto after = bracketAt(line(), groups, hours(5.0), hours(24.0));
        QVERIFY(!after);
        QCOMPARE(after.error().message, std::string("no check standard was injected after it within 24 h: the drift is "
                                                    "known only between check standards"));
        const auto before = bracketAt(line(), groups, hours(29.0), hours(24.0));
        QVERIFY(!before && before.error().message.find("before it within 24 h") != std::string::npos);
        QVERIFY(bracketAt(line(), groups, hours(10.0), hours(24.0)).has_value());
    }
    void unusedChecksAreLeftOut()
    {
        std::vector checks{check(0.0, 1.0), check(2.0, 0.5), check(4.0, 0.96)};
        checks[1].standard.used = false;
        QVERIFY(near(responseAt(checks, 1.0), 0.99));
    }
    void outsideIsRefused_data()
    {
        QTest::addColumn<double>("hour");
        QTest::addColumn<QString>("words");
        QTest::newRow("before") << -0.5 << "no check standard was injected before it";
        QTest::newRow("after") << 4.5 << "no check standard was injected after it";
    }
    void outsideIsRefused()
    {
        QFETCH(double, hour);
        QFETCH(QString, words);
        const auto found = bracket({check(0.0, 1.0), check(4.0, 0.96)}, hour);
        QVERIFY(!found);
        QVERIFY(QString::fromStdString(found.error().message).startsWith(words));
    }
    void noChecksAtAll() { QVERIFY(!bracket({}, 1.0)); }
    void aCheckWithoutUncertaintyHasTheCalibrationsCertificate()
    {
        QVERIFY(near(bracket({check(0.0, 1.0), check(4.0, 0.96)}, 1.0)->reference.certificateU, certificate, 1e-6));
        QVERIFY(near(bracket({check(0.0, 1.0, 0.005), check(4.0, 0.96, 0.005)}, 1.0)->reference.certificateU, 0.005));
    }
    void bothAreasCount()
    {
        // Two areas of the same scatter s, each with half the weight: s sqrt(1/4 + 1/4) of the response.
        const auto half = bracket({check(0.0, 1.0), check(4.0, 1.0)}, 2.0)->reference;
        const auto one = bracket({check(0.0, 1.0), check(4.0, 1.0)}, 0.0)->reference;
        QVERIFY(near(half.areaU / one.areaU, std::sqrt(0.5), 1e-9));
        QVERIFY(near(one.areaU, line().residualSd / 400.0 / 100.0, 1e-7));
    }
    /// The detector lost 2 %; found / R is what it would have found before, and the slope's error (with the certificate
    /// of the calibration) is in both.
    void theResultIsWhatItWouldHaveBeen()
    {
        const auto plain = quantify(sampleAt(1.0), {}, line());
        VialRecord drifted = sampleAt(0.98);
        drifted.draws[0].response = bracket({check(0.0, 1.0, 0.005), check(4.0, 0.96, 0.005)}, 2.0)->reference;
        const auto corrected = quantify(drifted, {}, line());
        QVERIFY(near(inCoulombs(corrected->li0.value), inCoulombs(plain->li0.value), 1e-12));
        QVERIFY(near(inNanomoles(*corrected->h2Injected), 150.0, 1e-9));
        QVERIFY(shareOf(*plain, "certificate") > 0.1);
        QCOMPARE(shareOf(*corrected, "certificate"), 0.0);
        const double relative = double(corrected->li0.u / corrected->li0.value);
        QVERIFY(near(std::sqrt(shareOf(*corrected, "check_certificate")) * relative, 0.005, 1e-6));
        QVERIFY(hasFlag(*corrected, "drift-corrected"));
        QVERIFY(!hasFlag(*plain, "drift-corrected"));
        QCOMPARE(corrected->corrections.size(), std::size_t(1));
        QVERIFY(near(corrected->corrections[0].by.value, 0.98));
    }
    void monteCarloKnowsTheChecksToo()
    {
        VialRecord drifted = sampleAt(0.98);
        drifted.draws[0].response = bracket({check(0.0, 1.0, 0.01), check(4.0, 0.96, 0.01)}, 2.0)->reference;
        QuantifyOptions options;
        options.monteCarloTrials = 100000;
        options.recovery = Estimate<double>{0.97, 0.01};
        const auto row = quantify(drifted, {}, line(), options);
        QVERIFY(near(double(row->monteCarloLi0->u / row->li0.u), 1.0, 0.015)); // 4 / sqrt(2 N) and the second order
        QVERIFY(!hasFlag(*row, "monte-carlo-disagrees"));
    }
    /// Experiments with a detector that loses 6 % between two checks, scattering areas, standards whose certificate is
    /// wrong by its u, and a check standard from another bottle, wrong by its own.
    void intervalsHoldTheTruth()
    {
        boost::random::mt19937_64 engine(20260504);
        const auto normal = [&](double mean, double sd) {
            return boost::random::normal_distribution<>(mean, sd)(engine);
        };
        constexpr double areaSd = 150.0;
        constexpr int experiments = 2000;
        VialRecord exact = test::vialS2(0.0, 0.0);
        exact.vialVolume->u = exact.liquidVolume->u = exact.solidsVolume.u = {};
        exact.temperature->u = {};
        exact.draws[0].injectionVolume->u = {};
        exact.draws[0].areaU.reset();
        VialRecord ideal = exact;
        ideal.draws[0].area = 100.0 + 400.0 * 150.0;
        const Charge truth = quantify(ideal, {}, line())->li0.value;
        int held = 0;
        double bias = 0.0;
        for (int i = 0; i < experiments; ++i) {
            const double bottle = normal(1.0, certificate), other = normal(1.0, 0.005);
            std::vector<StandardPoint> standards;
            for (const double amount : {10.0, 100.0, 100.0, 200.0, 200.0, 400.0, 400.0}) {
                StandardPoint &point = standards.emplace_back();
                point.amount = amount;
                point.amountU = certificate * amount;
                point.area = normal(100.0 + 400.0 * amount * bottle, areaSd);
            }
            const Calibration curve = *calibrate(AmountUnit::InjectedNanomole, standards);
            std::vector checks{check(0.0, other, 0.005), check(0.1, other, 0.005), check(4.0, 0.94 * other, 0.005)};
            for (TimedCheck &each : checks) {
                each.standard.area = normal(each.standard.area, areaSd);
            }
            const Time at = hours(3.0);
            VialRecord sample = exact;
            const double response = 1.0 - 0.06 * (3.0 - 0.05) / (4.0 - 0.05);
            sample.draws[0].area = normal(100.0 + 400.0 * 150.0 * response, areaSd);
            sample.draws[0].response = bracketAt(curve, checkGroups(checks, std::span(&at, 1)), at)->reference;
            const auto row = quantify(sample, {}, curve);
            held += row->li0.low <= truth && truth <= row->li0.high ? 1 : 0;
            bias += double(row->li0.value / truth) - 1.0;
        }
        qInfo("held in %.1f %%, bias %.3f %%", 100.0 * held / experiments, 100.0 * bias / experiments);
        QVERIFY(held >= 0.93 * experiments && held <= 0.97 * experiments); // 95 % -+ four standard deviations
        QVERIFY(std::abs(bias / experiments) < 0.0006); // four standard deviations of the mean, and the second order
    }
    void aStatedRecoveryDividesSampleAndBlank()
    {
        const std::vector blanks{test::vialS2(900.0, 30.0)};
        const std::vector hydrogen{*hydrogenInVial(blanks.front(), line())};
        const auto blank = blankFor("", blanks, hydrogen);
        QuantifyOptions options;
        const auto plain = quantify(sampleAt(1.0), blank, line(), options);
        options.recovery = Estimate<double>{0.98, 0.01};
        const auto divided = quantify(sampleAt(1.0), blank, line(), options);
        const double value = double(divided->h2Net.value / plain->h2Net.value);
        QVERIFY(near(value, 1.0 / 0.98, 1e-12));
        QVERIFY(near(double((divided->h2Vial - *divided->h2Blank) / divided->h2Net.value), 1.0, 1e-12));
        const double u = std::hypot(double(plain->h2Net.u / plain->h2Net.value), 0.01 / 0.98);
        QVERIFY(near(double(divided->h2Net.u / divided->h2Net.value), u, 1e-9));
        QVERIFY(hasFlag(*divided, "recovery-applied"));
        QVERIFY(divided->decision == plain->decision);
    }
    void recoveriesThatAreNoneAreRefused()
    {
        QuantifyOptions options;
        options.recovery = Estimate<double>{0.0, 0.0};
        QVERIFY(!quantify(sampleAt(1.0), {}, line(), options));
        QVERIFY(!meanResponse(line(), {}));
        const std::vector dead{check(0.0, -0.5).standard};
        QVERIFY(!meanResponse(line(), dead));
    }
};

QTEST_APPLESS_MAIN(TestDriftCorrection)
#include "tst_drift_correction.moc"
