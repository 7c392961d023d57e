// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "analysis/core/error.h"

namespace tgc::recording {

/// A file that is only ever appended to. A seam for the tests: they drop what was not synced, fill the disk, are slow.
class SpoolFile {
public:
    SpoolFile() = default;
    SpoolFile(const SpoolFile &) = delete;
    SpoolFile &operator=(const SpoolFile &) = delete;
    virtual ~SpoolFile() = default;

    /// All of `bytes` at the end, or Io; part of them may then be there.
    [[nodiscard]] virtual Result<void> append(std::span<const std::uint8_t> bytes) = 0;
    /// Everything appended is on the disk when this returns.
    [[nodiscard]] virtual Result<void> sync() = 0;
};

class SpoolFiles {
public:
    SpoolFiles() = default;
    SpoolFiles(const SpoolFiles &) = delete;
    SpoolFiles &operator=(const SpoolFiles &) = delete;
    virtual ~SpoolFiles() = default;

    /// Makes a new file, held by this program alone (flock) as long as it is open; its name in the folder is durable.
    [[nodiscard]] virtual Result<std::unique_ptr<SpoolFile>> create(const std::filesystem::path &file) = 0;
};

/// The operating system's own.
[[nodiscard]] SpoolFiles &systemSpoolFiles();

} // namespace tgc::recording
