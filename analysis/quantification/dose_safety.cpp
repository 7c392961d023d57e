// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/dose_safety.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/quantification/headspace.h"
#include "analysis/quantification/stoichiometry.h"
#include "analysis/quantification/water.h"

namespace tgc {

namespace {

std::string kPa(Pressure pressure)
{
    return rounded(inKilopascals(pressure), 1) + " kPa";
}

std::string mL(Volume volume)
{
    return rounded(inMilliliters(volume), 2) + " mL";
}

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    }
    return text;
}

DoseSafety refused(DoseSafety verdict, const std::string &why)
{
    verdict.safe = false;
    verdict.reason = why;
    verdict.sentence = "Not dosed: " + why;
    return verdict;
}

std::vector<std::string> missingOf(const DoseQuestion &q)
{
    std::vector<std::string> names;
    const auto need = [&](bool there, const std::string &name) {
        if (!there) {
            names.push_back(name);
        }
    };
    need(q.dose.has_value(), q.doseName);
    need(q.vial.has_value(), "vial_volume_mL");
    need(q.solids.has_value(), "solids_volume_mL");
    need(q.liquid.has_value(), "liquid_volume_mL");
    need(q.initialPressure.has_value(), "initial_pressure_kPa");
    need(q.temperature.has_value(), "temperature_C");
    need(q.rating.has_value(), "pressure_rating_kPa");
    need(q.lithium.has_value(), q.lithiumName);
    return names;
}

/// The first input that no vial can have; empty: all are possible.
std::string impossible(const DoseQuestion &q)
{
    const auto atLeastZero = [](double v) { return std::isfinite(v) && v >= 0.0; };
    const auto aboveZero = [](double v) { return std::isfinite(v) && v > 0.0; };
    // Where water is liquid, and its vapour pressure's formula holds.
    const auto liquidWater = [](Temperature t) { return inKelvin(t) >= 273.15 && inKelvin(t) <= 373.15; };
    if (!aboveZero(q.dose->value())) {
        return q.doseName + " must be above 0";
    }
    if (!aboveZero(q.vial->value())) {
        return "vial_volume_mL must be above 0";
    }
    if (!atLeastZero(q.solids->value())) {
        return "solids_volume_mL cannot be below 0";
    }
    if (!atLeastZero(q.liquid->value())) {
        return "liquid_volume_mL cannot be below 0";
    }
    if (!aboveZero(q.initialPressure->value())) {
        return "initial_pressure_kPa must be above 0 (it is absolute: 101.3 for a vial closed at the air's pressure)";
    }
    if (!aboveZero(q.rating->value())) {
        return "pressure_rating_kPa must be above 0";
    }
    if (!atLeastZero(q.lithium->value())) {
        return "li_upper_mAh cannot be below 0";
    }
    if (!liquidWater(*q.temperature)) {
        return "temperature_C must be from 0 to 100";
    }
    if (q.initialTemperature && !liquidWater(*q.initialTemperature)) {
        return "initial_temperature_C must be from 0 to 100";
    }
    return {};
}

} // namespace

DoseSafety doseSafety(const DoseQuestion &question, const DoseSafetyOptions &options)
{
    DoseSafety verdict;
    verdict.missing = missingOf(question);
    if (!verdict.missing.empty()) {
        return refused(verdict, joined(verdict.missing) + (verdict.missing.size() == 1 ? " is" : " are") +
                                    " missing; without it nobody can say what pressure the vial would reach");
    }
    if (const std::string why = impossible(question); !why.empty()) {
        return refused(verdict, why);
    }

    ClosedVial vial;
    vial.vial = *question.vial;
    vial.solids = *question.solids;
    vial.liquid = *question.liquid + *question.dose;
    vial.initialPressure = *question.initialPressure;
    vial.initialTemperature = question.initialTemperature.value_or(*question.temperature);
    vial.temperature = std::max(*question.temperature, vial.initialTemperature);
    vial.vapour = std::max(waterVapourPressure(vial.temperature), question.vapour.value_or(Pressure{}));
    vial.solubility = molesPerCubicMeterPascal(0.0); // none dissolves

    const Volume least = options.leastFreeShare * vial.vial;
    const Volume free = freeVolume(vial);
    if (free < least || !(inCubicMeters(free) > 0.0)) {
        return refused(verdict, "of the vial's " + mL(vial.vial) + " only " + mL(free) +
                                    " would stay for the gas, and it needs at least " + mL(least) + "; dose less");
    }

    verdict.hydrogen = hydrogenOf(lithium(), metalOfCharge(lithium(), *question.lithium));
    verdict.worst = vialPressures(vial, *verdict.hydrogen).total();
    verdict.worstGauge = *verdict.worst - options.ambient;
    verdict.limit = options.usableRating * *question.rating;

    const std::string numbers = "up to " + kPa(*verdict.worst) + " absolute, " + kPa(*verdict.worstGauge) +
                                " above an outside air of " + kPa(options.ambient) + ", if all " +
                                rounded(inMilliampereHours(*question.lithium), 2) + " mAh of lithium turn into " +
                                rounded(inMicromoles(*verdict.hydrogen), 1) + " umol H2 in " + mL(free) +
                                "; allowed are " + kPa(*verdict.limit) + ", " +
                                rounded(100.0 * options.usableRating, 0) + " % of the vial's rating";
    if (*verdict.hydrogen > options.mostHydrogen) {
        return refused(verdict, "the vial could give " + rounded(inMicromoles(*verdict.hydrogen), 1) +
                                    " umol H2, and one vial may give no more than " +
                                    rounded(inMicromoles(options.mostHydrogen), 1) + " umol; take less lithium (" +
                                    numbers + ")");
    }
    // Written so that a number which is none refuses.
    if (!(*verdict.worstGauge <= *verdict.limit)) {
        return refused(verdict, "the vial could reach " + numbers.substr(6) +
                                    "; take a larger vial, less lithium or less water");
    }
    verdict.safe = true;
    verdict.reason = numbers;
    verdict.sentence = "Safe by the worst case: " + numbers;
    return verdict;
}

} // namespace tgc
