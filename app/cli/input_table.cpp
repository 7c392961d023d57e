// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input_table.h"

#include "app/formats/read_table.h"

namespace tgc::cli {

Result<formats::TextTable> readInputTable(const std::filesystem::path &file, Console &console)
{
    auto table = formats::readTable(file);
    if (table && table->decimalCommas) {
        console.warning(table->origin + ":" + std::to_string(table->decimalCommas->line) + ": \"" +
                        table->decimalCommas->typed + "\" is read as " + table->decimalCommas->read +
                        ": decimal comma");
    }
    return table;
}

} // namespace tgc::cli
