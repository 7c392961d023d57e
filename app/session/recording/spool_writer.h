// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <variant>

#include "app/session/recording/spool_file.h"
#include "app/session/recording/spool_records.h"

namespace tgc::recording {

/// What a run consists of, in the order it came.
using Item = std::variant<Sample, Mark, Trend>;

/// The spool of one run: takes items into memory, and brings them to the disk for good. For one thread at a time.
class SpoolWriter {
public:
    /// Makes the file; its header and its name are durable. Nothing is left of it when that fails.
    [[nodiscard]] static Result<std::unique_ptr<SpoolWriter>>
    create(SpoolFiles &files, const std::filesystem::path &file, const RunHeader &header);

    void add(const std::deque<Item> &items);
    void addEnd(const RunEnd &end);
    /// Everything added is durable. After a failure it can be tried again: what may have been left half written is cut
    /// off and everything since the last success written anew, since a failed sync says nothing of what it dropped.
    [[nodiscard]] Result<void> flush();

    [[nodiscard]] bool waiting() const { return !m_unsynced.empty(); }
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] std::uint64_t samples() const { return m_encoder.samplesWritten(); } ///< added
    [[nodiscard]] std::uint64_t gaps() const { return m_gaps; }
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    SpoolWriter(std::filesystem::path path, std::unique_ptr<SpoolFile> file)
        : m_path(std::move(path)), m_file(std::move(file))
    {
    }

    std::filesystem::path m_path;
    std::unique_ptr<SpoolFile> m_file;
    SpoolEncoder m_encoder;
    Bytes m_unsynced;
    std::uint64_t m_durableBytes = 0;
    bool m_torn = false; ///< behind the durable bytes there may be others
    bool m_ended = false;
    std::uint64_t m_gaps = 0;
};

} // namespace tgc::recording
