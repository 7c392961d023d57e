// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/core/error.h"
#include "db/connection.h"

namespace tgc::db {

/// What a file is, from its header and its list of tables; nothing is written.
enum class FileKind { Empty, Ours };

/// Empty or ours; otherwise a sentence: another program's database, or a newer schema than this program knows.
[[nodiscard]] Result<FileKind> recognise(Connection &connection);

/// The schema version the file has: how many migrations were applied.
[[nodiscard]] int schemaVersion(const SQLite::Database &database);

/// From schema 7 on a run may hold signals that are no chromatogram, and marks. An older store is read as it is.
[[nodiscard]] bool knowsRoles(const Connection &connection);

/// Narrows a condition on `signals` to the detector's channels.
[[nodiscard]] std::string detectorsOnly(const Connection &connection);

/// Applies what is missing, in one transaction, with its entry in the trail. Does nothing when all is there.
[[nodiscard]] Result<void> migrate(Connection &connection);

/// The statements of tables, indexes, triggers and views of a database, by `type name`.
[[nodiscard]] std::map<std::string, std::string> schemaOf(const SQLite::Database &database);

/// The same as the program would make them up to a version.
[[nodiscard]] std::map<std::string, std::string> expectedSchema(int version, bool archive = false);

/// Whether the file is an archive of a group (db/archive.h), which is for reading.
[[nodiscard]] bool isArchive(const Connection &connection);

} // namespace tgc::db
