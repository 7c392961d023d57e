// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/charge_balance.h"

#include <array>
#include <cmath>
#include <utility>

#include "analysis/core/decimal.h"

namespace tgc {

namespace {

constexpr std::array<std::pair<std::string_view, CellType>, 5> names = {{{"Li||Cu", CellType::LiCu},
                                                                         {"reservoir", CellType::Reservoir},
                                                                         {"anode-free", CellType::AnodeFree},
                                                                         {"foil", CellType::Foil},
                                                                         {"host", CellType::Host}}};

} // namespace

std::string_view toString(CellType type)
{
    for (const auto &[name, each] : names) {
        if (each == type) {
            return name;
        }
    }
    return {};
}

std::optional<CellType> cellTypeFromString(std::string_view text)
{
    for (const auto &[name, type] : names) {
        if (name == text) {
            return type;
        }
    }
    return std::nullopt;
}

Charge InactiveCharge::u() const
{
    double sum = 0.0;
    for (const Charge &part : {uPlated, uStripped, uGiven, uGain, uOffset, uFoil}) {
        sum += inCoulombs(part) * inCoulombs(part);
    }
    return coulombs(std::sqrt(sum));
}

bool countsFoil(const ChargeRecord &record)
{
    return record.cellType == CellType::Foil && record.foil && record.plated && record.stripped;
}

Result<std::optional<InactiveCharge>> inactiveCharge(const ChargeRecord &record)
{
    const bool halves = record.plated && record.stripped;
    if (!record.inactive && !halves) {
        return std::nullopt;
    }
    InactiveCharge result;
    if (halves) {
        result.value = record.plated->value - record.stripped->value;
    }
    // The gain acts on the difference of the two half cycles, not on a mass that was weighed.
    const bool withFoil = countsFoil(record);
    const Charge cycled = record.inactive && !withFoil ? *record.inactive : result.value;
    if (withFoil) {
        result.value += record.foil->value;
    }
    if (record.inactive) {
        if (halves) {
            const Charge allowed = 0.001 * record.plated->value;
            if (std::abs(inCoulombs(*record.inactive - result.value)) > inCoulombs(allowed)) {
                return fail(ErrorCode::BadInput, "inactive_mAh " + shortest(inMilliampereHours(*record.inactive)) +
                                                     " contradicts " + (withFoil ? "the foil's charge plus " : "") +
                                                     "charge_plated_mAh minus charge_stripped_mAh, which is " +
                                                     shortest(inMilliampereHours(result.value)) +
                                                     ": give the one that is meant");
            }
        }
        result.value = *record.inactive;
    }
    if (record.inactiveU) {
        result.uGiven = *record.inactiveU;
    } else if (halves) {
        result.uPlated = record.plated->u;
        result.uStripped = record.stripped->u;
    }
    if (withFoil && !record.inactiveU) {
        result.uFoil = record.foil->u;
    }
    result.uGain = coulombs(std::abs(record.gainU * inCoulombs(cycled)));
    result.uOffset = record.offsetU * record.cyclingTime;
    return result;
}

Current offsetOfSpecification(Current range, double percentOfFullScale)
{
    return std::abs(percentOfFullScale) / 100.0 / std::sqrt(3.0) * range;
}

ChargeRecord chargesOfReservoirTest(const ReservoirTest &test)
{
    ChargeRecord record;
    const Charge cycled = static_cast<double>(test.cycles) * test.cycled;
    record.plated = Estimate<Charge>{cycled + test.reservoir, {}};
    record.stripped = Estimate<Charge>{cycled + test.finalStrip, {}};
    return record;
}

std::optional<double> coulombicEfficiency(const ChargeRecord &record)
{
    if (!record.plated || !record.stripped || !(inCoulombs(record.plated->value) > 0.0)) {
        return std::nullopt;
    }
    return double(record.stripped->value / record.plated->value);
}

std::optional<double> coulombicEfficiencyU(const ChargeRecord &record)
{
    const auto efficiency = coulombicEfficiency(record);
    if (!efficiency) {
        return std::nullopt;
    }
    const Charge whole = record.plated->value;
    return std::hypot(double(record.stripped->u / whole), *efficiency * double(record.plated->u / whole),
                      0.5 * (1.0 + *efficiency) * double(record.offsetU * record.cyclingTime / whole));
}

} // namespace tgc
