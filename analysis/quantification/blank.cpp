// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/blank.h"

#include <cmath>
#include <utility>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/statistics.h"

namespace tgc {

namespace {

double ownU_mol(const VialHydrogen &blank)
{
    double variance = blank.areaU_mol * blank.areaU_mol;
    for (const double u : blank.inputU_mol) {
        variance += u * u;
    }
    return std::sqrt(variance);
}

/// What of it rests on the curve's scatter: its area's u where none was stated, and the check standards' areas. Stated
/// uncertainties of volumes and the like are known without limit.
double scatterU_mol(const VialHydrogen &blank)
{
    double variance = blank.areaFromScatter ? blank.areaU_mol * blank.areaU_mol : 0.0;
    for (std::size_t k = 0; k < vialInputNames.size(); ++k) {
        if (vialInputNames[k] == checkAreaInput) {
            variance += blank.inputU_mol[k] * blank.inputU_mol[k];
        }
    }
    return std::sqrt(variance);
}

} // namespace

bool isBlankOf(std::string_view group, const VialRecord &blank)
{
    return group.empty() || blank.blankGroup.empty() || blank.blankGroup == group;
}

std::optional<BlankMean> blankFor(std::string_view group, std::span<const VialRecord> records,
                                  std::span<const VialHydrogen> hydrogen)
{
    std::vector<double> values;
    std::vector<const VialHydrogen *> used;
    std::vector<NitrogenReading> nitrogen;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (isBlankOf(group, records[i])) {
            values.push_back(inMoles(hydrogen[i].value));
            used.push_back(&hydrogen[i]);
            for (const NitrogenReading &reading : nitrogenOf(records[i].draws)) {
                nitrogen.push_back(reading);
            }
        }
    }
    if (used.empty()) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(used.size());
    BlankMean result;
    result.count = static_cast<int>(used.size());
    result.value = moles(mean(values));
    result.nitrogen = std::move(nitrogen);
    result.perCoefficient.assign(used.front()->perCoefficient.size(), 0.0);
    for (const VialHydrogen *blank : used) {
        if (blank->source == Source::Simulated) {
            result.source = Source::Simulated;
        }
        for (std::size_t k = 0; k < result.perCoefficient.size(); ++k) {
            result.perCoefficient[k] += blank->perCoefficient[k] / n;
        }
    }
    if (used.size() == 1) {
        result.ownU_mol = ownU_mol(*used.front());
        result.scatterU_mol = scatterU_mol(*used.front());
        return result;
    }
    result.ownU_mol = sampleSd(values) * std::sqrt(1.0 + 1.0 / n);
    result.dof = n - 1.0;
    if (const auto limits = limitsOfBlanks(values)) {
        result.critical = moles(limits->critical);
        result.limitOfQuantification = moles(limits->quantification);
    }
    return result;
}

} // namespace tgc
