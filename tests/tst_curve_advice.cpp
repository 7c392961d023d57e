// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a curve beside its coefficients: limits, intervals, advice. Published values: tst_check_values.
#include <QTest>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/outliers.h"
#include "app/formats/calibration_json.h"

using namespace tgc;

namespace {

/// Five levels of three replicates on area = 400 x, 40 to either side in turns; `spoilt` is the area of one.
std::vector<StandardPoint> standards(std::optional<std::pair<std::size_t, double>> spoilt = {})
{
    std::vector<StandardPoint> points;
    for (const double amount : {10.0, 20.0, 40.0, 70.0, 100.0}) {
        for (const double aside : {-40.0, 0.0, 40.0}) {
            StandardPoint &point = points.emplace_back();
            point.level = "L" + std::to_string(static_cast<int>(amount));
            point.replicate = std::to_string(points.size());
            point.amount = amount;
            point.area = 400.0 * amount + aside;
        }
    }
    if (spoilt) {
        points[spoilt->first].area = spoilt->second;
    }
    return points;
}

Calibration fitted(const std::vector<StandardPoint> &points, CurveModel model = CurveModel::Linear)
{
    CalibrationOptions options;
    options.model = model;
    auto curve = calibrate(AmountUnit::InjectedNanomole, points, options);
    if (!curve) {
        qFatal("%s", curve.error().message.c_str());
    }
    return *curve;
}

bool says(const tl::expected<void, Error> &result, const char *part)
{
    return !result && result.error().message.find(part) != std::string::npos;
}

template <class T>
tl::expected<void, Error> outcome(const Result<T> &result)
{
    return result ? tl::expected<void, Error>() : tl::make_unexpected(result.error());
}

} // namespace

