// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/core/error.h"
#include "db/anchor_keeper.h"
#include "db/failure.h"
#include "db/row.h"
#include "db/store.h"

/// The open file behind a Store. Private to the room.
namespace tgc::db {

/// "TGCW" in the file's header (PRAGMA application_id): tells our files from any other SQLite database.
inline constexpr int applicationId = 0x54474357;

struct Connection {
    std::filesystem::path file;
    OpenOptions options;   ///< complete: no member empty
    bool readOnly = false;
    SQLite::Database database;
    std::unique_ptr<AnchorKeeper> anchor{}; ///< empty: none is kept

    /// UTC with milliseconds, `2026-03-01T12:00:00.000Z`.
    [[nodiscard]] std::string now() const;
    /// `the store "FILE"`, for messages.
    [[nodiscard]] std::string name() const;
    [[nodiscard]] std::vector<Row> rows(const std::string &sql, const std::vector<Value> &values = {}) const;
    /// The statement with its values bound, not yet stepped: for lists too long to be kept as rows first.
    [[nodiscard]] SQLite::Statement statement(const std::string &sql, const std::vector<Value> &values = {}) const;
    /// The row with this key; nothing if there is none.
    [[nodiscard]] std::optional<Row> row(std::string_view table, RecordId id) const;
};

/// A connection for reading. A store nobody has open has no `-wal` beside it: then it is read as it stands, leaving no
/// trace, also on a read-only medium. Throws SQLite::Exception.
[[nodiscard]] SQLite::Database openUntouched(const std::filesystem::path &file, int timeout_ms);

/// Runs `work` (which returns a Result); an exception of SQLite becomes an Error.
template <class Work>
[[nodiscard]] auto guarded(const Connection &connection, Work &&work) -> decltype(work())
{
    try {
        return std::forward<Work>(work)();
    } catch (const SQLite::Exception &thrown) {
        return fail(storeFailure(thrown.getErrorCode(), thrown.what(), connection.file));
    }
}

} // namespace tgc::db
