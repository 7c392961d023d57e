// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/change.h"
#include "db/connection.h"
#include "db/store.h"

namespace tgc::db {

struct Store::Impl {
    Connection connection;
};

/// The connection of a store, for the room's own functions that are no members of it.
struct StoreAccess {
    [[nodiscard]] static Connection &connection(Store &store) { return store.m_impl->connection; }
    [[nodiscard]] static const Connection &connection(const Store &store) { return store.m_impl->connection; }
};

} // namespace tgc::db
