// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/interlock_json.h"

namespace tgc::bench {

using nlohmann::json;

namespace {

json wordJson(const std::optional<InterlockWord> &word)
{
    return word ? json{{"by", word->by}, {"reason", word->reason}, {"t", word->utc}} : json(nullptr);
}

} // namespace

std::string interlockState(const InterlockVerdict &verdict, const InterlockLatch &latch, drivers::Instant now)
{
    if (verdict.state == InterlockVerdict::State::Tripped) {
        return "tripped";
    }
    if (latch.latched()) { // also while its sensor is not heard of yet: that it tripped is what must be seen
        return "latched";
    }
    if (verdict.state == InterlockVerdict::State::Unknown) {
        return "unknown";
    }
    return latch.inhibited(now) ? "inhibited" : "ok";
}

json interlockJson(const Interlock &declared, const InterlockVerdict &verdict, const InterlockLatch &latch,
                   drivers::Instant now)
{
    const bool volumes = declared.kind == InterlockKind::TitratorOverVolume;
    const bool inhibited = latch.inhibited(now);
    json inhibition = inhibited ? wordJson(latch.inhibition()) : json(nullptr);
    if (inhibited) {
        inhibition["until"] = latch.inhibitedUntilUtc();
    }
    return {{"name", declared.name},
            {"kind", std::string(wordOf(declared.kind))},
            {"point", declared.point},
            {"action", std::string(wordOf(declared.action))},
            {"state", interlockState(verdict, latch, now)},
            {"value", numberOrNull(verdict.value)},
            {"limit", declared.kind == InterlockKind::LostLink ? json(nullptr)
                      : volumes                                ? json(declared.perHour_mL)
                                                               : json(declared.limit)},
            {"per_vial_mL", volumes ? json(declared.limit) : json(nullptr)},
            {"unit", volumes ? "mL" : declared.unit},
            {"trips", declared.above ? "above" : "below"},
            {"sentence", verdict.sentence},
            {"message", declared.message},
            {"lets_dose", latch.lets(verdict, now)},
            {"latched", latch.latched()},
            {"latched_by", latch.latchedBy()},
            {"inhibited", inhibition},
            {"acknowledged", wordJson(latch.acknowledgement())}};
}

} // namespace tgc::bench
