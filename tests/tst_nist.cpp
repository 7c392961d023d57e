// SPDX-License-Identifier: GPL-3.0-or-later
// NIST Statistical Reference Datasets (https://www.itl.nist.gov/div898/strd): linear regression and univariate summary
// statistics against their certified values. Degrees above two exist in the library only, not as a calibration model.
// Left out: lag-1 autocorrelation (the program computes none) and analysis of variance (nor that).
#include <QFile>
#include <QIODevice>
#include <QTest>

#include <cmath>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/least_squares.h"
#include "analysis/calibration/statistics.h"
#include "tests/shared_data.h"

using namespace tgc;

namespace {

using Columns = std::vector<std::vector<double>>;

QStringList linesOf(const QString &name)
{
    QFile file(QString::fromStdString((sharedData() / "nist").string()) + u'/' + name);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        return {};
    }
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

/// y first, then x (or x1 ...), as the file has them.
Columns dataOf(const QString &set)
{
    Columns columns;
    const QStringList lines = linesOf(set + ".csv");
    for (const QString &line : lines.mid(1)) {
        const QStringList fields = line.split(u',');
        columns.resize(static_cast<std::size_t>(fields.size()));
        for (qsizetype j = 0; j < fields.size(); ++j) {
            columns[static_cast<std::size_t>(j)].push_back(fields[j].toDouble());
        }
    }
    return columns;
}

/// certified[set][quantity] = value and, for coefficients, standard deviation. The model's text holds commas in quotes.
std::map<QString, std::map<QString, std::pair<double, double>>> certified(const QString &kind)
{
    std::map<QString, std::map<QString, std::pair<double, double>>> values;
    for (QString line : linesOf("certified.csv")) {
        if (const auto open = line.indexOf(u'"'); open >= 0) {
            line.remove(open, line.indexOf(u'"', open + 1) + 1 - open);
        }
        const QStringList fields = line.split(u',');
        if (fields.value(1) == kind) {
            values[fields[0]][fields[6]] = {fields[7].toDouble(), fields[8].toDouble()};
        }
    }
    return values;
}

/// Design columns of a set: powers from `first` to `last`, or the constant and all given columns (Longley).
Columns designOf(const QString &set, const Columns &data)
{
    Columns design;
    if (set == "Longley") {
        design = {std::vector<double>(data[0].size(), 1.0)};
        design.insert(design.end(), data.begin() + 1, data.end());
        return design;
    }
    const int first = set.startsWith("NoInt") ? 1 : 0;
    const int last = set.startsWith("Wampler") ? 5 : set == "Filip" ? 10 : set == "Pontius" ? 2 : 1;
    for (int power = first; power <= last; ++power) {
        std::vector<double> &column = design.emplace_back();
        for (const double x : data[1]) {
            column.push_back(std::pow(x, power));
        }
    }
    return design;
}

/// What double precision can reach (analysis.md 1).
double toleranceOf(const QString &set)
{
    return set == "Filip" || set == "Longley" || set == "Wampler4" || set == "Wampler5" ? 1e-6 : 1e-9;
}

bool near(double value, double expected, double tolerance, double floor)
{
    return std::abs(value - expected) <= std::max(tolerance * std::abs(expected), floor);
}

} // namespace

class TestNist : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
    }
    void linear_data()
    {
        QTest::addColumn<QString>("set");
        for (const auto &[set, values] : certified("linear")) {
            QTest::newRow(qPrintable(set)) << set;
        }
    }
    void linear()
    {
        QFETCH(QString, set);
        const Columns data = dataOf(set);
        const Columns design = designOf(set, data);
        const std::vector<double> weights(data[0].size(), 1.0);
        const auto fit = fitColumns(design, data[0], weights);
        QVERIFY2(fit, fit ? "" : fit.error().message.c_str());
        const auto values = certified("linear")[set];
        const double tolerance = toleranceOf(set);
        const double dof = static_cast<double>(data[0].size()) - static_cast<double>(design.size());
        const double sd = std::sqrt(fit->weightedResidualSum / dof);
        // An exact polynomial (Wampler1, 2) leaves rounding: certified 0 stands for some 1e-15 of the largest value.
        const double largest = *std::max_element(data[0].begin(), data[0].end());
        QVERIFY(near(sd, values.at("residual_sd").first, tolerance, 1e-13 * largest));
        const int first = set.startsWith("NoInt") ? 1 : 0;
        for (std::size_t j = 0; j < design.size(); ++j) {
            const auto [value, u] = values.at("B" + QString::number(static_cast<int>(j) + first));
            QVERIFY2(near(fit->coefficients[j], value, tolerance, 0.0),
                     qPrintable(QString::number(fit->coefficients[j], 'g', 17)));
            const double ours = sd * std::sqrt(fit->unitCovariance[j][j]);
            QVERIFY2(near(ours, u, tolerance, 1e-9 * std::abs(value)), qPrintable(QString::number(ours, 'g', 17)));
        }
    }
    void calibrationCurves_data()
    {
        QTest::addColumn<QString>("set");
        for (const char *set : {"Norris", "Pontius", "NoInt1", "NoInt2"}) {
            QTest::newRow(set) << set;
        }
    }
    void calibrationCurves() // the same, through the program's own models
    {
        QFETCH(QString, set);
        const Columns data = dataOf(set);
        std::vector<StandardPoint> standards;
        for (std::size_t i = 0; i < data[0].size(); ++i) {
            StandardPoint &point = standards.emplace_back();
            point.amount = data[1][i];
            point.area = data[0][i];
        }
        CalibrationOptions options;
        options.model = set == "Pontius" ? CurveModel::Quadratic : CurveModel::Linear;
        options.origin = set.startsWith("NoInt") ? CurveOrigin::Force : CurveOrigin::Ignore;
        const auto curve = calibrate(AmountUnit::InjectedNanomole, standards, options);
        QVERIFY2(curve, curve ? "" : curve.error().message.c_str());
        const auto values = certified("linear")[set];
        QVERIFY(near(curve->residualSd, values.at("residual_sd").first, 1e-9, 0.0));
        QVERIFY(near(*curve->r2, values.at("R_squared").first, 1e-12, 0.0)); // NoInt: uncentred, as NIST has it
        for (std::size_t j = 0; j < curve->coefficients.size(); ++j) {
            const auto value = values.find("B" + QString::number(j));
            QVERIFY(near(curve->coefficients[j], value == values.end() ? 0.0 : value->second.first, 1e-9, 0.0));
            QVERIFY(near(curve->standardErrors[j], value == values.end() ? 0.0 : value->second.second, 1e-9, 0.0));
        }
    }
    void univariate_data()
    {
        QTest::addColumn<QString>("set");
        for (const auto &[set, values] : certified("univariate")) {
            QTest::newRow(qPrintable(set)) << set;
        }
    }
    void univariate()
    {
        QFETCH(QString, set);
        const Columns data = dataOf(set);
        const auto values = certified("univariate")[set];
        QVERIFY(near(mean(data[0]), values.at("mean").first, 1e-12, 0.0));
        // NumAcc3 and 4: their decimals are no binary numbers, which alone moves the sd by 6e-9 (analysis.md 1).
        QVERIFY(near(sampleSd(data[0]), values.at("sd").first, set.startsWith("NumAcc") ? 1e-8 : 1e-9, 0.0));
    }
};

QTEST_APPLESS_MAIN(TestNist)
#include "tst_nist.moc"
