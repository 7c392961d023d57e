// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/write_xlsx.h"

#include <fstream>
#include <iterator>

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "app/formats/atomic_file.h"
#include "app/formats/c_locale.h"

namespace tgc::formats {

namespace {

constexpr std::size_t maxRows = 1048576;

lxw_error fillSheet(lxw_worksheet *sheet, const OutTable &table, lxw_format *bold)
{
    lxw_error status = LXW_NO_ERROR;
    const auto keepFirst = [&status](lxw_error next) { status = status == LXW_NO_ERROR ? next : status; };
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        keepFirst(worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(c), table.columns[c].c_str(), bold));
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
            const OutCell &cell = table.rows[r][c];
            const auto row = static_cast<lxw_row_t>(r + 1);
            const auto column = static_cast<lxw_col_t>(c);
            const auto number = cell.isNumber ? parseDotDecimal(cell.text) : fail(ErrorCode::BadInput, {});
            if (number) {
                keepFirst(worksheet_write_number(sheet, row, column, *number, nullptr));
            } else if (!cell.text.empty()) {
                keepFirst(worksheet_write_string(sheet, row, column, cell.text.c_str(), nullptr));
            }
        }
    }
    worksheet_freeze_panes(sheet, 1, 0);
    return status;
}

/// A file that is on no disk.
class MemoryFile {
public:
    MemoryFile() : m_fd(::memfd_create("workbook", MFD_CLOEXEC)) {}
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;
    ~MemoryFile()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    [[nodiscard]] bool isThere() const { return m_fd >= 0; }
    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(m_fd); }
    [[nodiscard]] std::string bytes() const
    {
        std::ifstream in(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

private:
    int m_fd;
};

} // namespace

Result<void> writeXlsx(const std::filesystem::path &target, const std::vector<OutTable> &sheets)
{
    for (const auto &table : sheets) {
        if (table.rows.size() >= maxRows) {
            return fail(ErrorCode::BadInput, target.string() + ": \"" + table.name + "\" has " +
                                                 std::to_string(table.rows.size()) +
                                                 " rows, more than a sheet holds; write .csv instead");
        }
    }
    // In memory first: what the disk refuses is then told in our words, and the library's own go nowhere.
    const MemoryFile memory;
    const DotDecimals dots;
    lxw_workbook *workbook = memory.isThere() ? workbook_new(memory.path().c_str()) : nullptr;
    if (workbook == nullptr) {
        return fail(ErrorCode::Io, target.string() + ": the workbook cannot be made");
    }
    lxw_format *bold = workbook_add_format(workbook);
    format_set_bold(bold);
    lxw_error status = LXW_NO_ERROR;
    for (const auto &table : sheets) {
        lxw_worksheet *sheet = workbook_add_worksheet(workbook, table.name.empty() ? nullptr : table.name.c_str());
        const lxw_error filled = sheet == nullptr ? LXW_ERROR_PARAMETER_VALIDATION : fillSheet(sheet, table, bold);
        status = status == LXW_NO_ERROR ? filled : status;
    }
    const lxw_error closed = workbook_close(workbook); // writes the file and frees everything
    status = status == LXW_NO_ERROR ? closed : status;
    const std::string bytes = status == LXW_NO_ERROR ? memory.bytes() : std::string();
    if (bytes.empty()) {
        return fail(ErrorCode::Io, target.string() + ": the workbook cannot be written: " + lxw_strerror(status));
    }
    return writeFile(target, bytes);
}

} // namespace tgc::formats
