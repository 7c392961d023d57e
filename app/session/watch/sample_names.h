// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tgc::watch {

/// A name in its parts: runs of letters and runs of digits, letters small. "V-03", "v03" and "V 03" are the same,
/// "cell-1" and "cell-10" are not, nor are "cell-1" and "cell-01".
[[nodiscard]] std::vector<std::string> nameParts(std::string_view name);

/// The parts stand in the text one after the other: those of "cell-01" in those of "2026-03-01 cell-01 draw 2". Nothing is
/// found in every text.
[[nodiscard]] bool standsIn(const std::vector<std::string> &parts, const std::vector<std::string> &text);

/// Whether such a name may be looked for within other text: "7" or "A" stand in too many to mean anything there.
[[nodiscard]] bool isTelling(const std::vector<std::string> &parts);

} // namespace tgc::watch
