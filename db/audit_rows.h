// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "db/connection.h"

namespace tgc::db {

/// The columns of the trail that people read, as far as this file's schema has them. Private to the room.
[[nodiscard]] std::string auditColumns(const Connection &connection);
[[nodiscard]] AuditEntry auditEntryOf(const Row &row);

/// Whether the file has this table, or this column of it: an older store is read as it is.
[[nodiscard]] bool hasTable(const Connection &connection, const std::string &table);
[[nodiscard]] bool hasColumn(const Connection &connection, const std::string &table, const std::string &column);

} // namespace tgc::db
