// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace tgc::db {

/// One numbered file of db/schema, embedded at build time. Its number is its place in `migrations()`, from 1, and the
/// schema version a store has once it is applied. A file that was ever released never changes.
struct Migration {
    std::string_view name;
    std::string_view sql;
};

[[nodiscard]] std::span<const Migration> migrations();

} // namespace tgc::db
