// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "analysis/core/error.h"

namespace tgc::db {

/// A failure of SQLite (its result code, extended or not, and what it said) in words of what happened and what to do.
[[nodiscard]] Error failureSentence(int code, const std::string &said, const std::string &storeName);

/// The same of a store's file: where SQLite only knows that the system refused, the disk and the folder are asked whether
/// they are full or read-only.
[[nodiscard]] Error storeFailure(int code, const std::string &said, const std::filesystem::path &file);
/// Not even a few pages can be written there.
[[nodiscard]] bool hasNoRoom(const std::filesystem::path &folder);

} // namespace tgc::db
