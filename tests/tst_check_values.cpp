// SPDX-License-Identifier: GPL-3.0-or-later
// Published and recomputed check values of calibration curves, detection limits and outlier tests (checks.csv names each
// source).
#include <QJsonArray>
#include <QJsonValue>
#include <QTest>

#include "analysis/calibration/band.h"
#include "analysis/calibration/calibration.h"
#include "analysis/calibration/control_chart.h"
#include "analysis/calibration/detection.h"
#include "analysis/calibration/drift_correction.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/outliers.h"
#include "analysis/calibration/statistics.h"
#include "tests/check_rows.h"

using namespace tgc;

namespace {

std::vector<double> numbers(const QJsonValue &value)
{
    std::vector<double> result;
    for (const auto &v : value.toArray()) {
        result.push_back(v.toDouble());
    }
    return result;
}

std::optional<Calibration> curveOf(const CheckRow &row, const QString &kind)
{
    const auto x = numbers(row.inputs["x"]);
    CalibrationOptions options;
    std::vector<StandardPoint> standards;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const QJsonValue y = row.inputs["y"].toArray().at(static_cast<qsizetype>(i));
        for (const double area : y.isArray() ? numbers(y) : std::vector{y.toDouble()}) {
            StandardPoint point;
            point.amount = x[i];
            point.area = area;
            if (row.inputs.contains("sd")) {
                point.areaSd = numbers(row.inputs["sd"])[i];
            }
            if (row.inputs.contains("w")) {
                point.areaSd = 1.0 / std::sqrt(numbers(row.inputs["w"])[i]);
            }
            standards.push_back(point);
        }
    }
    if (row.inputs.contains("sd") || row.inputs.contains("w")) {
        options.weights = CurveWeights::InverseVariance;
    }
    if (kind == "wls_xpow") {
        const int power = row.inputs["power"].toInt();
        options.weights = power == 0   ? CurveWeights::None
                          : power == 1 ? CurveWeights::InverseX
                                       : CurveWeights::InverseX2;
    }
    if (kind == "quad") {
        options.model = CurveModel::Quadratic;
    }
    if (kind == "origin") {
        options.origin = CurveOrigin::Force;
    }
    const auto curve = calibrate(AmountUnit::InjectedNanomole, standards, options);
    return curve ? std::optional(*curve) : std::nullopt;
}

std::optional<double> ofCurve(const CheckRow &row, const QString &kind, const QString &what)
{
    const auto curve = curveOf(row, kind);
    if (!curve) {
        return std::nullopt;
    }
    const auto &c = curve->coefficients;
    const auto &u = curve->standardErrors;
    const std::map<QString, double> known = {{"b0", c[0]},
                                             {"c0", c[0]},
                                             {"b1", c[1]},
                                             {"c1", c[1]},
                                             {"se_b0", u[0]},
                                             {"se_b1", u[1]},
                                             {"s", curve->residualSd},
                                             {"r2", curve->r2.value_or(0.0)},
                                             {"corr", curve->covariance[0][1] / (u[0] * u[1])},
                                             {"ap_b0", u[0] / curve->residualSd},
                                             {"ap_b1", u[1] / curve->residualSd},
                                             {"F", curve->lackOfFit ? curve->lackOfFit->f : 0.0},
                                             {"p", curve->lackOfFit ? curve->lackOfFit->p : 0.0}};
    if (const auto value = known.find(what); value != known.end()) {
        return value->second;
    }
    if (what == "c2") {
        return c[2];
    }
    if (what == "se" && !row.inputs.contains("y0")) {
        return u[1];
    }
    if (!row.inputs.contains("y0")) {
        return std::nullopt;
    }
    const std::optional<double> areaU = row.inputs.contains("w0")
                                            ? std::optional(curve->residualSd / std::sqrt(row.inputs["w0"].toDouble()))
                                            : std::nullopt;
    const auto x0 = amountOf(*curve, row.inputs["y0"].toDouble(), row.inputs["m"].toInt(1), areaU);
    if (!x0) {
        return std::nullopt;
    }
    if (what == "x0" || what == "inverse") {
        return x0->amount;
    }
    if (what == "se" || what == "inv_se") {
        return x0->u;
    }
    if (what == "ci") {
        return studentQuantile(0.5 + row.inputs["level"].toDouble() / 2.0, curve->dof) * x0->u;
    }
    return std::nullopt;
}

