// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/context.h"
#include "app/session/method_file.h"
#include "app/session/trace_integrator.h"

namespace tgc::cli {

/// How the peak is found in the chromatograms that a table names in its column `trace`.
struct TraceOptions {
    std::vector<std::string> targets;
    std::optional<std::string> channel;
    std::optional<std::string> peakWidth;
    std::optional<std::string> methodFile;
};

void addTraceOptions(CLI::App &command, TraceOptions &options);

/// The method (one without a word where none is named), with the command line's targets and width in place of its own.
[[nodiscard]] Result<session::Method> methodOf(const TraceOptions &options);

/// For a table in that folder: traces are named relative to the table.
[[nodiscard]] Result<session::TraceIntegrator> traceIntegrator(const TraceOptions &options,
                                                               const std::filesystem::path &table);

} // namespace tgc::cli
