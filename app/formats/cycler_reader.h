// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/formats/cycler_layout.h"
#include "app/formats/import_cycler.h"
#include "app/formats/line_reader.h"

namespace tgc::formats {

/// Where a layout's columns stand in a file.
struct CyclerHeading {
    const CyclerLayout *layout = nullptr;
    std::size_t line = 0;
    std::size_t cells = 0;
    std::map<CyclerRole, std::pair<std::size_t, double>> at; ///< index and factor
};

/// Empty where the line lacks a heading the layout needs, a time or a current.
[[nodiscard]] std::optional<CyclerHeading> cyclerHeadingIn(std::string_view line, std::size_t number,
                                                           const CyclerLayout &layout);

/// Every row below the heading. `goOn` is asked every few thousand lines with the line that is read: false stops (Io). BadInput: no record, decimal signs that change, a time without unit that its clock denies.
[[nodiscard]] Result<CyclerFile> readCyclerRows(LineReader &lines, const CyclerHeading &heading,
                                                const std::string &origin,
                                                const std::function<bool(std::string_view)> &goOn);

} // namespace tgc::formats
