// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "db/store_impl.h"

namespace tgc::db {

Result<void> Store::saveDraft(RecordId run, const std::string &json)
{
    if (!json.empty() && !nlohmann::json::accept(json)) {
        return fail(ErrorCode::BadInput, "the draft of " + runName(run) + " is not JSON");
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<void> {
        const Connection &connection = writes.connection();
        const auto owner = connection.row("runs", run);
        if (!owner) {
            return fail(ErrorCode::BadInput, "there is no run " + runName(run));
        }
        const auto known = connection.rows("SELECT id, content FROM run_drafts WHERE run_id = ?", {run});
        if (known.empty()) {
            if (!json.empty()) {
                const RecordId id = writes.insert("run_drafts", {{"run_id", run},
                                                                 {"content", json},
                                                                 {"source", std::string(toString(sourceOf(*owner)))},
                                                                 {"created_at", connection.now()},
                                                                 {"changed_at", connection.now()}});
                writes.log("added", "run_drafts", id);
            }
        } else if (textOf(known.front(), "content") != json) {
            writes.update("run_drafts", integerOf(known.front(), "id"),
                          {{"content", textOrNull(json)}, {"changed_at", connection.now()}}, "changed", {});
        }
        return {};
    });
}

Result<std::vector<RunDraft>> Store::drafts(std::optional<RecordId> run) const
{
    return guarded(m_impl->connection, [&]() -> Result<std::vector<RunDraft>> {
        std::vector<RunDraft> found;
        for (const Row &row : m_impl->connection.rows(
                 "SELECT * FROM run_drafts WHERE content IS NOT NULL AND (?1 IS NULL OR run_id = ?1) ORDER BY run_id",
                 {valueOf(run)})) {
            found.push_back({integerOf(row, "run_id"), textOf(row, "content"), textOf(row, "changed_at")});
        }
        return found;
    });
}

} // namespace tgc::db
