// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/formats/out_table.h"
#include "db/store.h"

namespace tgc::cli {

/// Every approval ever given, oldest first, with what it is of and whether it was taken back.
[[nodiscard]] Result<formats::OutTable> approvalTable(const db::Store &store);

/// "cell-01, version 2: approved by J. Doe on 2026-03-01 (own work): statement", of each approved latest result of a kind.
[[nodiscard]] Result<std::vector<std::string>> approvalsInWords(const db::Store &store, const std::string &kind);

} // namespace tgc::cli
