// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "app/cli/console.h"
#include "app/cli/run_watch.h"
#include "app/station/client/blocking_client.h"

namespace tgc::cli {

/// The rows of QUEUE.csv as the station takes them: texts, without the empty cells. BadInput with file and line.
[[nodiscard]] Result<nlohmann::json> queueRows(const std::filesystem::path &file, Console &console);

/// Adds the rows to the station's queue, all or none, and watches the lines that they have become.
[[nodiscard]] Result<RunWatch> addLines(station::BlockingClient &client, const nlohmann::json &rows, Console &console);

} // namespace tgc::cli
