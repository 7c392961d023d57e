// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/vial_checks.h"

#include "analysis/core/decimal.h"

namespace tgc {

namespace {

tl::unexpected<Error> missing(const char *column, const std::string &why)
{
    return fail(ErrorCode::Missing, std::string(column) + " is missing: " + why);
}

Result<void> checkCalibration(Sampling sampling, const VialRecord &vial, const Calibration &curve)
{
    const bool injected = curve.unit == AmountUnit::InjectedNanomole;
    if (sampling == Sampling::Matched && injected) {
        return fail(ErrorCode::BadInput,
                    "sampling matched needs a calibration in vial_h2_umol or li_ug; this one is in "
                    "nmol H2 injected");
    }
    if (sampling != Sampling::Matched && !injected) {
        return fail(ErrorCode::BadInput, "sampling " + std::string(toString(sampling)) +
                                             " needs a calibration in nmol H2 injected; this one is in " +
                                             std::string(toString(curve.unit)) + " of the vial: use sampling matched");
    }
    if (curve.unit == AmountUnit::LithiumMicrogram && vial.analyte.name != "Li") {
        return fail(ErrorCode::BadInput,
                    "the calibration is in ug Li and the analyte is " + std::string(vial.analyte.name));
    }
    if (!(curve.coefficients[1] > 0.0)) {
        return fail(ErrorCode::NotDetermined, "the calibration's slope is " + shortest(curve.coefficients[1]) +
                                                  ": areas must rise with the amount of hydrogen");
    }
    return {};
}

Result<void> checkGas(const VialRecord &vial, const std::string &why)
{
    if (!vial.vialVolume) {
        return missing("vial_volume_mL", why);
    }
    if (!vial.liquidVolume) {
        return missing("liquid_volume_mL", why);
    }
    if (!vial.temperature) {
        return missing("temperature_C", why);
    }
    const double free = inMilliliters(vial.vialVolume->value - vial.solidsVolume.value - vial.liquidVolume->value);
    if (!(free > 0.0)) {
        return fail(ErrorCode::BadInput, "no free volume is left: vial_volume_mL " +
                                             shortest(inMilliliters(vial.vialVolume->value)) +
                                             " minus solids and liquid is " + shortest(free) + " mL");
    }
    for (const DrawRecord &draw : vial.draws) {
        if (draw.injectionVolume && draw.injectionVolume->value > vial.vialVolume->value) {
            return fail(ErrorCode::BadInput, "injection_volume_mL " +
                                                 shortest(inMilliliters(draw.injectionVolume->value)) +
                                                 " is more than the vial holds, vial_volume_mL " +
                                                 shortest(inMilliliters(vial.vialVolume->value)) + ": both are in mL");
        }
    }
    const double t = inCelsius(vial.temperature->value);
    if (!(t >= 0.0 && t <= 100.0)) {
        return fail(ErrorCode::BadInput,
                    "temperature_C " + shortest(t) + " is outside 0 to 100 degC, where the water formulas hold");
    }
    return {};
}

Result<void> checkDraw(const VialRecord &vial, const DrawRecord &draw)
{
    const bool severalDraws = vial.draws.size() > 1;
    if (draw.sampling != Sampling::Matched || severalDraws) {
        if (!draw.injectionVolume) {
            return missing("injection_volume_mL", draw.sampling == Sampling::Matched
                                                      ? "a second draw is brought back to the untouched vial with it"
                                                      : "the hydrogen of the vial follows from it");
        }
        if (!(inMilliliters(draw.injectionVolume->value) > 0.0)) {
            return fail(ErrorCode::BadInput, "injection_volume_mL must be above zero");
        }
    }
    if (draw.sampling == Sampling::Equalised) {
        if (!draw.ambientPressure) {
            return missing("ambient_pressure_kPa", "sampling equalised opens the syringe to it");
        }
        if (!(inPascals(draw.ambientPressure->value) > 0.0)) {
            return fail(ErrorCode::BadInput, "ambient_pressure_kPa must be above zero");
        }
    }
    if (draw.headspacePressure && !(inPascals(draw.headspacePressure->value) > 0.0)) {
        return fail(ErrorCode::BadInput, "headspace_pressure_kPa must be above zero (absolute pressure)");
    }
    return {};
}

} // namespace

Result<void> checkVial(const VialRecord &vial, const Calibration &curve)
{
    if (vial.draws.empty()) {
        return fail(ErrorCode::BadInput, "there is no injection");
    }
    bool discards = false;
    bool matched = true;
    for (const DrawRecord &draw : vial.draws) {
        if (auto ok = checkCalibration(draw.sampling, vial, curve); !ok) {
            return ok;
        }
        matched = matched && draw.sampling == Sampling::Matched;
        discards = discards || inMilliliters(draw.discardedVolume.value) > 0.0;
        if (auto ok = checkDraw(vial, draw); !ok) {
            return ok;
        }
    }
    if (!matched) {
        return checkGas(vial, "the free volume and the dissolved hydrogen follow from it");
    }
    if (curve.matchedVolumes || vial.draws.size() > 1 || discards) {
        return checkGas(vial, curve.matchedVolumes ? "the matched standards give their volumes, so the sample must too"
                                                   : "a second draw is brought back to the untouched vial with it");
    }
    return {};
}

} // namespace tgc
