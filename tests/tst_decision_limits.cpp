// SPDX-License-Identifier: GPL-3.0-or-later
// What may be said of an amount read off a curve: critical value, detection limit, from where on it is quantified. The
// rates are counted over simulated curves, whose noise and truth are known; the formulas against hand-made curves.
#include <QTest>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/read_amount.h"
#include "analysis/quantification/quantify.h"
#include "tests/published_fixtures.h"

using namespace tgc;

namespace {

constexpr double slope_per_nmol = 400.0;
constexpr double intercept = 150.0;

using Engine = boost::random::mt19937_64;

double normal(Engine &engine)
{
    return boost::random::normal_distribution<>()(engine);
}

/// Noise of one area by the law that the weights state, constant below the lowest standard (2 nmol).
double areaSd(CurveWeights weights, double amount)
{
    const double x = std::max(amount, 2.0);
    switch (weights) {
    case CurveWeights::InverseX: return 60.0 * std::sqrt(x);
    case CurveWeights::InverseX2: return 0.04 * slope_per_nmol * x;
    default: return 80.0;
    }
}

double measured(Engine &engine, CurveWeights weights, double amount)
{
    return intercept + slope_per_nmol * amount + areaSd(weights, amount) * normal(engine);
}

Calibration curveOf(Engine &engine, CurveWeights weights)
{
    std::vector<StandardPoint> points;
    for (const double amount : {2.0, 5.0, 10.0, 20.0, 50.0, 100.0}) {
        for (int replicate = 0; replicate < 2; ++replicate) {
            StandardPoint &point = points.emplace_back();
            point.amount = amount;
            point.area = measured(engine, weights, amount);
        }
    }
    CalibrationOptions options;
    options.weights = weights;
    return *calibrate(AmountUnit::InjectedNanomole, points, options);
}

std::vector<StandardPoint> onLine(std::initializer_list<std::pair<double, double>> amountsAndAsides)
{
    std::vector<StandardPoint> points;
    for (const auto &[amount, aside] : amountsAndAsides) {
        StandardPoint &point = points.emplace_back();
        point.amount = amount;
        point.area = slope_per_nmol * amount + aside;
    }
    return points;
}

bool holds(const std::vector<std::string> &flags, const char *flag)
{
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

/// Weights 1/x2 through two areas a level, this share above and below the line.
Result<Calibration> scatteringInProportion(const std::vector<double> &amounts, double share)
{
    std::vector<StandardPoint> points;
    for (const double amount : amounts) {
        for (const double part : {-share, share}) {
            StandardPoint &point = points.emplace_back();
            point.amount = amount;
            point.area = slope_per_nmol * amount * (1.0 + part);
        }
    }
    CalibrationOptions options;
    options.weights = CurveWeights::InverseX2;
    return calibrate(AmountUnit::InjectedNanomole, points, options);
}

} // namespace

class TestDecisionLimits : public QObject {
    Q_OBJECT
private slots:
    void errorsAreRareAsPromised_data()
    {
        QTest::addColumn<CurveWeights>("weights");
        QTest::newRow("none") << CurveWeights::None;
        QTest::newRow("1/x") << CurveWeights::InverseX;
        QTest::newRow("1/x2") << CurveWeights::InverseX2;
    }
    /// At nothing 5 % lie above x_C, at x_D 5 % below it (alpha = beta = 0.05, Currie 1995).
    void errorsAreRareAsPromised()
    {
        QFETCH(CurveWeights, weights);
        constexpr int trials = 20000; // one standard deviation of 5 % is 0.15 points
        Engine engine(7);
        int falseAlarms = 0;
        int misses = 0;
        for (int i = 0; i < trials; ++i) {
            const Calibration curve = curveOf(engine, weights);
            const double detection = *detectionAmount(curve);
            const auto quantified = quantifiedFrom(curve);
            QVERIFY2(quantified && *curve.critical <= detection && detection <= *quantified,
                     quantified ? "" : quantified.error().message.c_str());
            falseAlarms += *solveAmount(curve.coefficients, measured(engine, weights, 0.0)) >= *curve.critical ? 1 : 0;
            misses += *solveAmount(curve.coefficients, measured(engine, weights, detection)) < *curve.critical ? 1 : 0;
        }
        const double alarms = 100.0 * falseAlarms / trials;
        const double missed = 100.0 * misses / trials;
        qInfo("false alarms %.2f %%, misses %.2f %%", alarms, missed);
        QVERIFY(std::abs(alarms - 5.0) < 0.6);
        QVERIFY(std::abs(missed - 5.0) < 0.9);
    }
    void withoutWeightsItIsTheContracts()
    {
        const auto points = onLine({{10, -40}, {10, 40}, {20, 0}, {40, -40}, {40, 40}, {70, 0}, {100, -40}, {100, 40}});
        const auto curve = calibrate(AmountUnit::InjectedNanomole, points);
        QCOMPARE(*quantifiedFrom(*curve), *curve->loq);
        QVERIFY(std::abs(*curve->loq - 10.0 * curve->residualSd / curve->coefficients[1]) < 1e-12);
    }
    /// The area of weight 1 is that of 1 nmol; the lowest standard scatters ten times as much.
    void proportionalScatterIsThatOfTheLowestStandard()
    {
        const auto curve = scatteringInProportion({10.0, 20.0, 50.0, 100.0}, 0.02);
        QVERIFY(*curve->loq < *curve->critical); // which left no room for "detected"
        const double limit = *quantifiedFrom(*curve);
        QVERIFY(std::abs(limit - 10.0 * *curve->loq) < 1e-9 * limit);
        VialRecord vial = test::vialS2(0.0, 0.0);
        vial.draws[0].areaU.reset();
        const auto decision = [&](double amount) {
            vial.draws[0].area = areaAt(*curve, amount);
            return quantify(vial, std::nullopt, *curve)->decision;
        };
        QVERIFY(decision(0.9 * *curve->critical) == DetectionDecision::NotDetected);
        QVERIFY(decision(1.1 * *curve->critical) == DetectionDecision::Detected);
        QVERIFY(decision(0.99 * limit) == DetectionDecision::Detected);
        QVERIFY(decision(1.01 * limit) == DetectionDecision::Quantified);
        const std::vector between{areaAt(*curve, 0.9 * limit)};
        QVERIFY(holds(readAmount(*curve, between)->flags, "below-loq"));
    }
    /// With one degree of freedom t is 6.3: what is called quantified must at least be surely seen.
    void fewDegreesOfFreedomDoNotQuantify()
    {
        const auto curve = calibrate(AmountUnit::InjectedNanomole, onLine({{10, -4}, {20, 8}, {30, -4}}));
        QCOMPARE(curve->dof, 1);
        QVERIFY(*curve->critical > *curve->loq);
        QCOMPARE(*quantifiedFrom(*curve), *detectionAmount(*curve));
    }
    void nothingIsQuantifiedWhereNoAmountIsSafelySeen()
    {
        const auto curve = scatteringInProportion({10.0, 20.0, 40.0, 80.0}, 0.7);
        QVERIFY(!quantifiedFrom(*curve));
        const std::vector area{areaAt(*curve, 80.0)};
        const auto flags = readAmount(*curve, area)->flags;
        QVERIFY(holds(flags, "below-loq") || holds(flags, "not-detected"));
    }
    void aCurveWithoutScatterQuantifiesAll() { QCOMPARE(*quantifiedFrom(test::statedSlope(400.0, 6.0)), 0.0); }
    /// By hand: three levels of two areas 40 to either side of y = 400 x, and (0, 0). SS_pe = 6 x 40^2, 3 degrees of
    /// freedom; the line misses neither a mean nor the origin: F = 0. With every area 100 higher it cannot pass through
    /// both: F = [(SS - SS_pe)/(4 - 2)]/[SS_pe/3], SS of all seven points.
    void theIncludedOriginIsALevelOfItsOwn()
    {
        CalibrationOptions include;
        include.origin = CurveOrigin::Include;
        auto points = onLine({{10, -40}, {10, 40}, {20, -40}, {20, 40}, {30, -40}, {30, 40}});
        QVERIFY(calibrate(AmountUnit::InjectedNanomole, points, include)->lackOfFit->f < 1e-12);
        for (StandardPoint &point : points) {
            point.area += 100.0;
        }
        const auto curve = calibrate(AmountUnit::InjectedNanomole, points, include);
        const double pure = 6.0 * 1600.0;
        const double all = curve->residualSd * curve->residualSd * curve->dof; // of the seven points
        QVERIFY(std::abs(curve->lackOfFit->f - ((all - pure) / 2.0) / (pure / 3.0)) < 1e-9);
        // The origin's own distance from the line is in it.
        QVERIFY(all - pure > curve->coefficients[0] * curve->coefficients[0]);
    }
    void aQuadraticThatTurnsIsFlagged()
    {
        std::vector<StandardPoint> points;
        for (const double x : {10.0, 20.0, 40.0, 60.0, 80.0, 100.0}) {
            StandardPoint &point = points.emplace_back();
            point.amount = x;
            point.area = 100.0 * x - 0.7 * x * x + (points.size() % 2 == 0 ? 1.0 : -1.0);
        }
        CalibrationOptions options;
        options.model = CurveModel::Quadratic;
        auto curve = calibrate(AmountUnit::InjectedNanomole, points, options);
        QVERIFY(std::abs(*turningPoint(*curve) - 100.0 / 1.4) < 0.5);
        QVERIFY(holds(curve->flags, "curve-turns"));
        QVERIFY(!amountOf(*curve, 1000.0));
        // 10 - x + x^2 turns at 0.5, below standards from 1 to 10: the root that is near zero is not theirs.
        curve->coefficients = {10.0, -1.0, 1.0};
        curve->rangeLow = 1.0;
        curve->rangeHigh = 10.0;
        const auto refused = amountOf(*curve, 30.0); // 5 nmol, or -4
        QVERIFY(!refused && refused.error().message.find("between zero and its lowest standard") != std::string::npos);
        for (StandardPoint &point : points) {
            point.area = 100.0 * point.amount - 0.2 * point.amount * point.amount;
        }
        QVERIFY(!turningPoint(*calibrate(AmountUnit::InjectedNanomole, points, options)));
        QVERIFY(!turningPoint(*calibrate(AmountUnit::InjectedNanomole, points)));
    }
};

QTEST_APPLESS_MAIN(TestDecisionLimits)
#include "tst_decision_limits.moc"
