// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/peak_handle.h"

#include <cmath>

namespace tgc::desktop {

std::vector<PlacedHandle> handlesOf(const std::vector<Peak> &peaks)
{
    constexpr double same_s = 1e-6;
    const auto fused = [&](std::size_t i) { // with the next one
        return i + 1 < peaks.size() && std::abs(inSeconds(peaks[i].end) - inSeconds(peaks[i + 1].start)) < same_s;
    };
    std::vector<PlacedHandle> handles;
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        if (peaks[i].fitted) { // what was fitted has no ends to be moved
            continue;
        }
        const int index = static_cast<int>(i);
        const double start_s = inSeconds(peaks[i].start);
        const double end_s = inSeconds(peaks[i].end);
        const double first = inDetectorUnits(peaks[i].baselineStart);
        const double last = inDetectorUnits(peaks[i].baselineEnd);
        if (i == 0 || !fused(i - 1)) {
            handles.push_back({{PeakHandle::Kind::BaselineStart, index}, start_s, first});
            handles.push_back({{PeakHandle::Kind::Start, index}, start_s, first});
        }
        if (fused(i)) {
            handles.push_back({{PeakHandle::Kind::Drop, index}, end_s, last});
        } else {
            handles.push_back({{PeakHandle::Kind::BaselineEnd, index}, end_s, last});
            handles.push_back({{PeakHandle::Kind::End, index}, end_s, last});
        }
    }
    return handles;
}

} // namespace tgc::desktop
