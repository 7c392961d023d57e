// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/safety_rows.h"

#include "app/session/vial_rows.h"

namespace tgc::session {

Result<SafetyTable> safetyOf(const formats::TextTable &table, const std::vector<Analyte> &metals)
{
    const auto vials = vialsBeforeDrawing(table, metals);
    if (!vials) {
        return fail(vials.error());
    }
    SafetyTable result;
    result.warnings = unknownColumns(table);
    for (const VialRow &vial : *vials) {
        result.rows.push_back({vial.record.sampleId, vial.record.group, mostMetalIn(vial.record),
                               vial.record.pressureRating, worstCaseOf(vial.record)});
    }
    return result;
}

} // namespace tgc::session
