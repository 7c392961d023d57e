// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sample_records.h"

#include <algorithm>

#include "app/formats/table_row.h"
#include "app/session/foils_table.h"
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

bool sameCell(const db::Draw &a, const db::Draw &b, const std::string &column)
{
    const auto of = [&column](const db::Draw &draw) {
        const auto found = draw.values.find(column);
        return found == draw.values.end() ? std::string() : found->second;
    };
    return of(a) == of(b);
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
        if (kind == db::SampleKind::Check && id->starts_with(levelPrefix(kind))) {
            return row.bad("sample_id",
                           "\"" + *id + "\": names that begin so are those of gas; call the foil otherwise");
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

Result<std::vector<db::Sample>> checkRecords(const formats::TextTable &table, Source source)
{
    return isFoilsTable(table) ? sampleRecords(table, db::SampleKind::Check, source)
                               : standardRecords(table, source, db::SampleKind::Check);
}

Result<std::vector<db::Sample>> afterStoredChecks(const db::Store &store, std::vector<db::Sample> checks)
{
    for (db::Sample &check : checks) {
        if (!isGas(check) || !std::all_of(check.draws.begin(), check.draws.end(),
                                          [](const db::Draw &draw) { return draw.values.contains("injected_at"); })) {
            continue;
        }
        const auto stored = store.samples({.sampleId = check.sampleId});
        if (!stored) {
            return fail(stored.error());
        }
        std::vector<db::Draw> draws = stored->empty() ? std::vector<db::Draw>() : stored->front().record.draws;
        std::erase_if(draws, [&](const db::Draw &old) {
            return std::any_of(check.draws.begin(), check.draws.end(), [&](const db::Draw &draw) {
                return sameCell(old, draw, "injected_at") && sameCell(old, draw, "replicate");
            });
        });
        draws.insert(draws.end(), check.draws.begin(), check.draws.end());
        check.draws = std::move(draws);
    }
    return checks;
}

bool isGas(const db::Sample &sample)
{
    return sample.kind == db::SampleKind::Standard ||
           (sample.kind == db::SampleKind::Check && sample.sampleId.starts_with(levelPrefix(sample.kind)));
}

} // namespace tgc::session
