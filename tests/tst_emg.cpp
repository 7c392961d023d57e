// SPDX-License-Identifier: GPL-3.0-or-later
// The exponentially modified Gaussian and its measures against the check values (checks.csv names each source).
#include <QFile>
#include <QIODevice>
#include <QTest>

#include <cmath>

#include "analysis/fit/emg.h"
#include "analysis/fit/emg_fit.h"
#include "analysis/fit/emg_measures.h"
#include "analysis/peaks/integrate.h"
#include "analysis/peaks/pharmacopoeia.h"
#include "tests/check_rows.h"

using namespace tgc;

namespace {

EmgShape shapeOf(const CheckRow &row)
{
    return {row.inputs["mu"].toDouble(0.0), row.inputs["sigma"].toDouble(1.0), row.inputs["tau"].toDouble(0.0)};
}

std::optional<double> ofEmg(const CheckRow &row)
{
    const EmgShape shape = shapeOf(row);
    const QString &what = row.quantity;
    if (what == "emg.f") {
        return row.inputs["A"].toDouble() * emg(row.inputs["t"].toDouble(), shape);
    }
    if (what == "emg.mean") {
        return emgMoments(shape).mean;
    }
    if (what == "emg.var") {
        return emgMoments(shape).variance;
    }
    if (what == "emg.skew") {
        return emgMoments(shape).skew;
    }
    if (what == "emg.exkurt") {
        return emgMoments(shape).excess;
    }
    if (what == "emg.mode") {
        return emgApex(shape).time;
    }
    if (what == "emg.height") {
        return emgApex(shape).height;
    }
    if (what == "emg.width") {
        return emgWidth(shape, row.inputs["frac"].toDouble()).width();
    }
    if (what == "emg.BA10") {
        return emgAsymmetry(shape);
    }
    if (what == "emg.usp_tailing") {
        return emgTailing(shape);
    }
    return std::nullopt;
}

std::optional<double> ofGaussian(const QString &what)
{
    const EmgShape unit{0.0, 1.0, 0.0};
    const double height = emgApex(unit).height;
    const double width = emgWidth(unit, 0.5).width();
    if (what.startsWith("gauss.width_over_sigma.")) {
        return emgWidth(unit, what.section("sigma.", 1).toDouble()).width();
    }
    if (what.startsWith("gauss.fraction_pm")) {
        const double reach = QString(what[17]).toDouble();
        return emgArea(reach, unit) - emgArea(-reach, unit);
    }
    const std::map<QString, double> known = {
        {"gauss.plates_halfheight", width * width},           {"gauss.rs_halfheight_factor", 0.5 * width},
        {"gauss.area_over_h_w50", 1.0 / (height * width)},    {"gauss.area_over_h_sigma", 1.0 / height},
        {"gauss.inflection_height", emg(1.0, unit) / height}, {"gauss.height_at_2sigma", emg(2.0, unit) / height}};
    const auto found = known.find(what);
    return found != known.end() ? std::optional(found->second) : std::nullopt;
}

/// Two peaks of one shape, the first at 0; areas a and b, distance 4 sigma Rs.
struct Pair {
    EmgShape shape;
    double first = 1.0;
    double second = 1.0;
    double distance = 0.0;

