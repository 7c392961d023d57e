// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/decimal_signs.h"

#include "analysis/core/decimal.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"

namespace tgc::formats {

namespace {

bool looksLikeANumber(std::string_view cell)
{
    return cell.find_first_not_of("0123456789.,+-eE") == std::string_view::npos &&
           cell.find_first_of("0123456789") != std::string_view::npos && cell.find_first_of("eE") != 0;
}

/// 1,234 or 149,322: one to three digits, the first not 0, then exactly three.
bool couldBeThousands(std::string_view cell)
{
    if (cell.starts_with('-') || cell.starts_with('+')) {
        cell.remove_prefix(1);
    }
    const auto comma = cell.find(',');
    return comma >= 1 && comma <= 3 && cell.front() != '0' && cell.size() == comma + 4 &&
           cell.find_first_not_of("0123456789", comma + 1) == std::string_view::npos;
}

} // namespace

Result<std::string> DecimalSigns::canonical(std::string_view cell, std::size_t line)
{
    const bool comma = cell.find(',') != std::string_view::npos;
    const bool dot = cell.find('.') != std::string_view::npos;
    if ((!comma && !dot) || !looksLikeANumber(trimmed(cell))) {
        return std::string(cell);
    }
    if (comma && m_separator == ',') {
        return badLine(m_origin, line,
                       excerpt(cell) + " has a comma; in a comma separated file write numbers with a dot, or separate "
                                       "the columns by semicolons");
    }
    auto number = parseDecimal(cell);
    if (!number) {
        if (comma) {
            return badLine(m_origin, line, number.error().message);
        }
        return std::string(cell); // 21.2.2012: a date, not a number
    }
    const CommaNumber asRead{line, std::string(trimmed(cell)), number->canonical};
    if (comma && !m_comma) {
        m_comma = asRead;
    } else if (!comma && m_dotLine == 0) {
        m_dotLine = line;
    }
    if (m_comma && m_dotLine != 0) {
        return badLine(m_origin, line,
                       excerpt(cell) + " is ambiguous: line " + std::to_string(comma ? m_dotLine : m_comma->line) +
                           " uses the other decimal sign; use one in the whole file");
    }
    if (comma && couldBeThousands(number->commaSeen ? trimmed(cell) : cell)) {
        if (!m_thousands) {
            m_thousands = asRead;
        }
    } else if (comma) {
        m_commaSure = true;
    }
    return number->canonical;
}

Result<void> DecimalSigns::finish() const
{
    if (m_separator == '\t' && m_thousands && !m_commaSure) {
        return badLine(m_origin, m_thousands->line,
                       excerpt(m_thousands->typed) +
                           " is ambiguous: the comma may be a decimal sign or a thousands separator; "
                           "write it with a dot or without separator");
    }
    return {};
}

} // namespace tgc::formats
