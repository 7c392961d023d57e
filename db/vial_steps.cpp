// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/vial_steps.h"

#include "db/schema_version.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

VialStepRecord recordOf(const Row &row)
{
    VialStepRecord step;
    step.id = integerOf(row, "id");
    step.sampleId = textOf(row, "sample_id");
    step.step = textOf(row, "step");
    step.at_utc = textOf(row, "at_utc");
    step.by = textOf(row, "by_person");
    step.how = textOf(row, "how");
    step.value = textOf(row, "value");
    step.unit = textOf(row, "unit");
    step.known = integerOf(row, "known") != 0;
    step.reaction_s = textOf(row, "reaction_s");
    step.note = textOf(row, "note");
    step.overrideReason = textOf(row, "override_reason");
    step.voids = optionalInteger(row, "voids");
    step.source = sourceOf(row);
    step.createdAt_utc = textOf(row, "created_at");
    return step;
}

Row rowOf(const VialStepRecord &step, RecordId sample, const std::string &now)
{
    return {{"sample", sample},
            {"step", step.step},
            {"at_utc", step.at_utc},
            {"by_person", step.by},
            {"how", step.how},
            {"value", textOrNull(step.value)},
            {"unit", textOrNull(step.unit)},
            {"known", std::int64_t{step.known ? 1 : 0}},
            {"reaction_s", textOrNull(step.reaction_s)},
            {"note", textOrNull(step.note)},
            {"override_reason", textOrNull(step.overrideReason)},
            {"voids", valueOf(step.voids)},
            {"source", std::string(toString(step.source))},
            {"created_at", now}};
}

} // namespace

Result<RecordId> addVialStep(Store &store, const VialStepRecord &step, RecordId last)
{
    return change(StoreAccess::connection(store), [&](Change &writes) -> Result<RecordId> {
        const Connection &connection = writes.connection();
        const auto samples =
            connection.rows("SELECT id FROM samples WHERE sample_id = ? AND withdrawn_at IS NULL", {step.sampleId});
        if (samples.empty()) {
            return fail(ErrorCode::BadInput,
                        "there is no sample \"" + step.sampleId + "\" in the store: type or import it first");
        }
        const RecordId sample = integerOf(samples.front(), "id");
        const auto newest =
            connection.rows("SELECT coalesce(max(id), 0) AS id FROM vial_steps WHERE sample = ?", {sample});
        if (integerOf(newest.front(), "id") != last) {
            return fail(ErrorCode::BadInput, "not recorded, " + step.sampleId + ", " + step.step +
                                                 ": another step was recorded for this vial meanwhile; look at the "
                                                 "vial's list and record it again if it still is to be recorded");
        }
        const RecordId id = writes.insert("vial_steps", rowOf(step, sample, connection.now()));
        writes.log("added", "vial_steps", id, step.note);
        return id;
    });
}

Result<std::vector<VialStepRecord>> vialSteps(const Store &store, const std::optional<std::string> &sampleId)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<VialStepRecord>> {
        std::vector<VialStepRecord> found;
        if (schemaVersion(connection.database) < 11) {
            return found;
        }
        for (const Row &row : connection.rows("SELECT vial_steps.*, samples.sample_id FROM vial_steps "
                                              "JOIN samples ON samples.id = vial_steps.sample "
                                              "WHERE samples.withdrawn_at IS NULL AND (?1 IS NULL OR "
                                              "samples.sample_id = ?1) ORDER BY vial_steps.id",
                                              {valueOf(sampleId)})) {
            found.push_back(recordOf(row));
        }
        return found;
    });
}

} // namespace tgc::db
