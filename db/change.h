// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"

namespace tgc::db {

/// The writes of one transaction. Each record written is noted with its digest; `log` puts what was noted into the
/// next entry of the audit trail, linked to the one before.
class Change {
public:
    explicit Change(Connection &connection) : m_connection(connection) {}

    [[nodiscard]] const Connection &connection() const { return m_connection; }
    /// Inserts a row (without `id`: the next one) and returns its key.
    RecordId insert(std::string_view table, const Row &row);
    /// Sets the columns that differ and logs them with old and new value. False: nothing differed.
    bool update(std::string_view table, RecordId id, const Row &columns, std::string_view action,
                const std::string &reason);
    /// Writes the entry for all rows inserted since the last one.
    void log(std::string_view action, std::string_view table, RecordId id, const std::string &reason = {},
             const Value &oldValue = {}, const Value &newValue = {});
    /// Takes a record that is there already into the next entry, as it stands.
    void adopt(std::string_view table, RecordId id) { note(table, id); }
    /// True when nothing waits for its entry.
    [[nodiscard]] bool logged() const { return m_digests.empty(); }
    /// Where the trail ends after the last entry written; entries 0: none was. Without the store's identity.
    [[nodiscard]] const TrailHead &head() const { return m_head; }

private:
    void note(std::string_view table, RecordId id);

    Connection &m_connection;
    std::string m_digests; ///< lines `table id SHA-256`
    TrailHead m_head;
};

/// The link of an entry: SHA-256 over the chain before it, a line feed, and the digest of its other columns.
[[nodiscard]] std::string chainLink(const std::string &before, Row entry);

/// What `before` is for the first entry.
[[nodiscard]] std::string chainStart();

/// Tells the anchor, where one is kept, how far the trail goes after a transaction. Throws nothing.
void anchorTrail(const Connection &connection, const Change &written);

/// One `BEGIN IMMEDIATE` transaction: `work(Change &)` returns a Result; only its success is committed.
template <class Work>
[[nodiscard]] auto change(Connection &connection, Work &&work) -> decltype(work(std::declval<Change &>()))
{
    return guarded(connection, [&]() -> decltype(work(std::declval<Change &>())) {
        if (connection.readOnly) {
            return fail(ErrorCode::Store, connection.name() + " is open for reading only");
        }
        SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
        Change writes(connection);
        auto outcome = std::forward<Work>(work)(writes);
        if (outcome.has_value() && !writes.logged()) {
            return fail(ErrorCode::Store, "a record would have been written without its entry in the audit trail: "
                                          "nothing was written; this is a fault of the program");
        }
        if (outcome.has_value()) {
            transaction.commit();
            anchorTrail(connection, writes);
        }
        return outcome;
    });
}

} // namespace tgc::db
