// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/peak.h"
#include "app/cli/measures_output.h"
#include "app/formats/imported_run.h"

namespace CLI { // NOLINT(readability-identifier-naming): the library's
class App;
}

namespace tgc::cli {

/// What the command line says of the measures, as typed.
struct MeasureArguments {
    std::optional<std::string> deadTime;
    std::optional<std::string> blankFile;
    std::optional<std::string> noiseRange;
    std::optional<std::string> sensitivity;
};

void addMeasureOptions(CLI::App &command, MeasureArguments &arguments);

/// The same, understood.
struct Measuring {
    std::optional<Time> deadTime;
    std::optional<formats::ImportedRun> blank;
    bool noise = false;              ///< by ASTM, asked for
    std::optional<Span> noiseRange;  ///< empty: the whole trace
    std::optional<double> sensitivity;
};
[[nodiscard]] Result<Measuring> measuringOf(const MeasureArguments &arguments);

/// Measures the peaks of one channel, and the detector's noise where that is wanted. BadInput: the blank has no such
/// channel or another unit; the range for the noise lies outside the trace or leaves no cycle free of peaks.
[[nodiscard]] Result<ChannelMeasures> measureChannel(const Measuring &measuring, const std::string &file,
                                                     const formats::ImportedChannel &channel,
                                                     const IntegrationResult &result);

} // namespace tgc::cli
