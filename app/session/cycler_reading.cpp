// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/cycler_reading.h"

#include <algorithm>

#include "analysis/core/decimal.h"

namespace tgc::session {

bool CyclerReading::counts(std::size_t half) const
{
    return halves.empty() || std::any_of(halves.begin(), halves.end(), [half](const auto &range) {
               return half >= range.first && half <= range.second;
           });
}

CountedHalves countedHalves(std::span<const HalfCycle> halves, const CyclerReading &reading)
{
    CountedHalves result;
    result.of = halves.size();
    std::size_t first = 0; // of a run of counted ones; 0: none is open
    const auto closeRun = [&](std::size_t last) {
        if (first > 0) {
            result.numbers += (result.numbers.empty() ? "" : ", ") + std::to_string(first) +
                              (last > first ? "-" + std::to_string(last) : "");
            first = 0;
        }
    };
    for (std::size_t i = 0; i < halves.size(); ++i) {
        if (reading.counts(i + 1)) {
            result.counted.push_back(halves[i]);
            first = first > 0 ? first : i + 1;
        } else {
            closeRun(i);
            result.leftOut += (result.leftOut.empty() ? "" : "; ") + std::to_string(i + 1) + " " +
                              std::string(toString(halves[i].direction)) + " " +
                              shortest(inMilliampereHours(halves[i].integral)) + " mAh";
        }
    }
    closeRun(halves.size());
    result.doubt = voltageContradiction(result.counted, reading.plating, reading.cellType);
    result.refused = result.doubt && reading.cellType;
    return result;
}

CyclerCharges cyclerCharges(const CountedHalves &counted, const CyclerReading &reading)
{
    return {cellCharges(counted.counted, reading.plating), roleVoltages(counted.counted, reading.plating),
            reading.cellType,
            reading.cutoff_V ? strippedToCutoff(counted.counted, reading.plating, *reading.cutoff_V) : std::nullopt};
}

std::string strippedText(const CyclerCharges &charges)
{
    if (!charges.strippedToCutoff) {
        return {};
    }
    return *charges.strippedToCutoff ? "yes" : "no";
}

std::map<std::string, std::string> chargeColumns(const CyclerCharges &charges)
{
    std::map<std::string, std::string> columns = {
        {"charge_plated_mAh", shortest(inMilliampereHours(charges.cell.plated))},
        {"charge_stripped_mAh", shortest(inMilliampereHours(charges.cell.stripped))},
        {"cycling_time_h", shortest(inHours(charges.cell.flowing))}};
    if (charges.cellType) {
        columns["cell_type"] = toString(*charges.cellType);
    }
    if (charges.strippedToCutoff) {
        columns["stripped_to_cutoff"] = strippedText(charges);
    }
    return columns;
}

} // namespace tgc::session
