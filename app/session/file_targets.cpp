// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/file_targets.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tgc::session {

namespace {

constexpr double windowWithoutBounds = 0.02; // of the retention time

/// A window that need not lie evenly about the retention time, as the even one that covers it.
Target evenTarget(double retention_s, double before_s, double after_s)
{
    return {"H2", seconds(retention_s + 0.5 * (after_s - before_s)), seconds(0.5 * (before_s + after_s))};
}

} // namespace

bool isHydrogen(std::string_view name)
{
    constexpr std::array<std::string_view, 2> names{"h2", "hydrogen"};
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(names.begin(), names.end(), lower) != names.end();
}

FileTargets fileTargets(const formats::ImportedChannel &channel)
{
    for (const formats::VendorCalibration &calibration : channel.vendorCalibrations) {
        if (isHydrogen(calibration.name) && calibration.retention_s && calibration.windowBefore_s &&
            calibration.windowAfter_s && *calibration.windowBefore_s + *calibration.windowAfter_s > 0.0) {
            return {{evenTarget(*calibration.retention_s, *calibration.windowBefore_s, *calibration.windowAfter_s)},
                    "file-calibration"};
        }
    }
    for (const formats::VendorPeak &peak : channel.vendorPeaks) {
        if (!peak.name || !isHydrogen(*peak.name) || peak.absent || !peak.apex_s || !(*peak.apex_s > 0.0)) {
            continue;
        }
        const double half_s = windowWithoutBounds * *peak.apex_s;
        const bool bounded = peak.start_s && peak.end_s && *peak.start_s < *peak.apex_s && *peak.apex_s < *peak.end_s;
        return {{bounded ? evenTarget(*peak.apex_s, *peak.apex_s - *peak.start_s, *peak.end_s - *peak.apex_s)
                         : evenTarget(*peak.apex_s, half_s, half_s)},
                "file-peak-table"};
    }
    return {};
}

} // namespace tgc::session
