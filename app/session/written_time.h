// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/units.h"
#include "app/formats/table_row.h"

namespace tgc::session {

/// A moment as somebody wrote it in a table.
struct WrittenTime {
    Time since1970{};   ///< as UTC where the zone is written, else by the clock on the wall
    bool zoned = false; ///< ends in Z or an offset
    bool dateOnly = false;
};

/// "2026-11-23", "2026-11-23T09:14", with seconds, a part of them, and Z or an offset such as +01:00; a blank stands for
/// the T. Empty for anything else: 1/2/2026 is two days.
[[nodiscard]] std::optional<WrittenTime> writtenTime(std::string_view text);

/// That of column `injected_at`; a sentence more in `warnings` where the cell holds something else.
[[nodiscard]] std::optional<WrittenTime> injectedAt(const formats::TableRow &row, std::vector<std::string> &warnings);

} // namespace tgc::session
