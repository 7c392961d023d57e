// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/recording/descriptor.h"

namespace tgc::recording {

/// A spool that nobody writes any more, held so that nobody else takes it into a store meanwhile, with all its bytes.
class ClaimedSpool {
public:
    /// BadInput: a living program writes it, or another one has just taken it in; Io: not readable.
    [[nodiscard]] static Result<ClaimedSpool> claim(const std::filesystem::path &file);

    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return m_bytes; }
    /// Deletes the file; its name is gone for good when this returns.
    [[nodiscard]] Result<void> remove();
    /// Keeps the file under a name that is no spool's, `<run>.spool.damaged`, and gives that name.
    [[nodiscard]] Result<std::filesystem::path> setAside();

private:
    ClaimedSpool(std::filesystem::path file, Descriptor fd) : m_file(std::move(file)), m_fd(std::move(fd)) {}

    std::filesystem::path m_file;
    Descriptor m_fd;
    std::vector<std::uint8_t> m_bytes;
};

/// Deletes a recording whose program died before its header was whole (brokeOffAtOnce); false: it is none, and is left
/// as it is. Errors as of claim(), and Io.
[[nodiscard]] Result<bool> removeBrokenOffAtOnce(const std::filesystem::path &file);

} // namespace tgc::recording
