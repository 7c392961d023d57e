// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/core/error.h"
#include "analysis/core/source.h"

namespace tgc::formats {

/// One row of a vendor's own peak table. Times in s on the trace's axis; area and height in the vendor's own unit,
/// as given. A component the vendor looked for and did not find has `absent` set.
struct VendorPeak {
    std::optional<std::string> name;
    std::optional<double> apex_s;
    std::optional<double> start_s;
    std::optional<double> end_s;
    std::optional<double> area;
    std::string areaUnit;
    std::optional<double> height;
    std::string heightUnit;
    std::optional<double> baselineStart; ///< signal value, where the vendor gives it
    std::optional<double> baselineEnd;
    std::optional<double> concentration; ///< in the vendor's unit, which files often do not state
    std::string code;                    ///< the vendor's own mark ("BB", "V", "MM N"), as given
    bool absent = false;
    bool manual = false;
};

/// The vendor's own calibration of one component, where the file carries it.
struct VendorCalibration {
    std::string name;
    std::string fit;                      ///< the vendor's word: "linear-forced-zero", "Linear" ...
    std::optional<double> retention_s;
    std::optional<double> windowBefore_s; ///< positive: how far before `retention_s` the window begins
    std::optional<double> windowAfter_s;
    std::vector<std::pair<double, double>> points; ///< (known concentration, area)
    std::vector<double> coefficients;     ///< area as polynomial of concentration, low order first, where printed
};

/// One detector channel of a run.
struct ImportedChannel {
    std::string name;                     ///< the file's own name for it ("moduleA:tcd", "Ch1", "TCD2 B")
    std::string detector;
    std::optional<Chromatogram> trace;    ///< empty in a report without a signal
    std::vector<VendorPeak> vendorPeaks;
    std::vector<VendorCalibration> vendorCalibrations;
};

/// Everything one file says of one run.
struct ImportedRun {
    std::string format;                   ///< "native-csv", "inficon-fusion", "shimadzu-labsolutions", ...
    std::string file;                     ///< as given by the caller
    std::string contentHash;              ///< SHA-256 of the bytes, hex: the same file twice is recognised by it
    std::optional<std::string> sampleName;
    std::optional<std::string> methodName;
    std::optional<std::string> instrument;
    std::optional<std::string> acquiredAt; ///< ISO 8601; with `Z` when the file states UTC, else local as written
    Source source = Source::Imported;      ///< Simulated where the file brands itself so
    std::vector<ImportedChannel> channels;
    std::vector<std::string> warnings;     ///< one sentence each, with line numbers
};

/// Reads any importable file, format by content. BadInput: a sentence with file and line.
[[nodiscard]] Result<ImportedRun> importRun(const std::filesystem::path &file);

/// The same from bytes in memory; `name` is what messages call them.
[[nodiscard]] Result<ImportedRun> importBytes(std::string_view bytes, const std::string &name);

/// The channel a person named: the file's own name for it, else a number from 1; empty where there is only one.
/// BadInput lists the channels there are.
[[nodiscard]] Result<std::size_t> selectChannel(const ImportedRun &run, std::string_view channel);

} // namespace tgc::formats
