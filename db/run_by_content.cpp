// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/run_by_content.h"

#include "db/store_impl.h"

namespace tgc::db {

Result<std::optional<RecordId>> runByContent(const Store &store, const std::string &contentHash)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::optional<RecordId>> {
        const auto found =
            connection.rows("SELECT id FROM runs WHERE content_hash = ? AND withdrawn_at IS NULL", {contentHash});
        return found.empty() ? std::nullopt : std::optional(integerOf(found.front(), "id"));
    });
}

} // namespace tgc::db
