// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "app/formats/table.h"
#include "app/session/evaluate.h"

namespace tgc::session {

/// A table of standards (or check standards) as numbers: fractions are turned into nmol injected by each row's own
/// volume, pressure and temperature.
struct StandardsTable {
    AmountUnit unit = AmountUnit::InjectedNanomole;
    std::vector<StandardPoint> points; ///< in the order of the rows
    Source source = Source::Typed;     ///< where the areas of the used standards come from
    std::string areaUnit;              ///< of those areas, where known
    std::vector<std::string> warnings; ///< unknown columns, flagged peaks, one sentence each
};

/// BadInput with file, line and column.
[[nodiscard]] Result<StandardsTable> readStandards(const formats::TextTable &table, const TraceIntegrator &integrator);

} // namespace tgc::session
