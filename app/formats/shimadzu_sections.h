// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::formats {

/// A line of a Shimadzu export, split at the file's separator. The views live as long as the text.
struct ShimadzuLine {
    std::size_t number = 0;
    bool terminated = true; ///< false for a last line without line end
    std::vector<std::string_view> cells;
};

/// One `[Title]` section.
struct ShimadzuSection {
    std::string title;
    std::size_t line = 0;
    std::vector<ShimadzuLine> lines; ///< without blank ones

    /// Second cell of the line that begins with `key`, trimmed.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view key) const;
    /// "Ch1" of "Peak Table(Ch1)" or "Chromatogram (Ch1)"; empty when the title does not begin with `kind`.
    [[nodiscard]] std::optional<std::string> channel(std::string_view kind) const;
};

/// The number of a line `key` in a section's head. BadInput where it is missing or no number.
[[nodiscard]] Result<double> shimadzuNumber(const ShimadzuSection &section, std::string_view key,
                                            const std::string &name);

/// The character the export separates fields by: what follows "Output Date" (or "Application Name"); a tab if neither is there.
[[nodiscard]] char shimadzuSeparator(std::string_view text);

[[nodiscard]] std::vector<ShimadzuSection> splitShimadzu(std::string_view text, char separator);

} // namespace tgc::formats