std::optional<double> ofFieller(const CheckRow &row, const QString &what)
{
    const auto curve = curveOf(row, "ols");
    FiellerOptions options;
    options.confidence = row.inputs["level"].toDouble();
    options.replicates = row.inputs["m"].toInt();
    if (row.inputs["mean_response"].toBool()) {
        options.areaU = 0.0;
    }
    const double y0 = row.inputs["y0"].toDouble();
    if (what == "g") {
        return *fiellerG(*curve, options.confidence);
    }
    if (what == "x0") {
        return amountOf(*curve, y0)->amount;
    }
    const auto interval = fiellerInterval(*curve, y0, options);
    return what == "lo" ? interval->low : interval->high;
}

std::optional<double> ofDetection(const CheckRow &row, const QString &kind, const QString &what)
{
    const auto curve = curveOf(row, "ols");
    DetectionOptions options;
    options.alpha = row.inputs["alpha"].toDouble(0.05);
    options.beta = row.inputs["beta"].toDouble(options.alpha);
    if (kind == "hubaux_vos") {
        return *detectionAmount(*curve, options);
    }
    if (kind == "ich") {
        return what == "lod33" ? curve->lod : curve->loq;
    }
    if (what == "loq") {
        return *quantificationAmount(*curve, row.inputs["k"].toDouble(), options);
    }
    // DIN 32645 takes 2 x_C for its detection limit.
    return *criticalAmount(*curve, options) * (what == "xd" ? 2.0 : 1.0);
}

/// x_E = b0/b1: the amount at zero area, with the sign turned; no scatter of an unknown's own area.
std::optional<double> ofStandardAddition(const CheckRow &row, const QString &what)
{
    const auto curve = curveOf(row, "ols");
    const auto atZero = amountOf(*curve, 0.0, 1, 0.0);
    if (what == "xe") {
        return -atZero->amount;
    }
    const double k = studentQuantile(0.5 + row.inputs["level"].toDouble() / 2.0, curve->dof);
    return what == "se" ? atZero->u : k * atZero->u;
}

std::optional<double> ofOutliers(const CheckRow &row, const QString &kind, const QString &what)
{
    if (kind == "grubbs") {
        return what == "G" ? grubbs(numbers(row.inputs["values"]))->g
                           : grubbsCritical(static_cast<std::size_t>(row.inputs["n"].toInt()),
                                            row.inputs["alpha"].toDouble(), row.inputs["sides"].toInt());
    }
    const auto curve = curveOf(row, "ols");
    const CurvePoint &last = curve->points.back();
    if (kind == "leverage") {
        return last.leverage;
    }
    if (kind == "rstudent") {
        return last.studentized;
    }
    double cook = 0.0;
    for (const CurvePoint &point : curve->points) {
        cook = std::max(cook, *point.cook);
    }
    return cook;
}

/// Response factors are area over amount: a line through zero, of any slope, leaves only their ratio.
double ofBracket(const CheckRow &row)
{
    std::vector<StandardPoint> line(3);
    for (std::size_t i = 0; i < line.size(); ++i) {
        line[i].amount = static_cast<double>(i + 1);
        line[i].area = 20.0 * line[i].amount + (i == 1 ? 0.1 : 0.0);
    }
    CalibrationOptions options;
    options.origin = CurveOrigin::Force;
    const auto curve = calibrate(AmountUnit::InjectedNanomole, line, options);
    std::vector<TimedCheck> checks(2);
    for (std::size_t i = 0; i < checks.size(); ++i) {
        const auto place = static_cast<qsizetype>(i);
        checks[i].at = seconds(row.inputs["trf"].toArray()[place].toDouble());
        checks[i].standard.amount = 1.0;
        checks[i].standard.area = row.inputs["rf"].toArray()[place].toDouble();
    }
    const Time at = seconds(row.inputs["t"].toDouble());
    const auto bracket = bracketAt(*curve, checkGroups(checks, std::span(&at, 1)), at);
    return amountOf(*curve, row.inputs["area"].toDouble())->amount /
           *responseBy(bracket->reference, curve->coefficients);
}

