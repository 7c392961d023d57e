// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/identify.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc {

namespace {

constexpr double quantifiable = 10.0; ///< area over its uncertainty: the limit of quantification (ICH Q2)

std::string atTime(Time t)
{
    return shortest(std::round(inSeconds(t) * 100.0) / 100.0) + " s";
}

std::string oneDecimal(double value)
{
    return shortest(std::round(value * 10.0) / 10.0);
}

bool has(const Peak &peak, std::string_view flag)
{
    return std::find(peak.flags.begin(), peak.flags.end(), flag) != peak.flags.end();
}

} // namespace

void nameTargets(IntegrationResult &result, std::span<const Target> targets)
{
    for (const Target &target : targets) {
        const auto off = [&](Time t) { return std::abs(inSeconds(t) - inSeconds(target.retention)); };
        Peak *best = nullptr;
        Peak *second = nullptr;
        const Peak *unfit = nullptr;
        for (Peak &peak : result.peaks) {
            if (off(peak.apex) > inSeconds(target.halfWindow)) {
                continue;
            }
            if (peak.height < Signal{} || has(peak, "shape-mismatch")) {
                const bool larger = unfit == nullptr ||
                                    std::abs(inDetectorUnits(peak.height)) > std::abs(inDetectorUnits(unfit->height));
                unfit = larger ? &peak : unfit;
            } else if (best == nullptr || peak.area > best->area) {
                second = best;
                best = &peak;
            } else if (second == nullptr || peak.area > second->area) {
                second = &peak;
            }
        }
        if (unfit != nullptr &&
            (best == nullptr || std::abs(inDetectorUnits(unfit->height)) > inDetectorUnits(best->height))) {
            result.warnings.push_back(target.name + ": the signal at " + atTime(unfit->apex) +
                                      " is inverted or N- or W-shaped; it is reported without the name and must not "
                                      "be quantified as " +
                                      target.name +
                                      ", unless an event `polarity` declares that the detector answers with a fall");
            continue;
        }
        if (best == nullptr) {
            result.warnings.push_back(target.name + ": no peak within " + atTime(target.halfWindow) + " of " +
                                      atTime(target.retention));
            continue;
        }
        const double width =
            best->widthHalf ? inSeconds(*best->widthHalf) : 0.5 * (inSeconds(best->end) - inSeconds(best->start));
        const double quality = inDetectorUnitSeconds(best->areaU) > 0.0
                                   ? inDetectorUnitSeconds(best->area) / inDetectorUnitSeconds(best->areaU)
                                   : 1e300;
        if (off(best->apex) > width && quality < quantifiable) {
            result.warnings.push_back(target.name + ": the peak at " + atTime(best->apex) + " is " +
                                      oneDecimal(off(best->apex) / width) + " of its widths from the expected " +
                                      atTime(target.retention) + " and its area only " + oneDecimal(quality) +
                                      " of its uncertainty (10 are needed that far off): nothing is named " +
                                      target.name);
            continue;
        }
        best->name = target.name;
        if (second != nullptr && second->area >= 0.1 * best->area) {
            result.warnings.push_back(target.name + ": two peaks in the window, at " + atTime(best->apex) + " and " +
                                      atTime(second->apex) + "; the larger is taken");
        }
    }
}

} // namespace tgc
