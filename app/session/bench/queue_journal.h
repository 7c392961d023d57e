// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/session/bench/replay_journal.h"
#include "app/session/recording/descriptor.h"

namespace tgc::bench {

/// The queue's journal on the disk: appended to, and durable before append() returns. So a station that is started after
/// a crash or a power cut knows what the one before it had asked for. Not thread-safe.
class QueueJournal {
public:
    /// Opens or makes the file, and hands out what stands in it. A record at the end that is not whole is cut off: what it
    /// was to tell had not begun. A file that is damaged in its midst is kept under another name, and a new one begun.
    [[nodiscard]] static Result<std::unique_ptr<QueueJournal>> open(std::filesystem::path file, JournalState &found);

    /// On the disk for good when this returns without an error; with one, nothing of it stays.
    [[nodiscard]] Result<void> append(const QueueChange &change);
    /// Where the file has grown long: the old one is kept beside it under a name with the time, and a new one begins with
    /// `present`, which must hold all lines (true). At no instant is there no journal.
    [[nodiscard]] Result<bool> beginAnewIfLong(const QueueChange &present);

    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }

private:
    QueueJournal(std::filesystem::path file, recording::Descriptor fd, std::uint64_t size)
        : m_file(std::move(file)), m_fd(std::move(fd)), m_size(size)
    {
    }
    [[nodiscard]] Result<void> beginAnew(const QueueChange &present, const std::string &suffix);

    std::filesystem::path m_file;
    recording::Descriptor m_fd;
    std::uint64_t m_size; ///< of what is durable
};

} // namespace tgc::bench