std::optional<double> valueOf(const CheckRow &row)
{
    const QString kind = row.quantity.section('.', 0, 0);
    const QString what = row.quantity.section('.', 1);
    if (QStringList{"ols", "wls_sd", "wls_xpow", "quad", "origin", "inv_delta", "inv_wls", "lof"}.contains(kind)) {
        return ofCurve(row, kind, what);
    }
    if (kind == "mandel") {
        const auto test = curveOf(row, "ols")->mandel;
        return what == "F" ? test->f : test->p;
    }
    if (kind == "fieller") {
        return ofFieller(row, what);
    }
    if (kind == "din32645" || kind == "ich" || kind == "hubaux_vos") {
        return ofDetection(row, kind, what);
    }
    if (kind == "stdadd") {
        return ofStandardAddition(row, what);
    }
    if (QStringList{"grubbs", "cook", "leverage", "rstudent"}.contains(kind)) {
        return ofOutliers(row, kind, what);
    }
    if (row.quantity == "currie.ld_t") { // as many blanks as asked for, of that standard deviation
        const auto n = static_cast<std::size_t>(row.inputs["n_blank"].toInt());
        const double half = row.inputs["s0"].toDouble() * std::sqrt(1.0 - 1.0 / static_cast<double>(n));
        std::vector<double> blanks(n, half);
        std::fill(blanks.begin() + static_cast<std::ptrdiff_t>(n / 2), blanks.end(), -half);
        return limitsOfBlanks(blanks)->detection;
    }
    if (row.quantity == "t.ppf") {
        return studentQuantile(row.inputs["p"].toDouble(), row.inputs["nu"].toDouble());
    }
    if (row.quantity == "qc.c4") {
        return sdBias(row.inputs["n"].toInt());
    }
    if (row.quantity == "qc.d2") {
        return rangeOverSigma(row.inputs["n"].toInt());
    }
    if (kind == "bracket") {
        return ofBracket(row);
    }
    if (row.quantity == "mdl.t99") {
        return studentQuantile(0.99, row.inputs["n"].toInt() - 1.0);
    }
    return std::nullopt;
}

/// Quantities the program does not compute, by the beginning of their name, with the reason.
const std::map<QString, QString> leftOut = {
    {"lof.ss", "the sums of squares are seen in their ratio, lof.F"},
    {"dixon.", "replicates are judged by Grubbs' test"},
    {"mdl.mdl", "EPA's figure for drinking water; blanks are judged by Currie's limits, as ISO 11843 has them"},
    {"currie.l", "a scatter known beforehand; the program's comes from blanks (currie.ld_t) or from the curve"},
    {"qc.A2", "check standards are single injections: a chart for individuals"},
    {"qc.B4", "as above"},
    {"westgard.p", "chances of a false alarm in closed form; the rules themselves are in tst_check_standards"},
    {"ewma.", "no chart of moving averages"},
};

} // namespace

class TestCheckValues : public QObject {
    Q_OBJECT
private slots:
    void agrees_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        addCheckRows({"cal.", "out.", "t.", "qc."}, leftOut);
    }
    void agrees()
    {
        QFETCH(QString, id);
        compareWithRow(checkRows().at(id), valueOf);
    }
};

QTEST_APPLESS_MAIN(TestCheckValues)
#include "tst_check_values.moc"
