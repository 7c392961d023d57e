// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::station {

/// The signal of a run as far as it is on the disk, for a client that attaches while it is being recorded.
struct RunTrace {
    struct Gap {
        double from_s = 0.0; ///< device time
        double to_s = 0.0;
        std::string why;
    };
    std::uint64_t first = 0; ///< number of the first sample; the others follow one by one
    std::vector<double> device_s;
    std::vector<std::vector<double>> values; ///< one vector a channel
    std::vector<Gap> gaps;
};

/// Reads it from the station's spool, also while that is written. Waits for the disk: not for a window's thread.
/// BadInput: no recording of that name in the folder (it is stored already); Io, Integrity: as readSpool.
[[nodiscard]] Result<RunTrace> loadRunTrace(const std::filesystem::path &spoolFolder, const std::string &run);

} // namespace tgc::station