    [[nodiscard]] double at(double t) const { return first * emg(t, shape) + second * emg(t - distance, shape); }
    /// Lowest (sign -1) or highest point between two times, by ternary search.
    [[nodiscard]] double extreme(double low, double high, double sign) const
    {
        for (int i = 0; i < 200; ++i) {
            const double third = (high - low) / 3.0;
            (sign * at(low + third) < sign * at(high - third) ? low : high) +=
                sign * at(low + third) < sign * at(high - third) ? third : -third;
        }
        return 0.5 * (low + high);
    }
    [[nodiscard]] double valley() const
    {
        const double apex = emgApex(shape).time;
        return extreme(apex, apex + distance, -1.0);
    }
};

std::optional<double> ofOverlap(const CheckRow &row)
{
    if (row.quantity == "overlap.equal_gauss_merge_dt_over_sigma") {
        // The middle of two equal Gaussians turns from a valley into a top where its second derivative is zero.
        double low = 1.0;
        double high = 3.0;
        for (int i = 0; i < 60; ++i) {
            const double d = 0.5 * (low + high);
            const Pair pair{{0.0, 1.0, 0.0}, 1.0, 1.0, d};
            const double step = 1e-3;
            const double bend = pair.at(0.5 * d - step) - 2.0 * pair.at(0.5 * d) + pair.at(0.5 * d + step);
            (bend > 0.0 ? high : low) = d;
        }
        return 0.5 * (low + high);
    }
    const double ratio = row.inputs["area_ratio"].toDouble(1.0);
    const bool after = row.inputs["order"].toString("tail") == "tail"; // the minor one comes after the major one
    const Pair pair{{0.0, 1.0, row.inputs["tau"].toDouble(0.0)},
                    after ? 1.0 : ratio,
                    after ? ratio : 1.0,
                    4.0 * row.inputs["Rs"].toDouble()};
    const double valley = pair.valley();
    if (row.quantity.contains("peak_to_valley") || row.quantity.contains("equal_gauss_pv")) {
        const double apex = emgApex(pair.shape).time;
        const double top =
            after ? pair.extreme(valley, apex + pair.distance + 1.0, 1.0) : pair.extreme(apex - 1.0, valley, 1.0);
        return pair.at(top) / pair.at(valley);
    }
    if (row.quantity == "overlap.pd_err_minor_pct") {
        std::vector<double> values;
        const double step = 0.01;
        for (int i = 0; i < 9000; ++i) {
            values.push_back(pair.at(-20.0 + i * step));
        }
        const auto trace = Chromatogram::uniform(seconds(-20.0), seconds(step), values, "uV").value();
        const Signal zero{};
        const GivenBounds minor{seconds(after ? valley : -20.0), seconds(after ? 69.0 : valley), zero, zero, {}};
        const auto result = integrateBounds(trace, std::span(&minor, 1));
        const double area = inDetectorUnitSeconds(result.value().peaks[0].area);
        return 100.0 * (area / ratio - 1.0);
    }
    return std::nullopt;
}

/// A Gaussian in given white noise, one sample a block: what the fit's covariance says of its area.
std::optional<double> ofFloor(const CheckRow &row)
{
    const double sigma = row.inputs["sigma"].toDouble();
    const double step = row.inputs["dt"].toDouble();
    const double noise = row.inputs["noise"].toDouble();
    const double reach = row.inputs["half_window"].toDouble();
    const EmgShape shape{0.0, sigma, 0.0};
    const double area = row.inputs["h"].toDouble() / emgApex(shape).height;
    std::vector<Block> blocks;
    for (double t = -reach; t <= reach; t += step) {
        blocks.push_back({t, step, area * emg(t, shape), 0.0, 0.0});
    }
    const PeakStart start{0.0, 2.3548 * sigma, 1};
    const auto fit = fitCluster(blocks, std::span(&start, 1), {noise * noise * step, 0.0});
    return fit ? std::optional(fit->peaks[0].areaU) : std::nullopt;
}

std::optional<double> valueOf(const CheckRow &row)
{
    if (row.quantity == "erfcx") {
        return scaledErfc(row.inputs["x"].toDouble());
    }
    if (row.quantity == "foley_dorsey.N") {
        const EmgShape shape = shapeOf(row);
        return foleyDorseyPlates(row.inputs["tR"].toDouble(), emgWidth(shape, 0.1).width(), emgAsymmetry(shape));
    }
    if (row.quantity.startsWith("gauss.")) {
        return ofGaussian(row.quantity);
    }
    if (row.quantity.startsWith("overlap.")) {
        return ofOverlap(row);
    }
    return row.quantity.startsWith("crlb.") ? ofFloor(row) : ofEmg(row);
}

} // namespace

