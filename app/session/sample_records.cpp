// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sample_records.h"

#include <algorithm>

#include "app/formats/table_row.h"
#include "app/session/sample_columns.h"

namespace tgc::session {

namespace {

db::Sample &sampleNamed(std::vector<db::Sample> &samples, const std::string &id, db::SampleKind kind, Source source)
{
    const auto found =
        std::find_if(samples.begin(), samples.end(), [&](const auto &each) { return each.sampleId == id; });
    if (found != samples.end()) {
        return *found;
    }
    db::Sample &added = samples.emplace_back();
    added.sampleId = id;
    added.kind = kind;
    added.source = source;
    return added;
}

Result<void> needRows(const formats::TextTable &table)
{
    if (table.rows.empty()) {
        return fail(ErrorCode::BadInput, table.origin + ": has no rows below its header");
    }
    return {};
}

} // namespace

Result<std::vector<db::Sample>> sampleRecords(const formats::TextTable &table, db::SampleKind kind, Source source)
{
    if (const auto complete = formats::requireColumns(table, {"sample_id"}).and_then([&] { return needRows(table); });
        !complete) {
        return fail(complete.error());
    }
    std::vector<db::Sample> samples;
    for (const auto &line : table.rows) {
        const formats::TableRow row(table, line);
        const auto id = row.requiredText("sample_id");
        if (!id) {
            return fail(id.error());
        }
        db::Sample &sample = sampleNamed(samples, *id, kind, source);
        const bool first = sample.draws.empty();
        db::Draw &draw = sample.draws.emplace_back();
        draw.source = source;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const std::string &column = table.columns[i];
            const std::string &cell = line.cells[i];
            if (column == "sample_id" || cell.empty()) {
                continue;
            }
            if (isDrawColumn(column)) {
                draw.values[column] = cell;
            } else if (const auto known = sample.values.find(column); known == sample.values.end() && first) {
                sample.values[column] = cell;
            } else if (known == sample.values.end() || known->second != cell) {
                return row.bad(column, "sample " + *id + " has \"" + cell + "\" here and " +
                                           (known == sample.values.end() ? "nothing" : "\"" + known->second + "\"") +
                                           " in its first row; they must agree");
            }
        }
    }
    return samples;
}

std::string levelPrefix(db::SampleKind kind)
{
    return std::string(db::toString(kind)) + " ";
}

Result<std::vector<db::Sample>> standardRecords(const formats::TextTable &table, Source source, db::SampleKind kind)
{
    if (const auto complete = formats::requireColumns(table, {"level"}).and_then([&] { return needRows(table); });
        !complete) {
        return fail(complete.error());
    }
    std::vector<db::Sample> standards;
    for (const auto &line : table.rows) {
        const auto level = formats::TableRow(table, line).requiredText("level");
        if (!level) {
            return fail(level.error());
        }
        db::Sample &standard = sampleNamed(standards, levelPrefix(kind) + *level, kind, source);
        db::Draw &draw = standard.draws.emplace_back();
        draw.source = source;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i] != "level" && !line.cells[i].empty()) {
                draw.values[table.columns[i]] = line.cells[i];
            }
        }
    }
    return standards;
}

} // namespace tgc::session
