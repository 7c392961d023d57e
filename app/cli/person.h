// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tgc::cli {

/// The name that was typed; the account, where nobody says who they are.
[[nodiscard]] std::string personOr(const std::string &typed);

} // namespace tgc::cli
