// SPDX-License-Identifier: GPL-3.0-or-later
// Calibrations that others published with their results: INFICON Fusion micro GC (dgbowl/yadg test files) and caffeine on
// a Shimadzu LC (Tai-ShengYeh/hplc-caffeine); ../shared/data/chromatograms, each SOURCE.md names repository and commit.
// The H2 calibration of jschneidewind/photocatalyst_testing (tgc-method.md 3.2): why an inverse regression is no answer.
#include <QFile>
#include <QIODevice>
#include <QTest>

#include <cmath>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/statistics.h"
#include "analysis/quantification/quantify.h"
#include "tests/published_fixtures.h"
#include "tests/shared_data.h"

using namespace tgc;
using tgc::test::printed;

namespace {

QList<QStringList> rowsOf(const char *path)
{
    QFile file(QString::fromStdString((sharedData() / "chromatograms" / path).string()));
    QList<QStringList> rows;
    if (file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        file.readLine();
        while (!file.atEnd()) {
            rows << QString::fromUtf8(file.readLine()).trimmed().split(u',');
        }
    }
    return rows;
}

Calibration curveOf(const std::vector<std::pair<double, double>> &points, CurveOrigin origin = CurveOrigin::Ignore)
{
    std::vector<StandardPoint> standards;
    for (const auto &[amount, area] : points) {
        StandardPoint &point = standards.emplace_back();
        point.amount = amount;
        point.area = area;
    }
    CalibrationOptions options;
    options.origin = origin;
    auto curve = calibrate(AmountUnit::InjectedNanomole, standards, options);
    if (!curve) {
        qFatal("%s", curve.error().message.c_str());
    }
    return *curve;
}

/// H2 in vol% and peak areas, NB_062_Calibration.csv.
const std::vector<std::pair<double, double>> hydrogen = {
    {1.0, 264885.0}, {0.75, 207914.0}, {0.5, 134969.0}, {0.25, 73427.0}, {0.0, 0.0}};

} // namespace

class TestPublishedCurves : public QObject {
    Q_OBJECT
private slots:
    void fusionConcentrations()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        std::map<QString, QString> points; // run, detector, compound -> "amount:area;..."
        for (const QStringList &row : rowsOf("fusion-microgc-h2/calibration.csv")) {
            points[row.mid(0, 3).join(u',')] = row[7];
        }
        int compared = 0;
        for (const QStringList &row : rowsOf("fusion-microgc-h2/calibration_check.csv")) {
            std::vector<std::pair<double, double>> levels;
            for (const QString &level : points.at(row.mid(0, 3).join(u',')).split(u';')) {
                levels.emplace_back(level.section(u':', 0, 0).toDouble(), level.section(u':', 1).toDouble());
            }
            const Calibration curve = curveOf(levels, CurveOrigin::Force);
            const auto amount = amountOf(curve, row[3].toDouble());
            const double vendor = row[4].toDouble();
            QVERIFY2(std::abs(amount->amount / vendor - 1.0) < 1e-6, qPrintable(row.join(u' ')));
            ++compared;
        }
        QCOMPARE(compared, 51);
    }
    void caffeineLine()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        // The file's own names point at the wrong peak in one standard: the largest near 279 s is caffeine (SOURCE.md).
        std::map<double, double> areas = {{0.0, 0.0}};
        for (const QStringList &row : rowsOf("shimadzu-lc-caffeine/peaks.csv")) {
            if (row[0].startsWith("std-") && std::abs(row[3].toDouble() - 279.0) < 6.0) {
                double &area = areas[row[0].mid(4).toDouble()];
                area = std::max(area, row[4].toDouble());
            }
        }
        const Calibration curve = curveOf({areas.begin(), areas.end()});
        QCOMPARE(areas.size(), std::size_t{6});
        QVERIFY(printed(curve.coefficients[1], "48393.42"));
        QVERIFY(printed(curve.coefficients[0], "-111613.06"));
        QVERIFY(printed(*curve.r2, "0.999435"));
        QVERIFY(printed(curve.residualSd, "99158.97"));
        QVERIFY(printed(curve.standardErrors[1], "575.50"));
        QVERIFY(printed(curve.standardErrors[0], "64610.38"));
        // Its samples' areas are not in the reference; their amounts and intervals are: 92.78 ppm, 86.63 to 98.92.
        for (const auto &[ppm, low, high] : {std::tuple{"92.78", "86.63", "98.92"},
                                             {"83.97", "77.83", "90.12"},
                                             {"86.72", "80.58", "92.87"},
                                             {"87.33", "81.18", "93.47"}}) {
            const double stated = QString(ppm).toDouble();
            const auto amount = amountOf(curve, areaAt(curve, stated));
            const double half = studentQuantile(0.975, curve.dof) * amount->u;
            // The amount is known to two decimals only, and so are its limits.
            QVERIFY(std::abs(stated - half - QString(low).toDouble()) < 0.011);
            QVERIFY(std::abs(stated + half - QString(high).toDouble()) < 0.011);
        }
    }
    void anInverseRegressionFindsWhatIsNotThere()
    {
        // Published: vol% regressed on area. Its digits come out again ...
        std::vector<std::pair<double, double>> turned;
        for (const auto &[percent, area] : hydrogen) {
            turned.emplace_back(area, percent);
        }
        const Calibration inverse = curveOf(turned);
        QVERIFY(printed(inverse.coefficients[1] * 1e6, "3.757524220323"));
        QVERIFY(printed(inverse.coefficients[0], "-0.011921342252645"));
        QVERIFY(printed(*inverse.r2, "0.998384706407754"));
        QVERIFY(printed(areaAt(inverse, 10904.0), "0.02905070184576"));
        QVERIFY(printed(areaAt(inverse, 11240.0), "0.03031322998379"));
        // ... but amounts with their scatter in y is the wrong way round: what is known is the amount. Read the right way
        // round both lie below what this calibration can tell from nothing, by half.
        const Calibration curve = curveOf(hydrogen);
        QVERIFY(printed(amountOf(curve, 10904.0)->amount, "0.02828875"));
        QVERIFY(printed(amountOf(curve, 11240.0)->amount, "0.02955332"));
        QVERIFY(printed(*curve.lod, "0.0606"));
        QVERIFY(printed(*curve.critical, "0.0547"));
        QVERIFY(areaAt(inverse, 11240.0) < *curve.critical);
    }
    void theProductSaysNotDetected_data()
    {
        QTest::addColumn<double>("area");
        QTest::newRow("10904") << 10904.0;
        QTest::newRow("11240") << 11240.0;
    }
    void theProductSaysNotDetected()
    {
        QFETCH(double, area);
        VialRecord vial;
        vial.sampleId = "NB_062";
        DrawRecord draw;
        draw.sampling = Sampling::Matched;
        draw.area = area;
        vial.draws = {draw};
        Calibration curve = curveOf(hydrogen);
        curve.unit = AmountUnit::VialMicromole;
        const auto row = quantify(vial, std::nullopt, curve);
        QVERIFY2(row, row ? "" : row.error().message.c_str());
        QVERIFY(row->decision == DetectionDecision::NotDetected);
        QVERIFY(std::find(row->flags.begin(), row->flags.end(), "below-loq") != row->flags.end());
    }
};

QTEST_APPLESS_MAIN(TestPublishedCurves)
#include "tst_published_curves.moc"
