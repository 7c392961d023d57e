// SPDX-License-Identifier: GPL-3.0-or-later
// Published and recomputed check values of uncertainty, titration, hydrogen, water and lithium (checks.csv names each
// source). The titration rows go through quantify(), so that they hold the program's own propagation.
#include <QJsonArray>
#include <QTest>

#include <functional>

#include "analysis/calibration/band.h"
#include "analysis/calibration/statistics.h"
#include "analysis/core/constants.h"
#include "analysis/quantification/contributions.h"
#include "analysis/quantification/headspace.h"
#include "analysis/quantification/quantify.h"
#include "analysis/quantification/water.h"
#include "tests/check_rows.h"

using namespace tgc;

namespace {

/// area = b0 + b1 n with n in umol H2 in the vial: matched sampling, so that nothing but the curve stands between.
Calibration curveThrough(double b0, double ub0, double b1, double ub1, double r)
{
    Calibration curve;
    curve.unit = AmountUnit::VialMicromole;
    curve.coefficients = {b0, b1};
    curve.standardErrors = {ub0, ub1};
    curve.covariance = {{ub0 * ub0, r * ub0 * ub1}, {r * ub0 * ub1, ub1 * ub1}};
    curve.certificateShift = {0.0, 0.0};
    curve.dof = 100;
    curve.rangeHigh = 1e6;
    return curve;
}

VialRecord vialWith(double area, double areaU)
{
    VialRecord vial;
    DrawRecord draw;
    draw.sampling = Sampling::Matched;
    draw.area = area;
    draw.areaU = areaU;
    vial.draws = {draw};
    return vial;
}

/// Sample, minus a blank where the row has one.
Breakdown titrated(const CheckRow &row)
{
    const auto in = [&](const char *key) { return row.inputs[QLatin1String(key)].toDouble(); };
    const Calibration curve = curveThrough(in("b0"), in("ub0"), in("b1"), in("ub1"), in("r"));
    std::optional<BlankMean> blank;
    if (row.inputs.contains("Ab")) {
        const std::vector records{vialWith(in("Ab"), in("uAb"))};
        const std::vector hydrogen{*hydrogenInVial(records.front(), curve)};
        blank = blankFor("", records, hydrogen);
    }
    return *quantify(vialWith(in("A"), in("uA")), blank, curve);
}

/// Li metal of that charge and u, by an area on a curve without uncertainty, beside that inactive charge.
Breakdown balanced(double li0_mAh, double uLi0_mAh, double inactive_mAh, double uInactive_mAh)
{
    const auto area = [&](double charge_mAh) {
        return inMicromoles(hydrogenOf(lithium(), metalOfCharge(lithium(), milliampereHours(charge_mAh))));
    };
    VialRecord vial = vialWith(area(li0_mAh), area(uLi0_mAh));
    vial.charges.inactive = milliampereHours(inactive_mAh);
    vial.charges.inactiveU = milliampereHours(uInactive_mAh);
    return *quantify(vial, std::nullopt, curveThrough(0.0, 0.0, 1.0, 0.0, 0.0));
}

std::optional<double> ofTitration(const CheckRow &row)
{
    const auto in = [&](const char *key) { return row.inputs[QLatin1String(key)].toDouble(); };
    if (row.quantity.startsWith("tgc.n_")) {
        const Estimate<Amount> net = titrated(row).h2Net;
        return inMicromoles(row.quantity.endsWith("_u") ? net.u : net.value);
    }
    const bool parts = row.inputs.contains("total");
    const Breakdown b =
        parts ? balanced(in("Li0"), in("uL"), in("total"), in("uT")) : balanced(in("a"), in("ua"), in("b"), in("ub"));
    const std::map<QString, double> known = {{"tgc.sei", inMilliampereHours(b.sei->value)},
                                             {"tgc.sei_u", inMilliampereHours(b.sei->u)},
                                             {"tgc.fraction", b.li0Fraction->value},
                                             {"tgc.fraction_u", b.li0Fraction->u}};
    const auto found = known.find(row.quantity);
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

/// Components of a combined uncertainty, each with degrees of freedom of its own.
std::vector<Contribution> componentsOf(const CheckRow &row)
{
    static const std::array<std::string, 8> names = {"a", "b", "c", "d", "e", "f", "g", "h"};
    std::vector<Contribution> components;
    for (const auto &value : row.inputs["components"].toArray()) {
        const std::string &name = names.at(components.size());
        components.push_back(
            {name, value.toArray()[0].toDouble(), ScatterEstimate{name, value.toArray()[1].toDouble()}});
    }
    return components;
}

std::optional<double> ofUncertainty(const CheckRow &row)
{
    if (row.quantity == "mc.mass_gum_first_order") {
        return combined({{"mR", row.inputs["u_mR"].toDouble(), {}}, {"dm", row.inputs["u_dm"].toDouble(), {}}});
    }
    if (row.quantity == "gum.combine_u") {
        return combined(componentsOf(row));
    }
    if (row.quantity == "gum.welch_satterthwaite") {
        return effectiveDof(componentsOf(row));
    }
    if (row.quantity == "gum.U99") { // GUM H.1 cuts the degrees of freedom to the whole number below
        const auto components = componentsOf(row);
        return studentQuantile(0.995, std::floor(*effectiveDof(components))) * combined(components);
    }
    if (row.quantity == "t.ppf") {
        return studentQuantile(row.inputs["p"].toDouble(), row.inputs["nu"].toDouble());
    }
    if (row.quantity.startsWith("line.predict")) {
        std::vector<StandardPoint> points;
        for (qsizetype i = 0; i < row.inputs["x"].toArray().size(); ++i) {
            StandardPoint &point = points.emplace_back();
            point.amount = row.inputs["x"][i].toDouble();
            point.area = row.inputs["y"][i].toDouble();
        }
        Calibration curve = *calibrate(AmountUnit::InjectedNanomole, points);
        const double x0 = row.inputs["x0"].toDouble();
        if (row.quantity == "line.predict") {
            return areaAt(curve, x0);
        }
        if (row.quantity.endsWith("ignoring_cov")) { // what the covariance is worth
            curve.covariance[0][1] = curve.covariance[1][0] = 0.0;
        }
        return curveUncertaintyAt(curve, x0);
    }
    return std::nullopt;
}

/// k_H = rho / (M H), from the solubility the program uses: its density cancels.
double henry_GPa(Temperature temperature)
{
    return inKilogramsPerCubicMeter(waterDensity(temperature)) / (constants::molarMassWater_g_per_mol / 1e3) /
           inMolesPerCubicMeterPascal(hydrogenSolubility(temperature)) / 1e9;
}

double dissolvedFraction(const CheckRow &row)
{
    ClosedVial vial;
    vial.liquid = milliliters(row.inputs["Vl_mL"].toDouble());
    vial.vial = milliliters(row.inputs["Vg_mL"].toDouble()) + vial.liquid;
    vial.temperature = kelvin(row.inputs["T"].toDouble());
    vial.solubility = molesPerCubicMeterPascal(row.inputs["H"].toDouble());
    return dissolvedRatio(vial) / (1.0 + dissolvedRatio(vial));
}

std::optional<double> ofMatter(const CheckRow &row)
{
    const Temperature temperature = kelvin(row.inputs["T"].toDouble());
    const double gas_J_per_mol = constants::gasConstant_J_per_mol_K * row.inputs["T"].toDouble();
    const std::map<QString, std::function<double()>> known = {
        {"const.R", [] { return constants::gasConstant_J_per_mol_K; }},
        {"const.F", [] { return constants::faraday_C_per_mol; }},
        {"const.Vm", [&] { return gas_J_per_mol / row.inputs["p"].toDouble(); }},
        {"water.psat_wagner", [&] { return inPascals(waterVapourPressure(temperature)); }},
        {"h2.ln_kH_GPa", [&] { return std::log(henry_GPa(temperature)); }},
        {"h2.dissolved_fraction", [&] { return dissolvedFraction(row); }},
        {"li.mAh_per_umol", [&] { return inMilliampereHours(chargeOf(lithium(), micromoles(1.0))); }},
        {"li.umol_per_mAh", [&] { return inMicromoles(metalOfCharge(lithium(), milliampereHours(1.0))); }},
        {"li.umolH2_per_ugLi",
         [&] { return inMicromoles(hydrogenOf(lithium(), micrograms(1.0) / lithium().molarMass)); }},
        {"li.uL_H2_per_ugLi",
         [&] {
             const Amount hydrogen = hydrogenOf(lithium(), micrograms(1.0) / lithium().molarMass);
             return inMoles(hydrogen) * gas_J_per_mol / row.inputs["p"].toDouble() * 1e9;
         }},
        {"li.mAh", [&] { return inMilliampereHours(chargeOf(lithium(), nanomoles(row.inputs["nmol"].toDouble()))); }},
        {"li.mAh_per_g", [&] { return constants::faraday_C_per_mol / 3.6 / row.inputs["M"].toDouble(); }},
    };
    if (const auto found = known.find(row.quantity); found != known.end()) {
        return found->second();
    }
    if (row.quantity == "h2.Hscp") {
        // The row takes rho = 997.047; Kell gives 997.045: scale to the row's density.
        return inMolesPerCubicMeterPascal(hydrogenSolubility(temperature)) * 997.047 /
               inKilogramsPerCubicMeter(waterDensity(temperature));
    }
    return std::nullopt;
}

std::optional<double> valueOf(const CheckRow &row)
{
    if (row.quantity.startsWith("tgc.")) {
        return ofTitration(row);
    }
    const auto value = ofUncertainty(row);
    return value ? value : ofMatter(row);
}

/// Quantities the program does not compute, by the beginning of their name, with the reason.
const std::map<QString, QString> leftOut = {
    {"quam.", "worked examples of other analyses; their calibration (A5) is in tst_check_values"},
    {"gum.h2.", "three quantities from simultaneous readings; the program propagates one vial's inputs"},
    {"mc.sum", "coverage factors of sums in closed form; the program's trials are held to GUM in tst_tgc_fixtures"},
    {"mc.mass_exact_u", "a second-order term of mass comparison"},
    {"tgc.sei_prob", "SEI is told with its interval, not with a probability"},
    {"tgc.truncnorm", "a negative SEI stays negative: nothing is cut at zero"},
    {"tgc.fraction_parts", "SEI is a difference here, never measured by itself"},
    {"tgc.fraction_fieller", "fractions carry u; for their interval there is Monte Carlo"},
    {"li.rel_u", "results are amounts and charges, free of the molar mass; ug are of reagent Li, 6.94"},
    {"water.psat_if97", "Wagner-Pruss is the program's one vapour pressure"},
    {"water.psat_buck", "as above"},
    {"water.psat_antoine", "as above"},
    {"h2.x_water", "Young 1981; the program's one solubility is IAPWS G7-04"},
    {"h2.dlnx", "as above"},
    {"h2.n_headspace", "dry amount fractions are not an input; wet ones are in fixture S1"},
    {"h2.Z", "the gas is taken as ideal, which is 0.06 % high (docs/method.md)"},
    {"h2.B", "as above"},
};

} // namespace

class TestCheckValuesTgc : public QObject {
    Q_OBJECT
private slots:
    void agrees_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        addCheckRows({"unc.", "mc.", "tgc.", "const.", "li.", "na.", "k.", "h2o.", "h2."}, leftOut);
    }
    void agrees()
    {
        QFETCH(QString, id);
        const CheckRow row = checkRows().at(id);
        if (row.inputs["source"].toString() == "Young") {
            QSKIP("Young 1981; the program's one solubility is IAPWS G7-04");
        }
        compareWithRow(row, valueOf);
    }
};

QTEST_APPLESS_MAIN(TestCheckValuesTgc)
#include "tst_check_values_tgc.moc"
