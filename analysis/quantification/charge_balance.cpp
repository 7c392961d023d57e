// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/charge_balance.h"

#include <array>
#include <cmath>
#include <utility>

#include "analysis/core/decimal.h"

namespace tgc {

std::optional<CellType> cellTypeFromString(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, CellType>, 5> names = {{{"Li||Cu", CellType::LiCu},
                                                                             {"reservoir", CellType::Reservoir},
                                                                             {"anode-free", CellType::AnodeFree},
                                                                             {"foil", CellType::Foil},
                                                                             {"host", CellType::Host}}};
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
    for (const Charge &part : {uPlated, uStripped, uGiven, uGain, uOffset}) {
        sum += inCoulombs(part) * inCoulombs(part);
    }
    return coulombs(std::sqrt(sum));
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
    if (record.inactive) {
        if (halves) {
            const Charge allowed = 0.001 * record.plated->value;
            if (std::abs(inCoulombs(*record.inactive - result.value)) > inCoulombs(allowed)) {
                return fail(ErrorCode::BadInput,
                            "inactive_mAh " + shortest(inMilliampereHours(*record.inactive)) +
                                " contradicts charge_plated_mAh minus charge_stripped_mAh, which is " +
                                shortest(inMilliampereHours(result.value)) + ": give the one that is meant");
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
    result.uGain = coulombs(std::abs(record.gainU * inCoulombs(result.value)));
    result.uOffset = record.offsetU * record.cyclingTime;
    return result;
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

} // namespace tgc
