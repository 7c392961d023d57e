// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/statistics.h"
#include "app/formats/calibration_json.h"

using namespace tgc;

namespace {

std::vector<StandardPoint> points(const std::vector<double> &x, const std::vector<double> &y)
{
    std::vector<StandardPoint> result;
    for (std::size_t i = 0; i < x.size(); ++i) {
        StandardPoint p;
        p.amount = x[i];
        p.area = y[i];
        result.push_back(p);
    }
    return result;
}

Calibration fitted(const std::vector<StandardPoint> &standards, const CalibrationOptions &options = {})
{
    auto curve = calibrate(AmountUnit::InjectedNanomole, standards, options);
    if (!curve) {
        qFatal("%s", curve.error().message.c_str());
    }
    return *curve;
}

bool near(double value, double expected, double relative)
{
    const bool ok = std::abs(value - expected) <= relative * std::abs(expected);
    if (!ok) {
        qWarning("%.15g is not %.15g", value, expected);
    }
    return ok;
}

// Massart et al. 1997, Handbook of Chemometrics A, ch. 8, example 1; tgc-method.md 3.2.
const auto massart1 = points({0, 10, 20, 30, 40, 50}, {4, 21.2, 44.6, 61.8, 78, 105.2});
// DIN 32645:1994 data as in R package chemCal (din32645); tgc-method.md 3.2.
const auto din32645 = points({0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50},
                             {3060, 3522, 3707, 4280, 5058, 5510, 5703, 6205, 7156, 7178});
// H2-GC calibration, jschneidewind/photocatalyst_testing NB_062_Calibration.csv; tgc-method.md 3.2.
const auto hydrogen = points({1, 0.75, 0.5, 0.25, 0}, {264885, 207914, 134969, 73427, 0});

/// Massart ex. 3: five series, six levels.
std::vector<StandardPoint> massart3(bool printedSd)
{
    const double y[6][5] = {{4, 3, 4, 5, 4},      {22, 20, 21, 22, 21}, {44, 46, 45, 44, 44},
                            {60, 63, 60, 63, 63}, {75, 81, 79, 78, 77}, {104, 109, 107, 101, 105}};
    const double w[6] = {1.984, 1.417, 1.262, 0.372, 0.199, 0.109};
    std::vector<StandardPoint> result;
    for (int level = 0; level < 6; ++level) {
        for (int series = 0; series < 5; ++series) {
            StandardPoint p;
            p.level = std::to_string(level);
            p.replicate = std::to_string(series);
            p.amount = 10.0 * level;
            p.area = y[level][series];
            if (printedSd) {
                p.areaSd = 1.0 / std::sqrt(w[level]);
            }
            result.push_back(p);
        }
    }
    return result;
}

} // namespace

