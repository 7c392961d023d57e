// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/quantification/cycler_charge.h"
#include "app/formats/cycler_layout.h"

namespace tgc::formats {

/// The records of a cycler file in order of time, with the rules its vendor's files are integrated by.
struct CyclerFile {
    std::string vendor;
    std::vector<CyclerRecord> records;
    CyclerRules rules;
    std::vector<std::string> warnings; ///< "FILE:LINE: ...": rows left out, sorted, cut; the line where it stands
};

/// Asked now and then while a file is read, with the part of it that is behind; false stops reading.
using ReadWatch = std::function<bool(double part)>;

/// Finds the layout by the headings (among `layouts`, or all that are known where empty), and reads every row. A row that cannot be read, or whose time
/// goes back, is left out with a warning that names its line. BadInput: no known headings (the sentence lists what is
/// known), no unit, no record.
[[nodiscard]] Result<CyclerFile> importCycler(const std::filesystem::path &file,
                                              const std::vector<CyclerLayout> &layouts = {});

/// True where the beginning of a file holds the headings of a cycler whose layout is known.
[[nodiscard]] bool hasCyclerHeadings(std::string_view start);

/// The same of bytes. Io: `watch` stopped it.
[[nodiscard]] Result<CyclerFile> parseCycler(std::string_view bytes, const std::string &origin,
                                             const std::vector<CyclerLayout> &layouts = {},
                                             const ReadWatch &watch = {});

} // namespace tgc::formats
