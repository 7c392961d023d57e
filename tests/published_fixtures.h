// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <cmath>

#include "analysis/calibration/calibration.h"
#include "analysis/quantification/vial_record.h"

/// What the tests of published numbers and of the method reference's fixtures (tgc-method.md 3.5) share.
namespace tgc::test {

/// Equal to the digits printed: half a unit of the last one.
inline bool printed(double value, const char *digits)
{
    const QString text = QString::fromLatin1(digits);
    const auto decimals = text.contains('.') ? text.size() - text.indexOf('.') - 1 : 0;
    const bool ok = std::abs(value - text.toDouble()) <= 0.5000001 * std::pow(10.0, -double(decimals));
    if (!ok) {
        qWarning("%.12g is not %s", value, digits);
    }
    return ok;
}

/// A curve through zero of stated slope and slope uncertainty, nothing else.
inline Calibration statedSlope(double slope, double u, AmountUnit unit = AmountUnit::InjectedNanomole)
{
    Calibration curve;
    curve.unit = unit;
    curve.origin = CurveOrigin::Force;
    curve.coefficients = {0.0, slope};
    curve.standardErrors = {0.0, u};
    curve.covariance = {{0.0, 0.0}, {0.0, u * u}};
    curve.certificateShift = {0.0, 0.0};
    curve.dof = 10;
    curve.rangeHigh = 1e9;
    return curve;
}

/// The vial of fixture S2, one locked draw.
inline VialRecord vialS2(double area, double areaU)
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

} // namespace tgc::test
