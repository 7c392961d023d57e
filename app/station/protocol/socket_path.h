// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::station {

/// Letters, digits, `-` and `_`, 1 to 40 of them.
[[nodiscard]] bool isBenchName(std::string_view name);

/// Where this user's stations have their sockets: $XDG_RUNTIME_DIR/tgc-workbench, else /tmp/tgc-workbench-<uid>.
[[nodiscard]] std::filesystem::path socketFolder();
/// Of the station of one bench.
[[nodiscard]] std::filesystem::path socketPath(std::string_view bench);
/// Held by the living station of that bench.
[[nodiscard]] std::filesystem::path lockPath(std::string_view bench);

/// Names of the benches that have a socket, sorted; a station that was killed leaves its socket behind.
[[nodiscard]] std::vector<std::string> benchesWithSockets();

/// Makes the folder, for this user alone. Unsupported: it is there, and is another user's or open to others.
[[nodiscard]] Result<void> prepareSocketFolder();

} // namespace tgc::station
