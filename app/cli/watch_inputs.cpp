// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/watch_inputs.h"

#include <filesystem>

#include "app/cli/input_table.h"
#include "app/cli/parse_option.h"
#include "app/session/bench/queue_line.h"
#include "app/session/sample_records.h"

namespace tgc::cli {

/// The injection behind the last colon: names of samples may have colons too.
Result<HandMatch> parseHandMatch(const std::string &text)
{
    HandMatch match;
    const std::size_t equals = text.find_last_of('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        return fail(ErrorCode::BadInput, "--match: \"" + text + "\" is no FILE=SAMPLE or FILE=SAMPLE:INJECTION");
    }
    match.file = text.substr(0, equals);
    match.sampleId = text.substr(equals + 1);
    if (const std::size_t colon = match.sampleId.find_last_of(':'); colon != std::string::npos && colon > 0) {
        const auto number = parsePositive("--match", match.sampleId.substr(colon + 1));
        if (number && *number <= 1000.0) {
            match.injection = static_cast<int>(*number);
            match.sampleId.resize(colon);
        }
    }
    return match;
}

Result<std::vector<watch::Planned>> readQueue(const std::string &file, Console &console)
{
    const auto table = readInputTable(file, console);
    if (!table) {
        return fail(table.error());
    }
    std::vector<bench::QueueRow> rows;
    for (const auto &row : table->rows) {
        bench::QueueRow texts;
        for (std::size_t i = 0; i < table->columns.size(); ++i) {
            texts[table->columns[i]] = row.cells[i];
        }
        rows.push_back(std::move(texts));
    }
    const auto read = bench::readQueueLines(rows);
    if (!read) {
        return fail(ErrorCode::BadInput, file + ": " + read.error().message);
    }
    for (const std::string &warning : read->warnings) {
        console.warning(file + ": " + warning);
    }
    std::vector<watch::Planned> queue;
    for (const bench::QueueLine &line : read->lines) {
        queue.push_back({line.line, line.sampleId, line.group, line.kind, line.level, line.injections});
    }
    if (queue.empty()) {
        return fail(ErrorCode::BadInput, file + ": there is no row in it");
    }
    return queue;
}

Result<std::set<std::string>> addSamples(db::Store &store, const std::string &file, Console &console)
{
    const auto table = readInputTable(file, console);
    auto records = table ? session::sampleRecords(*table, db::SampleKind::Sample) : fail(table.error());
    if (!records) {
        return fail(records.error());
    }
    std::set<std::string> names;
    std::vector<db::Sample> added;
    for (db::Sample &record : *records) {
        names.insert(record.sampleId);
        const auto known = store.samples({.sampleId = record.sampleId});
        if (!known) {
            return fail(known.error());
        }
        if (known->empty()) {
            added.push_back(std::move(record));
        }
    }
    const auto saved = store.saveSamples(added, "imported from " + std::filesystem::path(file).filename().string());
    if (!saved) {
        return fail(saved.error());
    }
    if (added.size() < names.size()) {
        console.info(file + ": " + std::to_string(names.size() - added.size()) +
                     " of its samples are in the store already and stay as they are there");
    }
    return names;
}

} // namespace tgc::cli
