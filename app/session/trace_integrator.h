// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/peaks/integrate_events.h"
#include "app/session/evaluate.h"

namespace tgc::session {

struct TraceIntegratorOptions {
    std::filesystem::path folder;        ///< traces are named relative to it
    Processing integration;              ///< its targets name the wanted peak; none: H2 where the file says
    std::optional<std::string> channel;  ///< needed where several channels hold the wanted peak
};

/// Imports each trace that a table names, integrates it and gives the area of the one peak that a target claims.
[[nodiscard]] TraceIntegrator traceIntegrator(TraceIntegratorOptions options);

} // namespace tgc::session
