// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/care_runs.h"

#include "db/schema_version.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

constexpr int firstWithResults = 4;

std::string injectedOnly(const Connection &connection)
{
    std::string condition = "(status IN ('done', 'stopped', 'imported')";
    if (knowsRoles(connection)) {
        condition += " OR EXISTS (SELECT 1 FROM run_marks WHERE run_id = runs.id AND kind = 'zero')";
    }
    return condition + ") AND (withdrawn_at IS NULL OR format = 'tgc-spool')";
}

constexpr const char *namedPeaks = R"(
    SELECT results.run_id, peaks.channel, peaks.name, max(peaks.apex_s) AS apex_s, max(peaks.resolution) AS resolution
    FROM runs JOIN results ON results.run_id = runs.id JOIN peaks ON peaks.result_id = results.id
    WHERE coalesce(runs.instrument, '') = ? AND runs.id >= ? AND runs.withdrawn_at IS NULL
      AND results.kind = 'integration' AND results.withdrawn_at IS NULL AND peaks.name IS NOT NULL
      AND results.version = (SELECT max(version) FROM results later WHERE later.run_id = runs.id
                             AND later.kind = 'integration' AND later.withdrawn_at IS NULL)
    GROUP BY results.run_id, peaks.channel, peaks.name HAVING count(*) = 1 ORDER BY results.run_id)";

} // namespace

Result<std::vector<CareRun>> careRuns(const Store &store)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<CareRun>> {
        std::vector<CareRun> found;
        if (schemaVersion(connection.database) < firstWithResults) {
            return found;
        }
        for (const Row &row :
             connection.rows("SELECT id, instrument, method_name, started_utc, acquired_at, source FROM "
                             "runs WHERE " +
                             injectedOnly(connection) + " ORDER BY id")) {
            found.push_back({integerOf(row, "id"), textOf(row, "instrument"), textOf(row, "method_name"),
                             textOf(row, "started_utc"), textOf(row, "acquired_at"), sourceOf(row)});
        }
        return found;
    });
}

Result<std::vector<CareRetention>> careRetentions(const Store &store, const std::string &instrument, RecordId from)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<CareRetention>> {
        std::vector<CareRetention> found;
        if (schemaVersion(connection.database) < firstWithResults) {
            return found;
        }
        for (const Row &row : connection.rows(namedPeaks, {instrument, from})) {
            found.push_back({integerOf(row, "run_id"), textOf(row, "channel"), textOf(row, "name"),
                             optionalReal(row, "apex_s").value_or(0.0), optionalReal(row, "resolution")});
        }
        return found;
    });
}

} // namespace tgc::db
