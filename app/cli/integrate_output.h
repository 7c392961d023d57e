// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/peaks/integration_event.h"
#include "analysis/peaks/peak.h"
#include "app/cli/measures_output.h"
#include "app/cli/table_text.h"
#include "app/formats/imported_run.h"

namespace tgc::cli {

/// One channel as it was integrated, with what the output says about it.
struct IntegratedChannel {
    std::string trace;                     ///< as given on the command line
    std::string channel;                   ///< the file's own name for it
    std::string signalUnit;
    Source source = Source::Imported;
    std::vector<Target> targets;           ///< that were looked for
    std::string targetOrigin; ///< "command-line", "method", "file-calibration", "file-peak-table" or empty
    std::string method; ///< its name; empty for none
    std::vector<IntegrationEvent> events; ///< the run's own
    IntegrationResult result;
    ChannelMeasures measures;
    std::vector<formats::VendorPeak> vendorPeaks;
    std::vector<std::string> warnings; ///< of the import and of the integration
    std::optional<std::string> why; ///< there is no peak at the time that was asked for, in one sentence
    std::optional<double> integrate_ms; ///< wall time, samples in memory to peaks; only when asked for
};

/// The contract's JSON object of one channel.
[[nodiscard]] std::string toJson(const IntegratedChannel &channel);
/// A row a peak, for CSV and the table; rejected bumps are in the JSON only. `withMeasures` adds their columns.
[[nodiscard]] formats::OutTable toTable(const std::vector<IntegratedChannel> &channels, bool withMeasures);
/// A row a channel whose noise by ASTM was asked for.
[[nodiscard]] formats::OutTable noiseTable(const std::vector<IntegratedChannel> &channels);

} // namespace tgc::cli
