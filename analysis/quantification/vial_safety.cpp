// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/vial_safety.h"

namespace tgc {

std::optional<Charge> mostMetalIn(const VialRecord &vial)
{
    if (vial.mostMetal) {
        return vial.mostMetal;
    }
    if (!vial.charges.foil && !vial.charges.plated) {
        return std::nullopt;
    }
    return (vial.charges.foil ? vial.charges.foil->value : Charge{}) +
           (vial.charges.plated ? vial.charges.plated->value : Charge{});
}

DoseSafety worstCaseOf(const VialRecord &vial)
{
    DoseQuestion question;
    if (vial.liquidVolume) {
        question.dose = vial.liquidVolume->value;
    }
    question.liquid = Volume{};
    if (vial.vialVolume) {
        question.vial = vial.vialVolume->value;
    }
    question.solids = vial.solidsVolume.value;
    question.initialPressure = vial.initialPressure.value;
    if (vial.initialTemperature) {
        question.initialTemperature = vial.initialTemperature->value;
    }
    if (vial.temperature) {
        question.temperature = vial.temperature->value;
    }
    if (vial.titrantVapour) {
        question.vapour = vial.titrantVapour->value;
    }
    question.rating = vial.pressureRating;
    question.lithium = mostMetalIn(vial);
    question.doseName = "liquid_volume_mL";
    question.lithiumName = "li_upper_mAh (or foil_mg, or charge_plated_mAh)";
    return doseSafety(question);
}

bool isAboveRating(const DoseSafety &worst, const VialRecord &vial)
{
    return worst.worstGauge && vial.pressureRating && *worst.worstGauge > *vial.pressureRating;
}

} // namespace tgc
