// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/adopter.h"

#include <algorithm>
#include <utility>

#include "app/session/adopt_run.h"

namespace tgc::station {

namespace {

using Clock = std::chrono::steady_clock;

} // namespace

Adopter::Adopter(AdopterOptions options, bench::EventLog &events)
    : m_options(std::move(options)),
      m_events(events),
      m_steps(m_options.spool, m_options.bench),
      m_thread([this](const std::stop_token &stop) { work(stop); })
{
}

Adopter::~Adopter() = default;

void Adopter::adopt(std::filesystem::path spool)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back({std::move(spool), Clock::now(), m_options.firstRetry, {}});
    }
    m_changed.notify_all();
}

bool Adopter::finish(std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    for (Waiting &one : m_waiting) {
        one.notBefore = Clock::now();
    }
    m_changed.notify_all();
    return m_changed.wait_for(lock, longest, [this] { return m_waiting.empty() && !m_working; });
}

void Adopter::work(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        const auto next = std::min_element(m_waiting.begin(), m_waiting.end(), [](const Waiting &a, const Waiting &b) {
            return a.notBefore < b.notBefore;
        });
        if (next == m_waiting.end()) {
            m_changed.wait(lock, stop, [this] { return !m_waiting.empty(); });
            continue;
        }
        if (const auto when = next->notBefore; when > Clock::now()) {
            // Something new, or a call for haste, comes sooner.
            m_changed.wait_until(lock, stop, when, [this, when] {
                return std::any_of(m_waiting.begin(), m_waiting.end(),
                                   [when](const Waiting &one) { return one.notBefore < when; });
            });
            continue;
        }
        Waiting one = std::move(*next);
        m_waiting.erase(next);
        m_working = true;
        lock.unlock();
        const bool done = tryOne(one);
        lock.lock();
        m_working = false;
        if (!done) {
            one.notBefore = Clock::now() + one.retryAfter;
            one.retryAfter = std::min(2 * one.retryAfter, m_options.longestRetry);
            m_waiting.push_back(std::move(one));
        }
        m_changed.notify_all();
    }
}

Result<db::Store> Adopter::openStore()
{
    db::OpenOptions options;
    options.busyTimeout = m_options.busyTimeout;
    options.anchors = m_options.anchors;
    options.anchorTrouble = [this](const Error &error) { say("warning", error.message); };
    return db::Store::open(m_options.store, options);
}

bool Adopter::tryOne(Waiting &one)
{
    if (one.spool.empty()) {
        return trySteps(one);
    }
    auto store = openStore();
    const auto adopted = store ? session::adoptRun(*store, one.spool) : fail(store.error());
    if (adopted) {
        m_events.add("adopted", {{"run", adopted->run}, {"store_id", db::runName(adopted->id)}});
        for (const std::string &warning : adopted->warnings) {
            say("warning", db::runName(adopted->id) + ": " + warning);
        }
        if (adopted->keptAside) {
            say("warning", db::runName(adopted->id) + ": whole records stand behind broken ones; the file is kept as " +
                               adopted->keptAside->string());
        }
        if (m_options.adopted) {
            m_options.adopted();
        }
        return true;
    }
    // A recording that cannot be read gets no better by itself.
    const bool hopeless = adopted.error().code == ErrorCode::Integrity && store.has_value();
    if (adopted.error().message != one.said) {
        one.said = adopted.error().message;
        say(hopeless ? "error" : "warning", "the run stays in its file " + one.spool.string() +
                                                (hopeless ? ": " : " and is taken into the store later: ") + one.said);
    }
    return hopeless;
}

void Adopter::say(const char *level, const std::string &text)
{
    m_events.add("log", {{"level", level}, {"text", text}});
}

} // namespace tgc::station
