// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clocale>

#include <locale.h> // newlocale, uselocale: POSIX

namespace tgc::formats {

/// For the life of the object this thread prints numbers with a dot. Needed around libxlsxwriter, which prints with
/// printf: in a German locale its workbooks would hold 12,5, which no spreadsheet can open.
class DotDecimals {
public:
    DotDecimals() : m_plain(::newlocale(LC_NUMERIC_MASK, "C", nullptr)), m_before(::uselocale(m_plain)) {}
    ~DotDecimals()
    {
        ::uselocale(m_before);
        ::freelocale(m_plain);
    }
    DotDecimals(const DotDecimals &) = delete;
    DotDecimals &operator=(const DotDecimals &) = delete;

private:
    locale_t m_plain;
    locale_t m_before;
};

} // namespace tgc::formats
