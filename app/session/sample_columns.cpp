// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sample_columns.h"

#include <algorithm>

namespace tgc::session {

namespace {

bool holds(std::span<const std::string_view> names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

bool isSampleColumn(std::string_view name)
{
    if (holds(vialTextColumns, name) || holds(drawTextColumns, name)) {
        return true;
    }
    if (name == "u_current_offset_uA" || name == "u_current_gain_rel" || name == "u_cycling_time_h") {
        return false; // offset and gain are standard uncertainties themselves, the time counts as exact
    }
    if (name.starts_with("u_")) {
        name.remove_prefix(2);
    }
    return holds(vialNumberColumns, name) || holds(drawNumberColumns, name);
}

} // namespace tgc::session