class TestCalibration : public QObject {
    Q_OBJECT
private slots:
    void straightLineOfHydrogenStandards()
    {
        const auto curve = fitted(hydrogen);
        QVERIFY(near(curve.coefficients[1], 265702.8, 1e-12));
        QVERIFY(near(curve.coefficients[0], 3387.6, 1e-10));
        QVERIFY(near(curve.residualSd, 4878.117844, 1e-9));
        QVERIFY(near(*curve.r2, 0.998384706407754, 1e-12));
        QVERIFY(near(*curve.lod, 0.0606, 2e-3));
        QVERIFY(near(*curve.critical, 0.0547, 2e-3));
        const auto unknown = amountOf(curve, 10904);
        QVERIFY(near(unknown->amount, 0.02828875, 1e-6));
        QVERIFY(near(unknown->u, 0.0229, 3e-3));
        QVERIFY(unknown->amount < *curve.critical); // what the published sheet reports is not detected
        CalibrationOptions forced;
        forced.origin = CurveOrigin::Force;
        const auto origin = fitted(hydrogen, forced);
        QCOMPARE(origin.coefficients[0], 0.0);
        QCOMPARE(origin.standardErrors[0], 0.0);
        QVERIFY(near(origin.coefficients[1], 270219.6, 1e-7));
        QVERIFY(near(origin.residualSd, 4756.955, 1e-6));
        QVERIFY(near(amountOf(origin, 10904)->amount, 0.04035237, 1e-6));
    }
    void inversePrediction()
    {
        const auto curve = fitted(massart1);
        const double t = studentQuantile(0.975, 4.0);
        const auto low = amountOf(curve, 15);
        QVERIFY(near(low->amount, 6.09381, 1e-6));
        QVERIFY(near(low->u, 1.767278, 1e-6));
        QVERIFY(near(t * low->u, 4.906751, 1e-6));
        const auto high = amountOf(curve, 90);
        QVERIFY(near(high->amount, 43.93983, 1e-6));
        QVERIFY(near(high->u, 1.767747, 1e-6));
        const auto five = amountOf(curve, 90, 5);
        QVERIFY(near(five->u, 1.141204, 1e-6));
    }
    void detectionLimitOfDin32645()
    {
        const auto curve = fitted(din32645);
        QVERIFY(near(curve.coefficients[0], 2480.866667, 1e-9));
        QVERIFY(near(curve.coefficients[1], 9661.939394, 1e-9));
        QVERIFY(near(curve.residualSd, 192.2939235, 1e-9));
        // DIN prints x_C at alpha 0.01: 0.0698127; ours is at 0.05, the same formula with another t.
        QVERIFY(near(*curve.critical * studentQuantile(0.99, 8.0) / studentQuantile(0.95, 8.0), 0.06981270, 1e-6));
        QVERIFY(near(studentQuantile(0.995, 8.0) * amountOf(curve, 3500)->u, 0.07434261, 1e-6));
    }
    void weightedFitOfMassartMeans()
    {
        CalibrationOptions options;
        options.fromMeans = true;
        options.weights = CurveWeights::InverseVariance;
        const auto curve = fitted(massart3(true), options);
        QCOMPARE(curve.dof, 4);
        QVERIFY(near(curve.coefficients[0], 3.4826832, 1e-7));
        QVERIFY(near(curve.coefficients[1], 1.9636140, 1e-7));
        QVERIFY(near(curve.residualSd, 1.9212666, 1e-7));
        const auto low = amountOf(curve, 15, 1, curve.residualSd / std::sqrt(1.67));
        QVERIFY(near(low->amount, 5.865367, 1e-6));
        QVERIFY(near(low->u, 0.8926109, 1e-6));
        const auto high = amountOf(curve, 90, 1, curve.residualSd / std::sqrt(0.145));
        QVERIFY(near(high->amount, 44.06025, 1e-6));
        QVERIFY(near(high->u, 2.829162, 1e-6));
    }
    void lackOfFitOfMassart()
    {
        const auto curve = fitted(massart3(false)); // analysis.md 2.4
        QVERIFY(near(curve.lackOfFit->f, 14.2016629, 1e-8));
        QVERIFY(near(curve.lackOfFit->p, 4.4458479e-6, 1e-7));
        QVERIFY(!fitted(massart1).lackOfFit);
    }
    void quadraticOfDin38402()
    {
        // DIN 38402-51:2017 B.1 (nitrite), checks.csv cal.quad.din38402b1.
        CalibrationOptions options;
        options.model = CurveModel::Quadratic;
        const auto curve = fitted(
            points({0.66, 1.32, 2.64, 5.26, 6.58, 7.9, 10.6, 26.0, 44.71, 63.19, 82.18, 100.0},
                   {0.0037, 0.0084, 0.0181, 0.0365, 0.0459, 0.0554, 0.0752, 0.1885, 0.3339, 0.4884, 0.6595, 0.8383}),
            options);
        QVERIFY(near(curve.coefficients[0], 8.47713109e-4, 1e-8));
        QVERIFY(near(curve.coefficients[1], 6.69148573e-3, 1e-8));
        QVERIFY(near(curve.coefficients[2], 1.6583956580448099e-5, 1e-8));
        QVERIFY(near(curve.residualSd, 0.00191274364, 1e-8));
        QVERIFY(near(amountOf(curve, 0.25)->amount, 34.3157697, 1e-8));
    }
    void averageResponseFactorIsTheMeanOfFactors()
    {
        CalibrationOptions options;
        options.model = CurveModel::AverageResponseFactor;
        const auto curve = fitted(points({1, 2, 4}, {10.5, 19.8, 41.0}), options);
        QVERIFY(near(curve.coefficients[1], (10.5 + 19.8 / 2 + 41.0 / 4) / 3, 1e-12));
        QVERIFY(curve.origin == CurveOrigin::Force);
        QVERIFY(curve.weights == CurveWeights::InverseX2);
        // Relative scatter: u of an area grows with the amount.
        QVERIFY(near(areaScatterAt(curve, 4.0), 4.0 * areaScatterAt(curve, 1.0), 1e-12));
        QVERIFY(near(areaScatterAt(curve, 0.1), areaScatterAt(curve, 1.0), 1e-12));
    }
    void includedOriginHasMeanWeight()
    {
        CalibrationOptions options;
        options.origin = CurveOrigin::Include;
        auto withPoint = points({0, 1, 2, 3}, {0, 10, 21, 29});
        const auto plain = fitted(withPoint);
        withPoint.erase(withPoint.begin());
        const auto curve = fitted(withPoint, options);
        QVERIFY(near(curve.coefficients[1], plain.coefficients[1], 1e-12));
        QCOMPARE(curve.dof, 2);
        QCOMPARE(curve.rangeLow, 1.0);
    }
    void certificateGoesIntoTheSlopeOnly()
    {
        auto standards = massart1;
        for (auto &s : standards) {
            s.amountU = 0.02 * s.amount;
        }
        const auto with = fitted(standards);
        const auto without = fitted(massart1);
        QVERIFY(near(with.certificateShift[1], -0.02 * with.coefficients[1], 1e-7));
        QVERIFY(std::abs(with.certificateShift[0]) < 1e-6 * std::abs(with.coefficients[0]));
        QVERIFY(
            near(with.covariance[1][1], without.covariance[1][1] + std::pow(0.02 * without.coefficients[1], 2), 1e-7));
    }
    void scalingTheWeightsChangesNothing()
    {
        CalibrationOptions options;
        options.weights = CurveWeights::InverseVariance;
        auto a = massart1;
        auto b = massart1;
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i].areaSd = 1.0 + static_cast<double>(i);
            b[i].areaSd = 7.0 * (1.0 + static_cast<double>(i));
        }
        const auto one = fitted(a, options);
        const auto seven = fitted(b, options);
        QVERIFY(near(one.coefficients[1], seven.coefficients[1], 1e-12));
        QVERIFY(near(one.standardErrors[1], seven.standardErrors[1], 1e-12));
        QVERIFY(near(areaScatterAt(one, 12.0), areaScatterAt(seven, 12.0), 1e-12));
    }
    void refusesWhatHasNoAnswer_data()
    {
        QTest::addColumn<QList<double>>("x");
        QTest::addColumn<int>("weights");
        QTest::addColumn<QString>("word");
        const int none = static_cast<int>(CurveWeights::None);
        QTest::newRow("no point") << QList<double>{} << none << "no standard";
        QTest::newRow("one point") << QList<double>{1} << none << "cannot determine";
        QTest::newRow("two points") << QList<double>{1, 2} << none << "degree of freedom";
        QTest::newRow("equal amounts") << QList<double>{2, 2, 2} << none << "different levels";
        QTest::newRow("zero and 1/x") << QList<double>{0, 1, 2} << static_cast<int>(CurveWeights::InverseX) << "1/x";
        QTest::newRow("zero and 1/x2") << QList<double>{0, 1, 2} << static_cast<int>(CurveWeights::InverseX2) << "1/x2";
        QTest::newRow("no sd") << QList<double>{1, 2, 3} << static_cast<int>(CurveWeights::InverseVariance) << "sd";
        QTest::newRow("negative") << QList<double>{-1, 2, 3} << none << "zero or more";
    }
    void refusesWhatHasNoAnswer()
    {
        QFETCH(QList<double>, x);
        QFETCH(int, weights);
        QFETCH(QString, word);
        const std::vector<double> amounts(x.begin(), x.end());
        std::vector<double> areas;
        for (const double a : amounts) {
            areas.push_back(5.0 * a + 1.0);
        }
        CalibrationOptions options;
        options.weights = static_cast<CurveWeights>(weights);
        const auto curve = calibrate(AmountUnit::InjectedNanomole, points(amounts, areas), options);
        QVERIFY(!curve);
        QVERIFY2(QString::fromStdString(curve.error().message).contains(word), curve.error().message.c_str());
    }
    void jsonRoundTrip()
    {
        CalibrationOptions options;
        options.weights = CurveWeights::InverseVariance;
        auto curve = fitted(massart3(true), options);
        curve.matchedVolumes = MatchedVialVolumes{milliliters(30), milliliters(0.05), milliliters(0.5)};
        curve.source = Source::Simulated;
        const std::string text = formats::calibrationToJson(curve);
        const auto back = formats::calibrationFromJson(text, "cal.json");
        QVERIFY(back.has_value());
        QCOMPARE(formats::calibrationToJson(*back), text);
        QVERIFY(near(areaScatterAt(*back, 15.0), areaScatterAt(curve, 15.0), 1e-15));
    }
    void jsonOfSomethingElseIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << "";
        QTest::newRow("no json") << "time_s,signal";
        QTest::newRow("other json") << "{\"a\":1}";
        QTest::newRow("torn") << QString::fromStdString(formats::calibrationToJson(fitted(massart1))).left(200);
    }
    void jsonOfSomethingElseIsRefused()
    {
        QFETCH(QString, text);
        const auto read = formats::calibrationFromJson(text.toStdString(), "cal.json");
        QVERIFY(!read);
        QVERIFY(read.error().message.starts_with("cal.json: "));
    }
};

QTEST_APPLESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
