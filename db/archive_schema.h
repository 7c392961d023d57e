// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tgc::db {

/// The tables that an archive has besides those of a store. Private to the room.
[[nodiscard]] std::string_view archiveSchema();

/// What stands in the archive's table `readme`.
[[nodiscard]] std::string archiveReadme(const std::string &group, const std::string &storeId, const std::string &at_utc,
                                        const std::string &program);

} // namespace tgc::db
