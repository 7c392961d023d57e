// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/integration_tables.h"

#include "app/cli/events_table.h"
#include "app/formats/file_bytes.h"
#include "app/session/processing_record.h"
#include "app/session/run_records.h"

namespace tgc::cli {

using formats::textCell;

std::size_t eventCount(const db::NewResult &integration)
{
    std::size_t count = 0;
    const auto inputs = session::inputsFromJson(integration.inputsJson);
    if (inputs) {
        for (const session::ChannelInputs &channel : *inputs) {
            count += channel.events.size();
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
                name = session::methodName(method);
                hash = formats::sha256Hex(method.method.text);
            }
        }
    }
    add("method", name);
    add("method_sha256", hash);
    add("saved_utc", stored.createdAt_utc);
    add("saved_by", stored.createdBy);
    add("program", stored.program);
    const auto inputs = session::inputsFromJson(stored.result.inputsJson);
    if (!inputs) {
        return fail(inputs.error());
    }
    for (const session::ChannelInputs &channel : *inputs) {
        for (auto row : eventRows(channel.events).rows) {
            row.insert(row.begin(), textCell(channel.channel));
            tables.events.rows.push_back(std::move(row));
        }
    }
    return tables;
}

} // namespace tgc::cli
