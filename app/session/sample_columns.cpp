// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sample_columns.h"

#include <algorithm>

namespace tgc::session {

namespace {

bool holds(std::span<const std::string_view> names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Bounds, a comparison and what is planned: nothing that a result's uncertainty rests on.
constexpr std::array<std::string_view, 5> withoutU = {"u_pressure_rating_kPa", "u_li_upper_mAh", "u_area_n2",
                                                      "u_reaction_s", "u_draws_planned"};

} // namespace

bool isDrawColumn(std::string_view name)
{
    if (name.starts_with("u_")) {
        name.remove_prefix(2);
    }
    // `source` and `notes` are the sample's where a table is stored: docs/store.md.
    return holds(drawNumberColumns, name) || name == "sampling" || name == "trace" || name == "injected_at";
}

bool hasNoUncertainty(std::string_view name)
{
    return holds(withoutU, name);
}

bool isSampleColumn(std::string_view name)
{
    if (holds(vialTextColumns, name) || holds(drawTextColumns, name)) {
        return true;
    }
    if (hasNoUncertainty(name)) {
        return false;
    }
    if (name.starts_with("u_")) {
        name.remove_prefix(2);
    }
    return holds(vialNumberColumns, name) || holds(drawNumberColumns, name);
}

} // namespace tgc::session
