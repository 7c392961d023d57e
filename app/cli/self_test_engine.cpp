// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <random>

#include "analysis/calibration/calibration.h"
#include "analysis/core/decimal.h"
#include "analysis/peaks/integrate.h"
#include "analysis/quantification/quantify.h"
#include "app/cli/self_test.h"

namespace tgc::cli {

namespace {

/// NIST Statistical Reference Datasets, linear regression, Norris: (x, y).
constexpr std::array<std::pair<double, double>, 36> norris{
    {{0.2, 0.1},     {337.4, 338.8}, {118.2, 118.1}, {884.6, 888.0}, {10.1, 9.2},    {226.5, 228.1},
     {666.3, 668.5}, {996.3, 998.5}, {448.6, 449.1}, {777.0, 778.9}, {558.2, 559.2}, {0.4, 0.3},
     {0.6, 0.1},     {775.5, 778.1}, {666.9, 668.8}, {338.0, 339.3}, {447.5, 448.9}, {11.6, 10.8},
     {556.0, 557.7}, {228.1, 228.3}, {995.8, 998.0}, {887.6, 888.8}, {120.2, 119.6}, {0.3, 0.3},
     {0.3, 0.6},     {556.8, 557.6}, {339.1, 339.3}, {887.2, 888.0}, {999.0, 998.5}, {779.0, 778.9},
     {11.1, 10.2},   {118.3, 117.6}, {229.2, 228.9}, {669.1, 668.4}, {448.9, 449.2}, {0.5, 0.2}}};

CheckLine checkNumbers()
{
    constexpr int trials = 1000;
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> exponent(-300.0, 300.0);
    int kept = 0;
    for (int i = 0; i < trials; ++i) {
        const double value = (i % 2 == 0 ? 1.0 : -1.0) * std::pow(10.0, exponent(random));
        kept += parseDotDecimal(shortest(value)).value_or(0.0) == value ? 1 : 0;
    }
    const auto comma = parseDecimal("30,50");
    const bool passed = kept == trials && shortest(0.1) == "0.1" && comma && comma->value == 30.5 &&
                        !parseDotDecimal("0,1") && !parseDecimal("1,234.5");
    const char *language = std::getenv("LC_ALL");
    language = language != nullptr && *language != 0 ? language : std::getenv("LANG");
    return {"numbers", passed,
            std::to_string(kept) + " of " + std::to_string(trials) +
                " numbers read back as they were written, 0.1 is \"" + shortest(0.1) + "\" (language " +
                (language != nullptr ? language : "C") + ")"};
}

/// A Gaussian of height 1000 and standard deviation 2 s on a straight baseline, with noise that is the same each time.
CheckLine checkIntegration()
{
    constexpr double height = 1000.0;
    constexpr double sigma_s = 2.0;
    constexpr double apex_s = 50.0;
    constexpr double interval_s = 0.1;
    constexpr double noise = 0.2;
    constexpr int points = 1001;
    const double expected = height * sigma_s * std::sqrt(2.0 * std::numbers::pi);
    std::mt19937 random(1);
    std::vector<double> values;
    for (int i = 0; i < points; ++i) {
        const double t = interval_s * i;
        const double z = (t - apex_s) / sigma_s;
        const double scatter = noise * (static_cast<double>(random()) / static_cast<double>(std::mt19937::max()) - 0.5);
        values.push_back(20.0 + 0.01 * t + height * std::exp(-0.5 * z * z) + scatter);
    }
    const auto trace = Chromatogram::uniform(seconds(0.0), seconds(interval_s), std::move(values), "uV");
    if (!trace) {
        return {"integration", false, trace.error().message};
    }
    const IntegrationResult found = integrateClassic(*trace);
    if (found.peaks.size() != 1) {
        return {"integration", false, std::to_string(found.peaks.size()) + " peaks were found where there is one"};
    }
    constexpr double tolerance = 2e-3;
    return compared("integration",
                    "area of a synthetic peak (height 1000 uV, sigma 2 s: height sigma sqrt(2 pi)), uV*s",
                    inDetectorUnitSeconds(found.peaks.front().area), expected, tolerance);
}

std::vector<CheckLine> checkRegression()
{
    std::vector<StandardPoint> standards;
    for (const auto &[x, y] : norris) {
        StandardPoint point;
        point.level = std::to_string(standards.size() + 1);
        point.amount = x;
        point.area = y;
        standards.push_back(std::move(point));
    }
    const auto curve = calibrate(AmountUnit::InjectedNanomole, standards);
    if (!curve) {
        return {{"calibration", false, curve.error().message}};
    }
    constexpr double digits = 1e-9;
    return {compared("calibration", "intercept of NIST's Norris data (certified)", curve->coefficients[0],
                     -0.262323073774029, digits),
            compared("calibration", "slope of NIST's Norris data (certified)", curve->coefficients[1], 1.00211681802045,
                     digits),
            compared("calibration", "residual SD of NIST's Norris data (certified)", curve->residualSd,
                     0.884796396144373, digits)};
}

/// Vial of fixture S2 of the method reference: 30 mL, 0.5 mL water, 0.5 mL drawn with the valve locked, 25 degC.
VialRecord fixtureVial(double area, double areaU)
{
    VialRecord vial;
    vial.vialVolume = Estimate<Volume>{milliliters(30.0), milliliters(0.10)};
    vial.liquidVolume = Estimate<Volume>{milliliters(0.5), milliliters(0.005)};
    vial.solidsVolume = {milliliters(0.05), milliliters(0.005)};
    vial.temperature = TemperatureEstimate{kelvin(298.15), kelvinDifference(0.5)};
    vial.solubility = Estimate<HenrySolubility>{molesPerCubicMeterPascal(7.8e-6), {}};
    DrawRecord draw;
    draw.area = area;
    draw.areaU = areaU;
    draw.injectionVolume = Estimate<Volume>{milliliters(0.5), milliliters(0.005)};
    vial.draws.push_back(draw);
    return vial;
}

std::vector<CheckLine> checkQuantification()
{
    Calibration curve;
    curve.origin = CurveOrigin::Force;
    curve.coefficients = {0.0, 400.0};
    curve.standardErrors = {0.0, 6.0};
    curve.covariance = {{0.0, 0.0}, {0.0, 36.0}};
    curve.certificateShift = {0.0, 0.0};
    curve.dof = 10;
    curve.rangeHigh = 1e9;
    VialRecord sample = fixtureVial(60000.0, 600.0);
    sample.charges.plated = Estimate<Charge>{milliampereHours(1.6), {}};
    sample.charges.stripped = Estimate<Charge>{milliampereHours(1.05), {}};
    sample.charges.inactiveU = milliampereHours(0.002);
    const std::vector blanks{fixtureVial(300.0, 60.0)};
    const auto blank = hydrogenInVial(blanks.front(), curve);
    const auto row = blank ? quantify(sample, blankFor("", blanks, std::vector{*blank}), curve) : fail(blank.error());
    if (!row) {
        return {{"quantification", false, row.error().message}};
    }
    constexpr double digits = 1e-6; // the fixture is printed to so many
    const std::string of = " of fixture S2 (docs/method.md)";
    return {compared("quantification", "net H2" + of + ", umol", inMicromoles(row->h2Net.value), 8.94300987, digits),
            compared("quantification", "metallic Li" + of + ", mAh", inMilliampereHours(row->li0.value), 0.47937182,
                     digits),
            compared("quantification", "SEI Li" + of + ", mAh",
                     row->sei ? std::optional(inMilliampereHours(row->sei->value)) : std::nullopt, 0.0706282, digits)};
}

} // namespace

CheckLine compared(const std::string &check, const std::string &what, std::optional<double> found, double expected,
                   double tolerance_rel)
{
    const bool passed = found && std::abs(*found - expected) <= tolerance_rel * std::abs(expected);
    return {check, passed,
            what + ": " + (found ? shortest(*found) : "not determined") + ", expected " + shortest(expected) +
                ", within " + shortest(tolerance_rel) + " of it"};
}

std::vector<CheckLine> checkEngine()
{
    std::vector<CheckLine> lines{checkNumbers(), checkIntegration()};
    for (auto &&more : {checkRegression(), checkQuantification()}) {
        lines.insert(lines.end(), more.begin(), more.end());
    }
    return lines;
}

} // namespace tgc::cli
