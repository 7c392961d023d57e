// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/recording/samples.h"

namespace tgc::recording {

/// A run as its spool tells it, up to the first byte that is not whole.
struct SpooledRun {
    RunHeader header;
    std::vector<Sample> samples;
    std::vector<Mark> marks;
    std::vector<Trend> trends;
    std::optional<RunEnd> end;        ///< empty: still running, or interrupted
    std::uint64_t wholeBytes = 0;     ///< of the file, up to where everything checks
    std::uint64_t tornBytes = 0;      ///< after them: what a power cut left half written
    bool wholeBehindTorn =
        false; ///< and among those a record whole in itself: perhaps the file is damaged in its midst
};

/// Reads and checks a spool, also one that is being written. Integrity: it is no spool, its header is not whole, or a
/// whole record says what this program's recorder does not write; Io: not readable.
[[nodiscard]] Result<SpooledRun> readSpool(const std::filesystem::path &file);
/// All bytes of the file, also while it grows. Io: not readable.
[[nodiscard]] Result<std::vector<std::uint8_t>> readSpoolBytes(const std::filesystem::path &file);
/// The same from its bytes; `name` is for the sentences.
[[nodiscard]] Result<SpooledRun> parseSpool(std::span<const std::uint8_t> bytes, const std::string &name);

/// Are these the bytes of a recording whose program died before the header was whole? It holds nothing: no sample is taken
/// before the header is on the disk. False where bytes stand behind, as in a recording whose header was damaged since.
[[nodiscard]] bool brokeOffAtOnce(std::span<const std::uint8_t> bytes);

/// One spool of a folder, by its header alone.
struct SpoolEntry {
    std::filesystem::path file;
    RunHeader header;
    bool owned = false; ///< a living program is writing it
};

/// All files of a folder that are named as spools, by name, whatever is in them. No folder: none.
[[nodiscard]] std::vector<std::filesystem::path> spoolFilesIn(const std::filesystem::path &folder);

/// Is a living program writing this file?
[[nodiscard]] bool isOwned(const std::filesystem::path &spool);

/// The spools of a folder, oldest first; files that are none are passed over. No folder: none.
[[nodiscard]] std::vector<SpoolEntry> listSpools(const std::filesystem::path &folder);

/// Where the spools of a store lie: beside it, "runs.sqlite" has "runs.sqlite-spool".
[[nodiscard]] std::filesystem::path spoolFolderOf(const std::filesystem::path &store);

} // namespace tgc::recording
