// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/care_acts.h"

#include "db/dates.h"
#include "db/schema_version.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

constexpr int firstWithCare = 13;

CareActRecord recordOf(const Row &row)
{
    CareActRecord act;
    act.id = integerOf(row, "id");
    act.bench = textOf(row, "bench");
    act.kind = textOf(row, "kind");
    act.at_utc = textOf(row, "at_utc");
    act.by = textOf(row, "by_person");
    act.value = textOf(row, "value");
    act.unit = textOf(row, "unit");
    act.minimum = textOf(row, "minimum");
    act.expiresOn = textOf(row, "expires_on");
    act.part = textOf(row, "part");
    act.instrument = textOf(row, "instrument");
    act.note = textOf(row, "note");
    act.voids = optionalInteger(row, "voids");
    act.source = sourceOf(row);
    act.createdAt_utc = textOf(row, "created_at");
    return act;
}

Row rowOf(const CareActRecord &act, const std::string &now)
{
    return {{"bench", act.bench},
            {"kind", act.kind},
            {"at_utc", act.at_utc},
            {"by_person", act.by},
            {"value", textOrNull(act.value)},
            {"unit", textOrNull(act.unit)},
            {"minimum", textOrNull(act.minimum)},
            {"expires_on", textOrNull(act.expiresOn)},
            {"part", textOrNull(act.part)},
            {"instrument", textOrNull(act.instrument)},
            {"note", textOrNull(act.note)},
            {"voids", valueOf(act.voids)},
            {"source", std::string(toString(act.source))},
            {"created_at", now}};
}

/// The bench of the act that may be taken back.
Result<std::string> benchOfVoided(const Connection &connection, RecordId id)
{
    const auto voided = connection.row("care_acts", id);
    const std::string name = "act " + std::to_string(id);
    if (!voided) {
        return fail(ErrorCode::BadInput, "there is no " + name + ": tgc care acts lists them with their numbers");
    }
    if (textOf(*voided, "kind") == "void") {
        return fail(ErrorCode::BadInput, name + " is a void, and stays: record anew what it took back by mistake");
    }
    if (!connection.rows("SELECT id FROM care_acts WHERE voids = ?", {id}).empty()) {
        return fail(ErrorCode::BadInput, name + " is taken back already");
    }
    return textOf(*voided, "bench");
}

} // namespace

Result<RecordId> addCareAct(Store &store, const CareActRecord &act)
{
    return change(StoreAccess::connection(store), [&](Change &writes) -> Result<RecordId> {
        CareActRecord kept = act;
        if (!act.expiresOn.empty() && !isDate(act.expiresOn)) {
            return fail(ErrorCode::BadInput, "\"" + act.expiresOn + "\" is no day: write it as 2027-03-31");
        }
        if (act.voids) {
            auto bench = benchOfVoided(writes.connection(), *act.voids);
            if (!bench) {
                return fail(bench.error());
            }
            kept.bench = std::move(*bench);
        }
        const RecordId id = writes.insert("care_acts", rowOf(kept, writes.connection().now()));
        writes.log("added", "care_acts", id, kept.note);
        return id;
    });
}

Result<std::vector<CareActRecord>> careActs(const Store &store)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<CareActRecord>> {
        std::vector<CareActRecord> found;
        if (schemaVersion(connection.database) < firstWithCare) {
            return found;
        }
        for (const Row &row : connection.rows("SELECT * FROM care_acts ORDER BY id")) {
            found.push_back(recordOf(row));
        }
        return found;
    });
}

} // namespace tgc::db
