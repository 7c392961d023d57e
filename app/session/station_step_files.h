// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/day/station_step.h"

namespace tgc::session {

/// Steps of vials on their way into the store: a small file each, beside the recordings, `<bench>.<number>.step`, numbered
/// in the order in which they were done. docs/station.md. Thread-safe.
class StationStepFiles {
public:
    StationStepFiles(std::filesystem::path folder, std::string bench);

    /// On the disk for good when this returns without an error.
    [[nodiscard]] Result<void> keep(const day::StationStep &step);
    /// Those of this bench, the oldest first.
    [[nodiscard]] std::vector<std::filesystem::path> waiting() const;

private:
    std::filesystem::path m_folder;
    std::string m_bench;
    std::mutex m_mutex;
    std::uint64_t m_last = 0;
};

/// Those of every bench, or of one; of each the oldest first.
[[nodiscard]] std::vector<std::filesystem::path> stepFilesIn(const std::filesystem::path &folder,
                                                             const std::string &bench = {});

/// Integrity: it is no such file.
[[nodiscard]] Result<day::StationStep> readStepFile(const std::filesystem::path &file);

} // namespace tgc::session
