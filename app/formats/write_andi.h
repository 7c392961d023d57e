// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/core/source.h"

namespace tgc::formats {

/// A row of the peak table of an ANDI file. Times in s on the trace's axis; height and baseline in the signal's unit,
/// area in that unit times s.
struct AndiPeak {
    std::optional<std::string> name{};
    double apex_s = 0.0;
    double start_s = 0.0;
    double end_s = 0.0;
    double height = 0.0;
    double area = 0.0;
    double baselineStart = 0.0;
    double baselineEnd = 0.0;
    std::string code{}; ///< two letters as in BB, BV
    bool manual = false;
};

/// What an ANDI file says of the run besides its samples; empty entries are left out.
struct AndiNotes {
    Source source = Source::Imported;
    std::string program{}; ///< name and version of what writes it
    std::string run{};
    std::string sample{};
    std::string sampleType{}; ///< sample|standard|blank|check
    std::string channel{};
    std::string detector{};
    std::string instrument{};
    std::string method{};     ///< the instrument's
    std::string acquiredAt{}; ///< ISO 8601 where the standard's own time stamp is to be written, too
    std::string processing{}; ///< what made the peaks: algorithm and version, result version
    std::vector<AndiPeak> peaks{};
};

/// One channel as ANDI/AIA chromatography data (ASTM E1947) in a classic netCDF file, whole or not at all.
/// Variables are 32-bit as the standard says where that keeps every bit, else 64-bit, so that importRun() gives the same
/// samples. Even sampling has interval and delay; where the stored times differ from that grid in their last digits, and
/// where sampling is uneven, `raw_data_retention` holds each time. Simulated data say so in `experiment_title` and
/// `administrative_comments`. Io: cannot be written.
[[nodiscard]] Result<void> writeAndi(const std::filesystem::path &target, const Chromatogram &trace,
                                     const AndiNotes &notes);

} // namespace tgc::formats
