// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "db/result_records.h"

/// What a stored record itself shows that a reviewer looks for. Texts that are not what the program writes show nothing.
namespace tgc::session {

/// Of all peaks of an integration, or of a breakdown's own list.
[[nodiscard]] std::set<std::string, std::less<>> flagsOf(const db::NewResult &result);
[[nodiscard]] std::string wordsOf(const std::set<std::string, std::less<>> &flags);

/// Rows of an integration's own event tables.
[[nodiscard]] std::size_t editsOf(const db::NewResult &result);

/// The standards that a calibration (JSON) leaves out, with their reasons, in a sentence; empty: none.
[[nodiscard]] std::string unusedPoints(const std::string &calibration);

} // namespace tgc::session
