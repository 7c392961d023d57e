// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/integration_tables.h"

#include "app/cli/events_table.h"
#include "app/formats/file_bytes.h"
#include "app/session/processing_record.h"
#include "app/session/run_records.h"

namespace tgc::cli {

using formats::textCell;

namespace {

std::string nameOf(const db::StoredMethod &method)
{
    return method.method.name + " version " + std::to_string(method.version);
}

} // namespace

Result<std::map<db::RecordId, std::string>> methodNames(const db::Store &store)
{
    const auto methods = store.methods();
    if (!methods) {
        return fail(methods.error());
    }
    std::map<db::RecordId, std::string> names;
    for (const db::StoredMethod &method : *methods) {
        names.emplace(method.id, nameOf(method));
    }
    return names;
}

std::size_t eventCount(const db::NewResult &integration)
{
    std::size_t count = 0;
    for (const std::string &channel : session::channelsOf(integration)) {
        if (const auto inputs = session::inputsOf(integration, std::nullopt, channel)) {
            count += inputs->manual.size();
        }
    }
    return count;
}

Result<IntegrationTables> integrationTables(const db::Store &store, db::RecordId run)
{
    IntegrationTables tables;
    const auto latest = session::latestIntegration(store, run);
    if (!latest) {
        return fail(latest.error());
    }
    if (!*latest) {
        return tables;
    }
    const db::StoredResult &stored = **latest;
    const auto add = [&](const char *field, const std::string &value) {
        tables.how.rows.push_back({textCell(field), textCell(value)});
    };
    add("version", std::to_string(stored.version));
    add("algorithm", stored.result.algorithmName);
    add("algorithm_version", stored.result.algorithmVersion);
    std::string name;
    std::string hash;
    if (stored.result.methodId) {
        const auto methods = store.methods();
        if (!methods) {
            return fail(methods.error());
        }
        for (const db::StoredMethod &method : *methods) {
            if (method.id == *stored.result.methodId) {
                name = nameOf(method);
                hash = formats::sha256Hex(method.method.text);
            }
        }
    }
    add("method", name);
    add("method_sha256", hash);
    add("saved_utc", stored.createdAt_utc);
    add("saved_by", stored.createdBy);
    add("program", stored.program);
    for (const std::string &channel : session::channelsOf(stored.result)) {
        const auto inputs = session::inputsOf(stored.result, std::nullopt, channel);
        if (!inputs) {
            return fail(inputs.error());
        }
        const formats::OutTable own = eventRows(inputs->manual);
        for (auto row : own.rows) {
            row.insert(row.begin(), textCell(channel));
            tables.events.rows.push_back(std::move(row));
        }
    }
    return tables;
}

} // namespace tgc::cli
