// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "analysis/core/error.h"

namespace tgc::recording {

/// A file that is appended to; only what was never acknowledged is cut off again. A seam for the tests: they drop what was not synced, fill the disk, are slow.
class SpoolFile {
public:
    SpoolFile() = default;
    SpoolFile(const SpoolFile &) = delete;
    SpoolFile &operator=(const SpoolFile &) = delete;
    virtual ~SpoolFile() = default;

    /// All of `bytes` at the end, or Io; part of them may then be there.
    [[nodiscard]] virtual Result<void> append(std::span<const std::uint8_t> bytes) = 0;
    /// Everything appended is on the disk when this returns. After a failure nothing is known of what was appended since
    /// the last success: the system may have dropped it, and says "done" when asked again.
    [[nodiscard]] virtual Result<void> sync() = 0;
    /// Cuts the file down to its first `bytes`: what a failed append or sync left behind them is gone.
    [[nodiscard]] virtual Result<void> truncate(std::uint64_t bytes) = 0;
};

class SpoolFiles {
public:
    SpoolFiles() = default;
    SpoolFiles(const SpoolFiles &) = delete;
    SpoolFiles &operator=(const SpoolFiles &) = delete;
    virtual ~SpoolFiles() = default;

    /// Makes the folder where it is not there. Io: it cannot be made or written to; Unsupported: it is on a network file
    /// system, whose "durable" is not.
    [[nodiscard]] virtual Result<void> prepare(const std::filesystem::path &folder) = 0;
    /// Makes a new file, held by this program alone (flock) as long as it is open; its name in the folder is durable.
    [[nodiscard]] virtual Result<std::unique_ptr<SpoolFile>> create(const std::filesystem::path &file) = 0;
};

/// The operating system's own.
[[nodiscard]] SpoolFiles &systemSpoolFiles();

/// The names in a folder are on the disk when this returns.
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path &folder);

} // namespace tgc::recording
