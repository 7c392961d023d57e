// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "analysis/core/error.h"

namespace tgc::station {

struct StartOptions {
    std::filesystem::path program;                ///< tgc-station
    std::filesystem::path bench;                  ///< BENCH.toml
    std::optional<std::filesystem::path> store{}; ///< empty: the station's default
    std::chrono::milliseconds timeout{20000};
};

struct StartedStation {
    std::string bench;
    std::filesystem::path socket;
    std::int64_t pid = 0;
    bool alreadyThere = false; ///< one was running; nothing was started
};

/// Starts a station that outlives this program, and waits until its socket answers; the station that already runs for
/// this bench will do. Waits: not for a window's thread. The error is the station's own sentence.
[[nodiscard]] Result<StartedStation> startStation(const StartOptions &options);

/// tgc-station: beside the running program, in the build tree's folder next to it, or on the path. Empty: not there.
[[nodiscard]] std::optional<std::filesystem::path> stationProgram();

} // namespace tgc::station
