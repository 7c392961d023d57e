// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/context.h"
#include "app/session/trace_integrator.h"

namespace tgc::cli {

/// How the peak is found in the chromatograms that a table names in its column `trace`.
struct TraceOptions {
    std::vector<std::string> targets;
    std::optional<std::string> channel;
    std::optional<std::string> peakWidth;
};

void addTraceOptions(CLI::App &command, TraceOptions &options);

/// Targets and expected width as numbers.
[[nodiscard]] Result<IntegrationOptions> integrationOptions(const std::vector<std::string> &targets,
                                                            const std::optional<std::string> &peakWidth);

/// For a table in that folder: traces are named relative to the table.
[[nodiscard]] Result<session::TraceIntegrator> traceIntegrator(const TraceOptions &options,
                                                               const std::filesystem::path &table);

} // namespace tgc::cli
