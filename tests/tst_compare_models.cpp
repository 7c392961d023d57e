// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "analysis/calibration/compare_models.h"

using namespace tgc;

namespace {

/// NB_062_Calibration.csv of jschneidewind/photocatalyst_testing (MIT, commit 608b3eb): vol% H2 and peak area.
std::vector<StandardPoint> published()
{
    std::vector<StandardPoint> points;
    for (const auto &[amount, area] :
         {std::pair{1.0, 264885.0}, {0.75, 207914.0}, {0.5, 134969.0}, {0.25, 73427.0}, {0.0, 0.0}}) {
        StandardPoint p;
        p.level = std::to_string(amount);
        p.amount = amount;
        p.area = area;
        points.push_back(p);
    }
    return points;
}

std::size_t rowOf(const std::vector<ModelFit> &fits, CurveModel model, CurveOrigin origin, CurveWeights weights)
{
    for (std::size_t i = 0; i < fits.size(); ++i) {
        if (fits[i].options.model == model && fits[i].options.origin == origin && fits[i].options.weights == weights) {
            return i;
        }
    }
    return fits.size();
}

} // namespace

class TestCompareModels : public QObject {
    Q_OBJECT

private slots:
    /// Slopes and intercepts as computed in tgc-method.md 3.2 for these data.
    void eachRowIsThatModel()
    {
        const auto fits = compareModels(AmountUnit::InjectedNanomole, published(), {});
        QCOMPARE(fits.size(), std::size_t{7});
        const auto &line = fits[0];
        QVERIFY(line.curve.has_value());
        QVERIFY(std::abs(line.curve->coefficients[1] - 265702.8) < 0.05);
        QVERIFY(std::abs(line.curve->coefficients[0] - 3387.6) < 0.05);
        const auto &forced = fits[rowOf(fits, CurveModel::Linear, CurveOrigin::Force, CurveWeights::None)];
        QVERIFY(std::abs(forced.curve->coefficients[1] - 270219.6) < 0.05);
    }

    /// (73427 - 3387.6) / 265702.8 = 0.2636 of 0.25 given: the straight line reads the lowest level 5.4 % too high.
    void levelsAreReadBack()
    {
        const auto fits = compareModels(AmountUnit::InjectedNanomole, published(), {});
        const auto &levels = fits[0].levels;
        QCOMPARE(levels.size(), std::size_t{4}); // zero has no relative misfit
        QCOMPARE(levels.front().given, 0.25);
        QVERIFY(std::abs(levels.front().misfit() - ((73427.0 - 3387.6) / 265702.8 / 0.25 - 1.0)) < 1e-6);
        QVERIFY(std::abs(levels.front().misfit() - 0.0544) < 5e-4);
    }

    /// A zero level cannot have weight 1/x: the row stays and says why.
    void whatCannotBeFittedSaysWhy()
    {
        const auto fits = compareModels(AmountUnit::InjectedNanomole, published(), {});
        const auto &weighted = fits[rowOf(fits, CurveModel::Linear, CurveOrigin::Ignore, CurveWeights::InverseX)];
        QVERIFY(!weighted.curve.has_value());
        QVERIFY(!weighted.curve.error().message.empty());
        QVERIFY(weighted.levels.empty());
    }

    void theAskedOneIsAmongThem()
    {
        CalibrationOptions asked;
        asked.weights = CurveWeights::InverseY;
        asked.fromMeans = true;
        auto standards = published();
        standards.pop_back();
        const auto fits = compareModels(AmountUnit::InjectedNanomole, standards, asked);
        QCOMPARE(fits.size(), std::size_t{8});
        QVERIFY(fits.back().options.weights == CurveWeights::InverseY);
        for (const ModelFit &fit : fits) {
            QVERIFY(fit.options.fromMeans);
        }
        const auto direct = calibrate(AmountUnit::InjectedNanomole, standards, asked);
        QVERIFY(fits.back().curve->coefficients == direct->coefficients);
        // Origin and weights say nothing of an average response factor: no second row of it.
        asked = {CurveModel::AverageResponseFactor, CurveOrigin::Include, CurveWeights::InverseX};
        QCOMPARE(compareModels(AmountUnit::InjectedNanomole, standards, asked).size(), std::size_t{7});
    }

    /// A standard left out of the fit is not read back either.
    void unusedLevelsAreLeftOut()
    {
        auto standards = published();
        standards[0].used = false;
        const auto fits = compareModels(AmountUnit::InjectedNanomole, standards, {});
        QCOMPARE(fits[0].levels.back().given, 0.75);
    }
};

QTEST_APPLESS_MAIN(TestCompareModels)
#include "tst_compare_models.moc"
