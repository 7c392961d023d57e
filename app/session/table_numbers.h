// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/core/decimal.h"
#include "analysis/core/units.h"
#include "app/formats/table_row.h"

namespace tgc::session {

/// A number and its standard uncertainty (column `u_NAME`, 0 where empty) as they stand in a row, in the column's unit.
struct TypedNumber {
    double value = 0.0;
    double u = 0.0;
};

enum class Sign { Any, NotNegative };

/// Empty where the cell is empty; where only the uncertainty is given, the default `fallback` has it. BadInput names file, line and column: not a number, negative where it cannot be, a
/// negative uncertainty, an uncertainty of nothing.
[[nodiscard]] inline Result<std::optional<TypedNumber>> typedNumber(const formats::TableRow &row,
                                                                    const std::string &column,
                                                                    Sign sign = Sign::NotNegative,
                                                                    std::optional<double> fallback = std::nullopt)
{
    const auto value = row.optionalNumber(column);
    if (!value) {
        return fail(value.error());
    }
    const std::string uColumn = "u_" + column;
    const auto u = row.optionalNumber(uColumn);
    if (!u) {
        return fail(u.error());
    }
    if (u->value_or(0.0) < 0.0) {
        return row.bad(uColumn, "a standard uncertainty cannot be below zero");
    }
    if (!*value) {
        if (*u && !fallback) {
            return row.bad(uColumn, "an uncertainty without a value: fill in " + column);
        }
        return *u ? std::optional(TypedNumber{*fallback, **u}) : std::nullopt;
    }
    if (sign == Sign::NotNegative && **value < 0.0) {
        return row.bad(column, shortest(**value) + " is below zero");
    }
    return TypedNumber{**value, u->value_or(0.0)};
}

/// The same as a quantity: `make` is one of the makers of units.h.
template <class Maker>
[[nodiscard]] auto typedQuantity(const formats::TableRow &row, const std::string &column, Maker make,
                                 Sign sign = Sign::NotNegative) -> Result<std::optional<Estimate<decltype(make(1.0))>>>
{
    using Q = decltype(make(1.0));
    const auto number = typedNumber(row, column, sign);
    if (!number) {
        return fail(number.error());
    }
    if (!*number) {
        return std::nullopt;
    }
    return Estimate<Q>{make((*number)->value), make((*number)->u)};
}

} // namespace tgc::session
