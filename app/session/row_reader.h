// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/quantification/vial_record.h"
#include "app/session/table_numbers.h"

namespace tgc::session {

/// Reads one quantity into its place; stops at the first error.
class RowReader {
public:
    explicit RowReader(const formats::TableRow &row) : m_row(row) {}

    template <class Q, class Maker>
    void into(std::optional<Estimate<Q>> &place, const std::string &column, Maker make)
    {
        if (m_error) {
            return;
        }
        auto read = typedQuantity(m_row, column, make);
        if (!read) {
            m_error = read.error();
        } else if (*read) {
            place = **read;
        }
    }
    /// A quantity with a default: its uncertainty may be given alone.
    template <class Q, class Maker>
    void into(Estimate<Q> &place, const std::string &column, Maker make, double fallback)
    {
        if (m_error) {
            return;
        }
        const auto read = typedNumber(m_row, column, Sign::NotNegative, fallback);
        if (!read) {
            m_error = read.error();
        } else if (*read) {
            place = Estimate<Q>{make((*read)->value), make((*read)->u)};
        }
    }
    void into(std::optional<TemperatureEstimate> &place, const std::string &column,
              std::optional<double> fallback = std::nullopt)
    {
        if (m_error) {
            return;
        }
        const auto read = typedNumber(m_row, column, Sign::Any, fallback);
        if (!read) {
            m_error = read.error();
        } else if (*read) {
            place = TemperatureEstimate{celsius((*read)->value), kelvinDifference((*read)->u)};
        }
    }
    /// A bound: its uncertainty is not asked for.
    template <class Q, class Maker>
    void into(std::optional<Q> &place, const std::string &column, Maker make)
    {
        std::optional<TypedNumber> number;
        into(number, column, Sign::NotNegative);
        if (number) {
            place = make(number->value);
        }
    }
    void into(std::optional<TypedNumber> &place, const std::string &column, Sign sign)
    {
        if (m_error) {
            return;
        }
        auto read = typedNumber(m_row, column, sign);
        if (!read) {
            m_error = read.error();
        } else {
            place = *read;
        }
    }
    [[nodiscard]] Result<void> result() const { return m_error ? Result<void>(fail(*m_error)) : Result<void>{}; }

private:
    const formats::TableRow &m_row;
    std::optional<Error> m_error;
};

} // namespace tgc::session
