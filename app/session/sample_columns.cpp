// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sample_columns.h"

#include <algorithm>

namespace tgc::session {

namespace {

bool holds(std::span<const std::string_view> names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Offset, gain and specification are uncertainties themselves, the time counts as exact, and what the pressure's worst
/// case and the air marker rest on are bounds and comparisons.
constexpr std::array<std::string_view, 8> withoutU = {
    "u_current_offset_uA",           "u_current_gain_rel",    "u_cycling_time_h", "u_current_range_mA",
    "u_current_accuracy_percent_fs", "u_pressure_rating_kPa", "u_li_upper_mAh",   "u_area_n2"};

} // namespace

bool isDrawColumn(std::string_view name)
{
    if (name.starts_with("u_")) {
        name.remove_prefix(2);
    }
    // `source` and `notes` are the sample's where a table is stored: docs/store.md.
    return holds(drawNumberColumns, name) || name == "sampling" || name == "trace" || name == "injected_at";
}

bool isSampleColumn(std::string_view name)
{
    if (holds(vialTextColumns, name) || holds(drawTextColumns, name)) {
        return true;
    }
    if (holds(withoutU, name)) {
        return false;
    }
    if (name.starts_with("u_")) {
        name.remove_prefix(2);
    }
    return holds(vialNumberColumns, name) || holds(drawNumberColumns, name);
}

} // namespace tgc::session
