// SPDX-License-Identifier: GPL-3.0-or-later
// Published and recomputed check values of calibration, water, hydrogen and lithium (checks.csv names each source).
// Rows whose quantity the program does not compute yet (Fieller, Mandel, standard addition, virial ...) are left out.
#include <QJsonArray>
#include <QtTest>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/statistics.h"
#include "analysis/core/constants.h"
#include "analysis/quantification/stoichiometry.h"
#include "analysis/quantification/water.h"
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
                                             {"f", curve->lackOfFit ? curve->lackOfFit->f : 0.0},
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
    if (what == "x0" || what == "inv") {
        return x0->amount;
    }
    if (what == "se") {
        return x0->u;
    }
    if (what == "ci") {
        return studentQuantile(0.5 + row.inputs["level"].toDouble() / 2.0, curve->dof) * x0->u;
    }
    return std::nullopt;
}

std::optional<double> valueOf(const CheckRow &row)
{
    const QString kind = row.quantity.section('.', 0, 0);
    const QString what = row.quantity.section('.', 1);
    for (const char *curve : {"ols", "wls_sd", "wls_xpow", "quad", "origin", "inv_delta", "inv_wls", "lof"}) {
        if (kind == curve) {
            return ofCurve(row, kind, what);
        }
    }
    const Temperature temperature = kelvin(row.inputs["T"].toDouble());
    const Analyte lithium = *analyteByName("Li");
    const double capacity = constants::faraday_C_per_mol / 3.6;
    const std::map<QString, std::function<double()>> known = {
        {"const.R", [] { return constants::gasConstant_J_per_mol_K; }},
        {"const.F", [] { return constants::faraday_C_per_mol; }},
        {"const.Vm",
         [&] { return constants::gasConstant_J_per_mol_K * inKelvin(temperature) / row.inputs["p"].toDouble(); }},
        {"water.psat_wagner", [&] { return inPascals(waterVapourPressure(temperature)); }},
        {"li.mAh_per_umol", [&] { return inMilliampereHours(chargeOf(lithium, micromoles(1.0))); }},
        {"li.umol_per_mAh", [&] { return inMicromoles(metalOfCharge(lithium, milliampereHours(1.0))); }},
        {"li.umolH2_per_ugLi", [&] { return inMicromoles(hydrogenOf(lithium, micrograms(1.0) / lithium.molarMass)); }},
        {"li.mAh", [&] { return inMilliampereHours(chargeOf(lithium, nanomoles(row.inputs["nmol"].toDouble()))); }},
        {"li.mAh_per_g", [&] { return capacity / row.inputs["M"].toDouble(); }},
    };
    if (const auto found = known.find(row.quantity); found != known.end()) {
        return found->second();
    }
    if (row.quantity == "h2.Hscp" && row.inputs["source"].toString() == "IAPWS") {
        // The row takes rho = 997.047; Kell gives 997.045: scale to the row's density.
        return inMolesPerCubicMeterPascal(hydrogenSolubility(temperature)) * 997.047 /
               inKilogramsPerCubicMeter(waterDensity(temperature));
    }
    return std::nullopt;
}

} // namespace

class TestCheckValues : public QObject {
    Q_OBJECT
private slots:
    void agrees_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QTest::addColumn<QString>("id");
        for (const auto &[id, row] : checkRows()) {
            if (valueOf(row)) {
                QTest::newRow(qPrintable(id)) << id;
            }
        }
    }
    void agrees()
    {
        QFETCH(QString, id);
        const CheckRow row = checkRows().at(id);
        const double value = *valueOf(row);
        QVERIFY2(row.accepts(value),
                 qPrintable(QStringLiteral("%1 is not %2").arg(value, 0, 'g', 17).arg(row.expected, 0, 'g', 17)));
    }
};

QTEST_APPLESS_MAIN(TestCheckValues)
#include "tst_check_values.moc"
