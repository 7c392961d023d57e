// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/core/error.h"

namespace tgc::db {

/// A failure of SQLite (its primary result code and what it said) in words of what happened and what to do.
[[nodiscard]] Error failureSentence(int code, const std::string &said, const std::string &storeName);

} // namespace tgc::db
