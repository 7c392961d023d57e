// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "db/store.h"

/// The anchor: a file outside the store, to which the end of the audit trail is appended whenever it has grown. It tells
/// what the store alone cannot: that its file was put back to an earlier state, or its trail written anew.
/// docs/store.md has the format.
namespace tgc::db {

enum class AnchorEvent {
    Grown, ///< the trail had so many entries
    Backup, ///< a backup with this end of the trail was written
    Restored ///< the store was put back to a backup on purpose; `entries` counts the entry that says so
};

[[nodiscard]] std::string_view toString(AnchorEvent event);

struct AnchorLine {
    AnchorEvent event = AnchorEvent::Grown;
    std::string at_utc{}; ///< ISO 8601
    TrailHead head{};
    std::string file{}; ///< the store, or the backup that was written; absolute
    std::int64_t backupEntries = 0; ///< of Restored: what was anchored beyond them is set aside
    std::size_t number = 0; ///< of the line in its file, from 1; set by reading
};

/// What an anchor file says, in its order.
struct Anchor {
    std::filesystem::path file{};
    bool found = false; ///< false: there is no such file; no line
    std::vector<AnchorLine> lines{};
    std::vector<std::size_t> damaged{}; ///< numbers of lines that are not what was written
};

/// Folder of the anchors within the program's data folder.
inline constexpr const char *anchorFolderName = "anchors";
/// The anchor of a store: one file a store, named by its identity, so that a copy of the store finds it, too.
[[nodiscard]] std::filesystem::path anchorFile(const std::filesystem::path &folder, std::string_view storeId);

/// A file as every program names it, whatever folder it is called from: absolute, links followed.
[[nodiscard]] std::string anchoredPlace(const std::filesystem::path &file);

/// Adds a line; makes file and folder where they are not there. One write: lines of several programs do not mix.
/// `durable`: it is on the disk when this returns. Io: it cannot be written.
[[nodiscard]] Result<void> appendToAnchor(const std::filesystem::path &file, const AnchorLine &line, bool durable);
/// Io: the file is there and cannot be read.
[[nodiscard]] Result<Anchor> readAnchor(const std::filesystem::path &file);

/// What came of holding a store against an anchor.
struct AnchorVerdict {
    std::vector<Alteration> findings{};
    std::vector<std::string> notes{}; ///< what is no finding and should be known, a sentence each
    bool known = false; ///< the anchor has lines of this store
    bool endIsDamaged = false; ///< its last lines are damaged: what was anchored last is not known
    std::int64_t agreedUpTo = 0; ///< the last anchored entry that the store has as it was
};

/// Holds the trail of `store` against the anchor's lines of the same identity. An anchor is to be read before the store
/// is opened: what another program writes meanwhile is then no finding.
/// Findings: the store ends before an anchored entry (it was put back to an earlier state, or is an older copy); an
/// entry's chain value differs (the trail was rewritten). What a restore set aside is not looked for. A backup as it was
/// written, and a store as a restore set it aside, are told as such where they lie at a place of their own; so is a copy
/// that was written to separately, where it still is what the anchor says of it. Errors as those of Store.
[[nodiscard]] Result<AnchorVerdict> compareWithAnchor(const Store &store, const Anchor &anchor);

} // namespace tgc::db
