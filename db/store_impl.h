// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/change.h"
#include "db/connection.h"
#include "db/store.h"

namespace tgc::db {

struct Store::Impl {
    Connection connection;
};

} // namespace tgc::db
