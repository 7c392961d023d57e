// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "analysis/quantification/headspace.h"
#include "app/report/content.h"

namespace tgc::report {

/// One input of a sample as it was typed.
struct InputLine {
    QString name;
    QString value; ///< with its u and its unit
};
/// Every value of the sample's record, in the order of SAMPLES.csv, columns of its own last. Notes and names of groups are
/// left out.
[[nodiscard]] std::vector<InputLine> inputLines(const ReportedSample &sample);

/// The closed vial as typed, with water's properties unless the titrant's are given. Empty where a volume or the
/// temperature is missing.
[[nodiscard]] std::optional<ClosedVial> closedVialOf(const ReportedSample &sample);

} // namespace tgc::report
