// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "app/cli/context.h"
#include "db/store.h"

namespace tgc::cli {

/// The store that --db names, for reading. Where there is none yet, a sentence that says what makes one.
[[nodiscard]] Result<db::Store> openForReading(const Context &context);
/// The same for writing; it is made where there is none. Its anchor is kept in the user's data folder; where that cannot be
/// written, a warning says so.
[[nodiscard]] Result<db::Store> openForWriting(Context &context);
[[nodiscard]] Result<db::Store> openForWriting(Console &console, const std::filesystem::path &file);
/// `R12`, `r12` or `12`. BadInput for anything else.
[[nodiscard]] Result<db::RecordId> parseRun(std::string_view text);

} // namespace tgc::cli
