// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/quantification/vial_safety.h"
#include "app/formats/table.h"
#include "app/session/metals.h"

namespace tgc::session {

/// The worst case of one vial, before water is dosed into it.
struct SafetyRow {
    std::string sampleId;
    std::string group;
    std::optional<Charge> lithium; ///< the most there can be in it
    std::optional<Pressure> rating;
    DoseSafety worst;
};

struct SafetyTable {
    std::vector<SafetyRow> rows;
    std::vector<std::string> warnings; ///< unknown columns, one sentence each
};

/// Rows of SAMPLES.csv, whose draws and areas may be still to come. BadInput names file, line and column.
[[nodiscard]] Result<SafetyTable> safetyOf(const formats::TextTable &table,
                                           const std::vector<Analyte> &metals = shippedMetals());

} // namespace tgc::session
