// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "analysis/core/error.h"
#include "app/session/recording/descriptor.h"

namespace tgc::station {

/// One station a bench: a lock file held as long as this lives, whatever ends the program. Its text is the holder's pid.
class InstanceLock {
public:
    /// Busy: another station holds it. Io.
    [[nodiscard]] static Result<InstanceLock> take(const std::filesystem::path &file);
    /// The pid that the file names; empty: there is none.
    [[nodiscard]] static std::optional<std::int64_t> holder(const std::filesystem::path &file);

private:
    explicit InstanceLock(recording::Descriptor fd) : m_fd(std::move(fd)) {}

    recording::Descriptor m_fd;
};

} // namespace tgc::station
