// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/quantification/breakdown.h"

namespace tgc::session {

/// One entry of the table of parts, resources/chemistry/parts.toml.
struct PartKind {
    std::vector<std::string> words; ///< lower case
    std::string verdict;            ///< gives-hydrogen, slow or inert
    std::string says;
    std::string source;
};

/// BadInput names line and key.
[[nodiscard]] Result<std::vector<PartKind>> parseParts(std::string_view toml, const std::string &origin);

/// "Al tab; steel spacer" part by part (`;`), each with what the table says of it; `not-known` where it says nothing.
[[nodiscard]] std::vector<PartInVial> checkListOf(std::string_view parts);

} // namespace tgc::session
