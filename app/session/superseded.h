// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "db/result_records.h"

namespace tgc::session {

/// What has to be said when a new version takes the place of an approved one; empty where it does not.
[[nodiscard]] std::string supersededInWords(const db::SavedResult &saved);

} // namespace tgc::session
