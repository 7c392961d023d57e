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
    for (std::size_t i = 0; i < halves.size(); ++i) {
        const bool counts = reading.counts(i + 1);
        (counts ? result.counted : result.leftOut).push_back(halves[i]);
        (counts ? result.countedNumbers : result.leftOutNumbers).push_back(i + 1);
    }
    result.doubt = voltageContradiction(result.counted, reading.plating, reading.cellType);
    result.refused = result.doubt && reading.cellType;
    return result;
}

std::string leftOutText(const CountedHalves &counted)
{
    std::string text;
    for (std::size_t i = 0; i < counted.leftOut.size(); ++i) {
        text += (i == 0 ? "" : "; ") + std::to_string(counted.leftOutNumbers[i]) + " " +
                std::string(toString(counted.leftOut[i].direction)) + " " +
                shortest(inMilliampereHours(counted.leftOut[i].integral)) + " mAh";
    }
    return text;
}

std::string inRuns(const std::vector<std::size_t> &numbers)
{
    std::string text;
    for (std::size_t first = 0; first < numbers.size();) {
        std::size_t last = first;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) {
            ++last;
        }
        text += (first == 0 ? "" : ", ") + std::to_string(numbers[first]) +
                (last > first ? "-" + std::to_string(numbers[last]) : "");
        first = last + 1;
    }
    return text;
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
