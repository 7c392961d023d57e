// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/table_row.h"

#include "analysis/core/decimal.h"
#include "app/formats/location.h"

namespace tgc::formats {

std::string_view TableRow::text(std::string_view column) const
{
    const auto index = m_table->column(column);
    return index && *index < m_row->cells.size() ? std::string_view(m_row->cells[*index]) : std::string_view{};
}

tl::unexpected<Error> TableRow::bad(std::string_view column, const std::string &what) const
{
    return badLine(m_table->origin, m_row->line, "column " + std::string(column) + ": " + what);
}

tl::unexpected<Error> TableRow::absent(std::string_view column, const std::string &ifEmpty) const
{
    return m_table->column(column) ? bad(column, ifEmpty)
                                   : fail(ErrorCode::Missing, bad(column, "is missing from the table").value().message);
}

Result<std::string> TableRow::requiredText(std::string_view column) const
{
    const auto cell = text(column);
    if (cell.empty()) {
        return absent(column, "is empty");
    }
    return std::string(cell);
}

Result<std::optional<double>> TableRow::optionalNumber(std::string_view column) const
{
    const auto cell = text(column);
    if (cell.empty()) {
        return std::nullopt;
    }
    const auto value = parseDotDecimal(cell);
    if (!value) {
        return bad(column, value.error().message);
    }
    return *value;
}

Result<double> TableRow::number(std::string_view column) const
{
    const auto value = optionalNumber(column);
    if (!value) {
        return fail(value.error());
    }
    if (!value->has_value()) {
        return absent(column, "is empty; a number is needed");
    }
    return **value;
}

Result<void> requireColumns(const TextTable &table, const std::vector<std::string> &columns)
{
    std::string missing;
    for (const auto &name : columns) {
        if (!table.column(name)) {
            missing.append(missing.empty() ? "" : ", ").append(name);
        }
    }
    if (missing.empty()) {
        return {};
    }
    return fail(ErrorCode::Missing, table.origin + ": lacks the column " + missing);
}

} // namespace tgc::formats
