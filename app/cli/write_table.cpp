// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/write_table.h"

#include "app/formats/write_csv.h"
#include "app/formats/write_xlsx.h"

namespace tgc::cli {

Result<void> writeTable(const std::filesystem::path &file, const formats::OutTable &table)
{
    const std::string ending = file.extension().string();
    if (ending == ".xlsx") {
        return formats::writeXlsx(file, {table});
    }
    if (ending == ".csv" || file == "-") {
        return formats::writeCsv(file, table);
    }
    return fail(ErrorCode::BadInput, file.string() + ": the name must end in .csv or .xlsx");
}

} // namespace tgc::cli
