// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tgc::db {

/// True for YYYY-MM-DD of a day that exists.
[[nodiscard]] bool isDate(std::string_view text);

} // namespace tgc::db