class TestCurveAdvice : public QObject {
    Q_OBJECT
private slots:
    /// The sd of a level is pooled over its replicates: the curve cannot depend on the order of their rows. As if each had
    /// the pooled sd, sqrt((10^2 + 40^2) / 2) in the first level.
    void meansAreWeightedWhateverTheOrderOfRows()
    {
        std::vector<StandardPoint> points;
        for (const auto &[level, amount, area, sd] : {std::tuple{"A", 10.0, 4000.0, 10.0},
                                                      {"A", 10.0, 4040.0, 40.0},
                                                      {"B", 20.0, 8000.0, 20.0},
                                                      {"B", 20.0, 8100.0, 20.0},
                                                      {"C", 40.0, 16000.0, 20.0},
                                                      {"C", 40.0, 16050.0, 60.0},
                                                      {"D", 80.0, 32000.0, 30.0}}) {
            StandardPoint &point = points.emplace_back();
            point.level = level;
            point.amount = amount;
            point.area = area;
            point.areaSd = sd;
        }
        CalibrationOptions options;
        options.weights = CurveWeights::InverseVariance;
        options.fromMeans = true;
        const auto asGiven = calibrate(AmountUnit::InjectedNanomole, points, options);
        std::swap(points[0], points[1]);
        const auto swapped = calibrate(AmountUnit::InjectedNanomole, points, options);
        points[0].areaSd = points[1].areaSd = std::sqrt((10.0 * 10.0 + 40.0 * 40.0) / 2.0);
        points[4].areaSd = points[5].areaSd = std::sqrt((20.0 * 20.0 + 60.0 * 60.0) / 2.0);
        const auto pooled = calibrate(AmountUnit::InjectedNanomole, points, options);
        QVERIFY(asGiven && swapped && pooled);
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(std::abs(asGiven->coefficients[i] - swapped->coefficients[i]) < 1e-8);
            QVERIFY(std::abs(asGiven->standardErrors[i] - swapped->standardErrors[i]) < 1e-8);
            QVERIFY(std::abs(asGiven->coefficients[i] - pooled->coefficients[i]) < 1e-8);
        }
    }

    void goodStandardsNeedNoLook()
    {
        for (const auto &words : adviceOn(fitted(standards()))) {
            QVERIFY(words.empty());
        }
    }
    void aSpoiltReplicateIsPointedOut()
    {
        const Calibration curve = fitted(standards({{14, 36000.0}})); // instead of 40040 at 100 nmol
        const auto advice = adviceOn(curve);
        const auto has = [&](std::size_t i, StandardAdvice entry) {
            return std::find(advice[i].begin(), advice[i].end(), entry) != advice[i].end();
        };
        QVERIFY(has(14, StandardAdvice::FarOffCurve));
        QVERIFY(has(14, StandardAdvice::Influential));
        QVERIFY(has(14, StandardAdvice::ReplicateOutlier));
        for (std::size_t i = 0; i < 12; ++i) {
            QVERIFY(advice[i].empty());
        }
        QCOMPARE(curve.points[14].standard.used, true); // advice only
    }
    void whatIsNotUsedGetsNoAdvice()
    {
        auto points = standards({{14, 36000.0}});
        points[14].used = false;
        const Calibration curve = fitted(points);
        const auto advice = adviceOn(curve);
        QCOMPARE(advice.size(), curve.points.size());
        QVERIFY(!curve.points.back().standard.used);
        QVERIFY(advice.back().empty());
        QVERIFY(!curve.points.back().cook && !curve.points.back().studentized);
    }
    void influenceIsThatOfLeavingAStandardOut() // both by their definition: fit again without it
    {
        const auto points = standards();
        const Calibration all = fitted(points);
        for (std::size_t left = 0; left < points.size(); ++left) {
            auto others = points;
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(left));
            const Calibration without = fitted(others);
            double moved = 0.0;
            for (const StandardPoint &point : points) {
                moved += std::pow(areaAt(all, point.amount) - areaAt(without, point.amount), 2);
            }
            const double cook = moved / (2.0 * all.residualSd * all.residualSd);
            QVERIFY(std::abs(*all.points[left].cook - cook) < 1e-9);
            const double t =
                *all.points[left].residual / (without.residualSd * std::sqrt(1.0 - *all.points[left].leverage));
            QVERIFY(std::abs(*all.points[left].studentized - t) < 1e-9);
        }
    }
    void fiellerHoldsTheAmountUnevenly()
    {
        const Calibration curve = fitted(standards());
        const double amount = amountOf(curve, 30000.0)->amount;
        const auto interval = fiellerInterval(curve, 30000.0);
        QVERIFY(interval && interval->low < amount && amount < interval->high);
        // Its ends are the amounts whose distance from the area is t standard deviations there: the definition.
        FiellerOptions more;
        more.replicates = 9;
        const auto narrower = fiellerInterval(curve, 30000.0, more);
        QVERIFY(narrower->high - narrower->low < interval->high - interval->low);
    }
    void fiellerIsRefusedInWords()
    {
        QVERIFY(says(outcome(fiellerInterval(fitted(standards(), CurveModel::Quadratic), 30000.0)), "straight line"));
        auto flat = standards(); // areas that do not depend on the amount
        for (std::size_t i = 0; i < flat.size(); ++i) {
            flat[i].area = 1000.0 + (i % 2 == 0 ? 30.0 : -30.0) + static_cast<double>(i % 5);
        }
        QVERIFY(says(outcome(fiellerInterval(fitted(flat), 1000.0)), "not significant"));
        QVERIFY(*fiellerG(fitted(flat)) >= 1.0);
        QVERIFY(!fiellerG(fitted(standards(), CurveModel::Quadratic)));
    }
    void limitsRiseInOrder()
    {
        const Calibration curve = fitted(standards());
        const double critical = *criticalAmount(curve);
        const double detection = *detectionAmount(curve);
        QVERIFY(0.0 < critical && critical < detection && detection < *quantificationAmount(curve));
        QCOMPARE(*curve.critical, critical);
        DetectionOptions two;
        two.replicates = 2;
        QVERIFY(*criticalAmount(curve, two) < critical);
        QVERIFY(*detectionAmount(curve, two) < detection);
    }
    void aCurveThatFallsHasNoLimits()
    {
        auto falling = standards();
        for (StandardPoint &point : falling) {
            point.area = -point.area;
        }
        const Calibration curve = fitted(falling);
        QVERIFY(!criticalAmount(curve));
        QVERIFY(says(outcome(detectionAmount(curve)), "does not rise"));
        QVERIFY(says(outcome(quantificationAmount(curve)), "does not rise"));
    }
    void scatterInProportionMayHaveNoDetectionLimit()
    {
        // Weights 1/x2 let the scatter grow with the amount: at 70 % of it no amount stands clear of zero.
        std::vector<StandardPoint> points;
        for (const double amount : {10.0, 20.0, 40.0, 80.0}) {
            for (const double part : {-0.7, 0.7}) {
                StandardPoint &point = points.emplace_back();
                point.amount = amount;
                point.area = 400.0 * amount * (1.0 + part);
            }
        }
        CalibrationOptions options;
        options.weights = CurveWeights::InverseX2;
        const auto curve = calibrate(AmountUnit::InjectedNanomole, points, options);
        QVERIFY(says(outcome(detectionAmount(*curve)), "scatter so much"));
    }
    void blanksNeedScatter()
    {
        QVERIFY(!limitsOfBlanks({}));
        const std::vector one{0.3};
        QVERIFY(!limitsOfBlanks(one));
        const std::vector three{0.02, 0.05, 0.02};
        const auto limits = limitsOfBlanks(three);
        QVERIFY(limits->critical < limits->detection);
    }
    void jsonKeepsThemAll()
    {
        const Calibration curve = fitted(standards({{14, 36000.0}}));
        const std::string json = formats::calibrationToJson(curve);
        QVERIFY(json.find(R"("advice":["replicate-outlier")") != std::string::npos);
        const auto read = formats::calibrationFromJson(json, "CAL.json");
        QVERIFY(read);
        QCOMPARE(read->mandel->f, curve.mandel->f);
        QCOMPARE(*read->points[14].cook, *curve.points[14].cook);
        QCOMPARE(formats::calibrationToJson(*read), json);
    }
};

QTEST_APPLESS_MAIN(TestCurveAdvice)
#include "tst_curve_advice.moc"
