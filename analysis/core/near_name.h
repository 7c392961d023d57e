// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tgc {

/// `; did you mean "rate_hz"?` when one of the known names is at most two letters away, else nothing.
[[nodiscard]] std::string nearName(std::string_view name, const std::vector<std::string_view> &known);

} // namespace tgc
