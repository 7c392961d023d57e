// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "app/formats/table.h"

namespace tgc::formats {

/// One row of a table with typed access; every error names file, line and column. Table and row must outlive it.
class TableRow {
public:
    TableRow(const TextTable &table, const TextTable::Row &row) : m_table(&table), m_row(&row) {}

    /// The cell as typed; empty where the table has no such column.
    [[nodiscard]] std::string_view text(std::string_view column) const;
    /// Missing where the table has no such column; BadInput where the cell is empty.
    [[nodiscard]] Result<std::string> requiredText(std::string_view column) const;
    /// Empty where the column is missing or the cell empty; BadInput where it is not a finite number.
    [[nodiscard]] Result<std::optional<double>> optionalNumber(std::string_view column) const;
    [[nodiscard]] Result<double> number(std::string_view column) const;
    [[nodiscard]] std::size_t line() const { return m_row->line; }
    /// BadInput "FILE:LINE: column COLUMN: WHAT".
    [[nodiscard]] tl::unexpected<Error> bad(std::string_view column, const std::string &what) const;

private:
    [[nodiscard]] tl::unexpected<Error> absent(std::string_view column, const std::string &ifEmpty) const;

    const TextTable *m_table;
    const TextTable::Row *m_row;
};

/// Missing, naming every one of `columns` the table lacks.
[[nodiscard]] Result<void> requireColumns(const TextTable &table, const std::vector<std::string> &columns);

} // namespace tgc::formats
