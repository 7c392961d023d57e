// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bounds_table.h"

#include <algorithm>
#include <array>

#include "app/cli/input_table.h"
#include "app/formats/table_row.h"

namespace tgc::cli {

namespace {

Result<GivenBounds> boundsOf(const formats::TableRow &row)
{
    const auto start = row.number("start_s");
    const auto end = row.number("end_s");
    const auto baselineStart = row.optionalNumber("baseline_start");
    const auto baselineEnd = row.optionalNumber("baseline_end");
    for (const Error *error :
         {start ? nullptr : &start.error(), end ? nullptr : &end.error(),
          baselineStart ? nullptr : &baselineStart.error(), baselineEnd ? nullptr : &baselineEnd.error()}) {
        if (error != nullptr) {
            return fail(*error);
        }
    }
    if (!(*end > *start)) {
        return row.bad("end_s", "the interval ends before it begins");
    }
    GivenBounds bounds;
    bounds.start = seconds(*start);
    bounds.end = seconds(*end);
    if (*baselineStart) {
        bounds.baselineStart = detectorUnits(**baselineStart);
    }
    if (*baselineEnd) {
        bounds.baselineEnd = detectorUnits(**baselineEnd);
    }
    if (!row.text("name").empty()) {
        bounds.name = std::string(row.text("name"));
    }
    return bounds;
}

} // namespace

Result<std::vector<GivenBounds>> readBounds(const std::filesystem::path &file, Console &console)
{
    constexpr std::array<std::string_view, 5> known{"start_s", "end_s", "baseline_start", "baseline_end", "name"};
    const auto table = readInputTable(file, console);
    if (!table) {
        return fail(table.error());
    }
    if (const auto complete = formats::requireColumns(*table, {"start_s", "end_s"}); !complete) {
        return fail(complete.error());
    }
    for (const std::string &column : table->columns) {
        if (std::find(known.begin(), known.end(), column) == known.end()) {
            console.warning(table->origin + ": column " + column + " is not used");
        }
    }
    std::vector<GivenBounds> bounds;
    for (const auto &line : table->rows) {
        auto row = boundsOf(formats::TableRow(*table, line));
        if (!row) {
            return fail(row.error());
        }
        bounds.push_back(std::move(*row));
    }
    if (bounds.empty()) {
        return fail(ErrorCode::BadInput, table->origin + ": has no bounds below its header");
    }
    return bounds;
}

} // namespace tgc::cli
