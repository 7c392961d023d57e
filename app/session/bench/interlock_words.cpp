// SPDX-License-Identifier: GPL-3.0-or-later
// What persons say to interlocks, and what interlocks tell.
#include <algorithm>

#include "analysis/core/near_name.h"
#include "app/session/bench/interlock_json.h"
#include "app/session/bench/interlock_watch.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

namespace {

/// Values change all the time; who looks wants them now and then, and every change of state at once.
constexpr drivers::Duration tellEvery = std::chrono::seconds(2);
constexpr double longestInhibition_min = 480.0; ///< a shift

/// Without what changes all the time.
nlohmann::json lasting(nlohmann::json told)
{
    if (!told.is_object()) { // nothing was told yet
        return told;
    }
    for (const char *key : {"value", "sentence"}) {
        told.erase(key);
    }
    return told;
}

} // namespace

Result<void> InterlockWatch::acknowledge(const std::string &name, InterlockWord word)
{
    const std::lock_guard lock(m_mutex);
    Watched *watched = find(name);
    if (watched == nullptr) {
        return fail(noSuch(name));
    }
    const drivers::Instant now = m_core.now();
    look(now);
    const std::string said = "interlock " + name + " was acknowledged by " + word.by + ": " + word.reason;
    if (auto done = watched->latch.acknowledge(watched->declared, watched->verdict, std::move(word)); !done) {
        return done;
    }
    m_core.log("warning", said);
    tell(*watched, now);
    return remember();
}

Result<void> InterlockWatch::inhibit(const std::string &name, InterlockWord word, double minutes)
{
    const std::lock_guard lock(m_mutex);
    Watched *watched = find(name);
    if (watched == nullptr) {
        return fail(noSuch(name));
    }
    if (!(minutes > 0.0 && minutes <= longestInhibition_min)) {
        return fail(ErrorCode::BadInput, "minutes must be above 0 and at most 480, a shift");
    }
    const drivers::Instant now = m_core.now();
    m_core.log("warning", "interlock " + name + " is inhibited for " + spoken(minutes) + " min by " + word.by + ": " +
                              word.reason + "; nothing is dosed meanwhile");
    const auto lasts =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::duration<double, std::ratio<60>>(minutes));
    watched->latch.inhibit(std::move(word), now + lasts, utcText(std::chrono::system_clock::now() + lasts));
    watched->actDue = false;
    look(now);
    return {};
}

Result<void> InterlockWatch::release(const std::string &name, const InterlockWord &word)
{
    {
        const std::lock_guard lock(m_mutex);
        Watched *watched = find(name);
        if (watched == nullptr) {
            return fail(noSuch(name));
        }
        if (!watched->latch.inhibited(m_core.now())) {
            return fail(ErrorCode::BadInput, name + " is not inhibited");
        }
        m_core.log("warning", "the inhibition of interlock " + name + " was ended by " + word.by + ": " + word.reason);
        watched->latch.release();
        look(m_core.now());
    }
    wake();
    return {};
}

InterlockWatch::Watched *InterlockWatch::find(const std::string &name)
{
    const auto found = std::find_if(m_watched.begin(), m_watched.end(),
                                    [&](const Watched &watched) { return watched.declared.name == name; });
    return found != m_watched.end() ? &*found : nullptr;
}

Error InterlockWatch::noSuch(const std::string &name) const
{
    std::vector<std::string_view> names;
    for (const Watched &watched : m_watched) {
        names.emplace_back(watched.declared.name);
    }
    return {ErrorCode::BadInput, "the bench file declares no interlock \"" + name + "\"" + nearName(name, names)};
}

nlohmann::json InterlockWatch::json()
{
    const std::lock_guard lock(m_mutex);
    const drivers::Instant now = m_core.now();
    nlohmann::json list = nlohmann::json::array();
    for (Watched &watched : m_watched) {
        watched.verdict = judgeInterlock(watched.declared, inputsOf(watched, now, {}, 0.0));
        list.push_back(interlockJson(watched.declared, watched.verdict, watched.latch, now));
    }
    return list;
}

void InterlockWatch::tell(Watched &watched, drivers::Instant now)
{
    nlohmann::json fresh = interlockJson(watched.declared, watched.verdict, watched.latch, now);
    const bool changed = lasting(fresh) != lasting(watched.told);
    if (!changed && (fresh == watched.told || now - watched.toldAt < tellEvery)) {
        return;
    }
    watched.told = fresh;
    watched.toldAt = now;
    m_core.tell("interlock", std::move(fresh));
}

} // namespace tgc::bench
