// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/core/error.h"
#include "db/records.h"

namespace tgc::db {

class Store;

/// The run that was made from a file of these bytes (SHA-256, hex) and is not withdrawn; empty: there is none.
[[nodiscard]] Result<std::optional<RecordId>> runByContent(const Store &store, const std::string &contentHash);

} // namespace tgc::db
