// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/care_records.h"

#include "analysis/core/decimal.h"
#include "app/session/vial_step_records.h"

namespace tgc::session {

namespace {

/// As typed, with a point for a comma, like all that is stored.
std::string kept(const std::string &typed)
{
    const auto number = parseDecimal(typed);
    return number ? number->canonical : typed;
}

} // namespace

care::CareAct actOf(const db::CareActRecord &record)
{
    care::CareAct act;
    act.id = record.id;
    act.bench = record.bench;
    act.kind = care::kindFromString(record.kind).value_or(care::Kind::Note);
    act.at = zonedMoment(record.at_utc).value_or(care::TimePoint());
    act.by = record.by;
    act.value = record.value;
    act.unit = record.unit;
    act.minimum = record.minimum;
    act.expiresOn = record.expiresOn;
    act.part = record.part;
    act.instrument = record.instrument;
    act.note = record.note;
    act.voids = record.voids;
    return act;
}

db::CareActRecord recordOf(const care::CareAct &act)
{
    db::CareActRecord record;
    record.bench = act.bench;
    record.kind = std::string(care::wordOf(act.kind));
    record.at_utc = utcText(act.at);
    record.by = act.by;
    record.value = kept(act.value);
    record.minimum = kept(act.minimum);
    record.unit = act.value.empty() && act.minimum.empty() ? std::string() : act.unit;
    record.expiresOn = act.expiresOn;
    record.part = act.part;
    record.instrument = act.instrument;
    record.note = act.note;
    record.voids = act.voids;
    return record;
}

Result<std::vector<care::CareAct>> careActsOf(const db::Store &store)
{
    const auto records = db::careActs(store);
    if (!records) {
        return fail(records.error());
    }
    std::vector<care::CareAct> acts;
    for (const db::CareActRecord &record : *records) {
        acts.push_back(actOf(record));
    }
    return acts;
}

Result<db::RecordId> recordCare(db::Store &store, const care::CareAct &act, care::TimePoint now)
{
    if (const auto right = care::checkAct(act, now); !right) {
        return fail(right.error());
    }
    return db::addCareAct(store, recordOf(act));
}

Result<db::RecordId> voidCare(db::Store &store, db::RecordId id, const std::string &by, const std::string &reason,
                              care::TimePoint now)
{
    care::CareAct act;
    act.kind = care::Kind::Void;
    act.bench = "of the act taken back"; // the store puts that of the act there
    act.at = now;
    act.by = by;
    act.note = reason;
    act.voids = id;
    return recordCare(store, act, now);
}

} // namespace tgc::session
