// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/charge_columns.h"

#include <cmath>

#include "app/session/row_reader.h"

namespace tgc::session {

Result<void> checkHalfCycles(const formats::TableRow &row, const ChargeRecord &charges)
{
    if (charges.plated.has_value() != charges.stripped.has_value()) {
        return row.bad(charges.plated ? "charge_stripped_mAh" : "charge_plated_mAh",
                       "is empty: plated and stripped charge go together (or give inactive_mAh alone)");
    }
    return {};
}

namespace {

/// Offset, gain, time and specification state how far a current may be off and for how long; nothing is corrected by
/// them. One that is itself not well known may be off by the root of the sum of squares.
double atMost(const TypedNumber &number)
{
    return std::hypot(number.value, number.u);
}

} // namespace

Result<void> readCharges(const formats::TableRow &row, ChargeRecord &charges)
{
    RowReader read(row);
    std::optional<TypedNumber> offset, time, gain, range, specification;
    const auto inactive = row.optionalNumber("inactive_mAh");
    const auto inactiveU = row.optionalNumber("u_inactive_mAh"); // stands alone beside plated and stripped too
    if (!inactive || !inactiveU) {
        return fail(!inactive ? inactive.error() : inactiveU.error());
    }
    if (inactiveU->value_or(0.0) < 0.0) {
        return row.bad("u_inactive_mAh", "a standard uncertainty cannot be below zero");
    }
    read.into(charges.plated, "charge_plated_mAh", milliampereHours);
    read.into(charges.stripped, "charge_stripped_mAh", milliampereHours);
    read.into(offset, "current_offset_uA", Sign::Any);
    read.into(time, "cycling_time_h", Sign::NotNegative);
    read.into(gain, "current_gain_rel", Sign::Any);
    read.into(range, "current_range_mA", Sign::NotNegative);
    read.into(specification, "current_accuracy_percent_fs", Sign::NotNegative);
    if (auto ok = read.result(); !ok) {
        return ok;
    }
    if (*inactive) {
        charges.inactive = milliampereHours(**inactive);
    }
    if (*inactiveU) {
        if (!*inactive && !charges.plated) {
            return row.bad("u_inactive_mAh", "an uncertainty without a value: give inactive_mAh, or both charges");
        }
        charges.inactiveU = milliampereHours(**inactiveU);
    }
    if (offset && !time) {
        return row.bad("cycling_time_h", "is empty: the current's offset adds up over the plating and stripping time");
    }
    if (offset) {
        charges.offsetU = microamperes(atMost(*offset));
        charges.cyclingTime = hours(atMost(*time));
    }
    if (range.has_value() != specification.has_value()) {
        return row.bad(range ? "current_accuracy_percent_fs" : "current_range_mA",
                       "is empty: the cycler's specification is a percentage of its range, so both are needed");
    }
    if (range && offset) {
        return row.bad("current_range_mA", "a specification and current_offset_uA: give the one that is meant");
    }
    if (range) {
        if (!time) {
            return row.bad("cycling_time_h",
                           "is empty: the current's offset adds up over the plating and stripping time");
        }
        charges.offsetU = offsetOfSpecification(microamperes(1e3 * atMost(*range)), atMost(*specification));
        charges.cyclingTime = hours(atMost(*time));
    }
    charges.gainU = gain ? atMost(*gain) : 0.0;
    charges.accuracyGiven = offset || range || gain;
    const std::string cell(row.text("cell_type"));
    if (cell == "Li||Li") {
        return row.bad("cell_type", std::string(whySymmetricIsRefused));
    }
    if (!cell.empty()) {
        charges.cellType = cellTypeFromString(cell);
        if (!charges.cellType) {
            return row.bad("cell_type",
                           "\"" + cell + "\" is none of Li||Cu, reservoir, anode-free, foil, Li||Li, host");
        }
    }
    if (const auto cutoff = row.text("stripped_to_cutoff"); !cutoff.empty()) {
        if (cutoff != "yes" && cutoff != "no") {
            return row.bad("stripped_to_cutoff", "\"" + std::string(cutoff) + "\" is neither yes nor no");
        }
        charges.strippedToCutoff = cutoff == "yes";
    }
    return {};
}

} // namespace tgc::session
