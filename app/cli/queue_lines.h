// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "app/cli/console.h"
#include "app/cli/run_watch.h"
#include "app/station/client/blocking_client.h"

namespace tgc::cli {

/// The rows of QUEUE.csv as the station takes them: texts, without the empty cells. BadInput with file and line.
[[nodiscard]] Result<nlohmann::json> queueRows(const std::filesystem::path &file, Console &console);

/// The folder in which the station looks for the methods that a queue file names: that of the file.
[[nodiscard]] std::string folderOf(const std::filesystem::path &file);

/// Lines that a station found when it was started must be decided upon before others are run: somebody may have put the
/// same vials into both. BadInput says which and how.
[[nodiscard]] Result<void> nothingFromBefore(const nlohmann::json &snapshot);

/// Adds the rows to the station's queue, all or none, and watches the lines that they have become.
[[nodiscard]] Result<RunWatch> addLines(station::BlockingClient &client, const nlohmann::json &rows, Console &console,
                                        const std::string &folder = {});

} // namespace tgc::cli