class TestEmg : public QObject {
    Q_OBJECT
private slots:
    void checkValues_data()
    {
        addCheckRows({"emg.", "erfcx.", "fd.", "gauss.", "ovl.", "crlb.area_bl"},
                     {{"overlap.tangent_skim_err_minor_pct", "a skim, not a fit"}});
    }
    void checkValues()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QFETCH(QString, id);
        compareWithRow(checkRows().at(id), valueOf);
    }

    void derivativesAreThoseOfTheValue_data()
    {
        QTest::addColumn<double>("tau");
        for (const double tau : {0.0, 0.05, 0.5, 3.0, 20.0}) {
            QTest::addRow("tau %g", tau) << tau;
        }
    }
    void derivativesAreThoseOfTheValue() // central differences of the value itself
    {
        QFETCH(double, tau);
        const EmgShape shape{10.0, 1.3, tau};
        const double h = 1e-5;
        for (double t = 5.0; t < 30.0; t += 0.7) {
            const EmgGradient g = emgGradient(t, shape);
            const auto slope = [&](double EmgShape::*parameter) {
                EmgShape more = shape;
                EmgShape less = shape;
                more.*parameter += h;
                less.*parameter -= h;
                return (emg(t, more) - emg(t, less)) / (2.0 * h);
            };
            QCOMPARE(g.value, emg(t, shape));
            QVERIFY(std::abs(g.byMu - slope(&EmgShape::mu)) < 1e-9);
            QVERIFY(std::abs(g.bySigma - slope(&EmgShape::sigma)) < 1e-9);
            QVERIFY(tau == 0.0 || std::abs(g.byTau - slope(&EmgShape::tau)) < 1e-9);
        }
    }

    void theApexLiesOnTheParentGaussian() // tau f' = g - f
    {
        for (const double tau : {1e-6, 1e-3, 0.1, 1.0, 30.0}) {
            const EmgShape shape{3.0, 0.4, tau};
            const EmgApex apex = emgApex(shape);
            QVERIFY(std::abs(emg(apex.time, shape) / apex.height - 1.0) < 1e-9);
            QVERIFY(emg(apex.time + 0.01, shape) < apex.height && emg(apex.time - 0.01, shape) < apex.height);
        }
    }

    void theAreaIsTheIntegral() // trapezoid of a smooth function that vanishes at both ends
    {
        const EmgShape shape{5.0, 0.7, 1.9};
        double sum = 0.0;
        const double step = 0.05;
        for (int i = 0; i <= 2000; ++i) {
            const double t = -20.0 + i * step;
            sum += emg(t, shape) * step;
            if (i == 600) {
                QVERIFY(std::abs(sum - 0.5 * step * emg(t, shape) - emgArea(t, shape)) < 1e-4);
            }
        }
        QVERIFY(std::abs(sum - 1.0) < 1e-12);
        QVERIFY(std::abs(emgArea(80.0, shape) - 1.0) < 1e-12);
    }

    void theDocumentPrintsWhatIsComputed() // docs/fit.md, worked example
    {
        QFile file(QStringLiteral(TGC_SOURCE_DIR) + "/docs/fit.md");
        QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
        const QString text = QString::fromUtf8(file.readAll()).replace(u'\n', u' ');
        const EmgShape shape{0.0, 1.0, 1.0};
        const auto six = [](double value) { return QString::number(value, 'g', 6); };
        for (const QString &printed :
             {"f(1 s) = " + six(emg(1.0, shape)), "apex at " + six(emgApex(shape).time) + " s",
              "height " + six(emgApex(shape).height), "half height " + six(emgWidth(shape, 0.5).width()) + " s",
              "tailing factor " + six(emgTailing(shape)),
              "At most " + QString::number(evaluationBudget) + " evaluations",
              QString::number(mostFittedPeaks) + " peaks at most"}) {
            QVERIFY2(text.contains(printed), qPrintable(printed));
        }
    }

    void flickerHasItsCurvature() // 1.5 G(0) - 2 G(1) + G(2)/2 of -ln|t| averaged over blocks: 1.687, by hand
    {
        const ColouredNoise noise{0.0, 4.0};
        const auto between = [&](int steps) {
            return blockCovariance({0.0, 0.7, 0.0, 0.0, 0.0}, {0.7 * steps, 0.7, 0.0, 0.0, 0.0}, noise, 30.0);
        };
        const double variance = 1.5 * between(0) - 2.0 * between(1) + 0.5 * between(2);
        const double expected =
            4.0 * (2.25 - 2.0 * (1.5 - 2.0 * std::log(2.0)) + 0.5 * (1.5 - 4.5 * std::log(3.0) + 4.0 * std::log(2.0)));
        QVERIFY(std::abs(variance / expected - 1.0) < 1e-9);
    }
};

QTEST_APPLESS_MAIN(TestEmg)
#include "tst_emg.moc"
