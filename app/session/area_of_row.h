// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/formats/table_row.h"
#include "app/session/evaluate.h"

namespace tgc::session {

/// The area of a row: typed in column `area`, or found by integrating the file in column `trace`. A `source` column may
/// say where a typed area comes from (simulated ones stay branded). BadInput: both or neither, an integration that
/// found no peak.
[[nodiscard]] inline Result<TraceArea> areaOfRow(const formats::TableRow &row, const TraceIntegrator &integrator)
{
    const bool typed = !row.text("area").empty();
    const bool traced = !row.text("trace").empty();
    if (typed && traced) {
        return row.bad("area", "a row has an area or a trace, not both");
    }
    TraceArea result;
    if (traced) {
        if (!integrator) {
            return row.bad("trace", "traces cannot be integrated here: type the area");
        }
        auto found = integrator(std::string(row.text("trace")));
        if (!found) {
            return row.bad("trace", found.error().message);
        }
        result = std::move(*found);
    } else {
        const auto area = row.number("area");
        if (!area) {
            return fail(area.error());
        }
        result.area = *area;
        result.source = Source::Typed;
    }
    if (const auto said = row.text("source"); !said.empty()) {
        const auto source = sourceFromString(said);
        if (!source) {
            return row.bad("source", "\"" + std::string(said) + "\" is none of measured, imported, typed, simulated");
        }
        if (result.source != Source::Simulated) { // a brand in the file itself cannot be talked away
            result.source = *source;
        }
    }
    return result;
}

} // namespace tgc::session
