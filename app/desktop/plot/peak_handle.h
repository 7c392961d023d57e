// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <vector>

#include "analysis/peaks/peak.h"

namespace tgc::desktop {

/// What of a peak can be taken hold of: an end (moves in time), the baseline's end there (moves in signal), the drop
/// line between a peak and the next one (moves in time, for both).
struct PeakHandle {
    enum class Kind { Start, End, BaselineStart, BaselineEnd, Drop };
    Kind kind = Kind::Start;
    int peak = -1;

    bool operator==(const PeakHandle &) const = default;
    [[nodiscard]] bool movesInTime() const { return kind != Kind::BaselineStart && kind != Kind::BaselineEnd; }
};

/// A handle and where it stands: s on the trace's axis, and the baseline's value there.
struct PlacedHandle {
    PeakHandle handle;
    double time_s = 0.0;
    double value = 0.0;
};

/// The handles of peaks in order of time. Where a peak ends as the next begins there is one drop line, not two ends.
[[nodiscard]] std::vector<PlacedHandle> handlesOf(const std::vector<Peak> &peaks);

} // namespace tgc::desktop

Q_DECLARE_METATYPE(tgc::desktop::PeakHandle)
