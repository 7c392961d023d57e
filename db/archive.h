// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "db/store.h"

/// An archive: one file that holds all there is of a group, is a store like any other for whoever reads, and tells in its
/// table `readme` what it is to whoever has nothing but sqlite3. docs/store.md describes it.
namespace tgc::db {

/// A table as it was exported, kept beside the records for those who want no SQL.
struct ArchiveFile {
    std::string name{}; ///< "breakdown.csv"
    std::string text{};
};

struct ArchivedGroup {
    std::map<std::string, std::size_t> records{}; ///< by table; those without any are left out
    std::size_t originEntries = 0; ///< of the origin's trail that tell of them
    TrailHead origin{}; ///< where the origin's trail ended
};

/// Writes the group's samples with the blanks, their draws, runs with raw signals, results of every version, calibrations,
/// methods, approvals and things of the laboratory, under the keys they have in the store, and the entries of the store's
/// trail that tell of them. `to` must not be there. The archive is read back, every record against both trails.
/// BadInput: there is no such group. Integrity: a record of the store is not what was written.
[[nodiscard]] Result<ArchivedGroup> writeArchive(const Store &from, const std::string &group,
                                                 const std::filesystem::path &to,
                                                 const std::vector<ArchiveFile> &files = {},
                                                 const OpenOptions &options = {});

} // namespace tgc::db
