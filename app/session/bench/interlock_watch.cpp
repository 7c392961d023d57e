// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/interlock_watch.h"

#include <algorithm>

#include "app/session/bench/bench_core.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

constexpr drivers::Duration lookEvery = 250ms;
/// However fast a simulated bench is: the machine that simulates it has delays of its own.
constexpr drivers::Duration leastAge = 2s;

} // namespace

InterlockWatch::InterlockWatch(BenchCore &core, Readings &readings)
    : m_core(core), m_readings(readings), m_memory(core.context.interlockMemory), m_ledger(core.file.timeScale)
{
    for (const Interlock &declared : core.file.interlocks) {
        m_watched.push_back({declared});
    }
}

void InterlockWatch::start()
{
    const std::lock_guard lock(m_mutex);
    m_started = m_core.now();
    m_stopping = false;
    if (m_watched.empty()) {
        return;
    }
    auto memory = m_memory.load();
    if (!memory) {
        m_core.log("error", memory.error().message);
    }
    for (Watched &watched : m_watched) {
        if (!memory) {
            watched.latch.latchAgain("what was latched before the station was started is not known");
        } else if (const auto was = memory->latched.find(watched.declared.name); was != memory->latched.end()) {
            watched.latch.latchAgain(was->second);
        }
    }
    for (DoseEntry &dose : memory ? memory->doses : std::vector<DoseEntry>()) {
        m_ledger.add(std::move(dose));
    }
    m_readings.setListener([this] { wake(); });
    m_thread = std::thread([this] { run(); });
}

void InterlockWatch::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void InterlockWatch::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_wake.notify_all();
}

void InterlockWatch::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_woken = false;
        look(m_core.now());
        std::vector<std::pair<Interlock, std::string>> due;
        for (Watched &watched : m_watched) {
            if (std::exchange(watched.actDue, false)) {
                due.emplace_back(watched.declared, watched.latch.latchedBy());
            }
        }
        lock.unlock();
        for (const auto &[interlock, why] : due) {
            m_core.log("error",
                       "interlock " + interlock.name + " (" + std::string(wordOf(interlock.action)) + "): " + why);
            if (m_act) {
                m_act(interlock, why);
            }
        }
        lock.lock();
        m_wake.wait_for(lock, lookEvery, [this] { return m_woken || m_stopping; });
    }
}

InterlockInputs InterlockWatch::inputsOf(Watched &watched, drivers::Instant now, const std::string &vial,
                                         double asked_mL)
{
    const Interlock &declared = watched.declared;
    InterlockInputs inputs;
    inputs.now = now;
    inputs.started = m_started;
    inputs.maxAge = std::max(leastAge, m_core.wall(declared.maxAge_s));
    if (declared.reads()) {
        inputs.reading = m_readings.find(declared.point);
    } else if (declared.kind == InterlockKind::LostLink) {
        inputs.link = m_links ? m_links(declared.point) : std::nullopt;
        if (inputs.link) {
            // A device that is said to be ready and answers nothing any more is not there.
            if (inputs.link->usable && (!inputs.link->counted || inputs.link->answers != watched.answers)) {
                watched.heard = now;
                watched.answers = inputs.link->answers;
            }
            inputs.link->heard = watched.heard;
        }
    } else {
        inputs.doses = m_ledger.sums(vial, asked_mL, std::chrono::system_clock::now(), uptimeNow());
    }
    return inputs;
}

void InterlockWatch::look(drivers::Instant now)
{
    bool latchedAnew = false;
    for (Watched &watched : m_watched) {
        watched.verdict = judgeInterlock(watched.declared, inputsOf(watched, now, {}, 0.0));
        const bool before = watched.latch.latched();
        if (watched.latch.take(watched.declared, watched.verdict, now, m_core.wall(watched.declared.delay_s)) ==
            InterlockLatch::Due::Act) {
            watched.actDue = true;
        }
        latchedAnew = latchedAnew || (watched.latch.latched() && !before);
        tell(watched, now);
    }
    if (latchedAnew) {
        (void)remember(); // told where it fails
    }
}

bool InterlockWatch::heard()
{
    const std::lock_guard lock(m_mutex);
    look(m_core.now());
    return std::none_of(m_watched.begin(), m_watched.end(), [](const Watched &watched) {
        return watched.verdict.state == InterlockVerdict::State::Unknown;
    });
}

std::string InterlockWatch::refusal(const Watched &watched, const InterlockVerdict &verdict, drivers::Instant now) const
{
    const std::string name = "interlock " + watched.declared.name;
    std::string why;
    if (verdict.state != InterlockVerdict::State::Ok) {
        why = name + (verdict.state == InterlockVerdict::State::Unknown ? " is not known yet: " : " is tripped: ") +
              verdict.sentence;
    } else if (watched.latch.latched()) {
        why = name + " was tripped and is not acknowledged: " + watched.latch.latchedBy() +
              "; look, then acknowledge it with name and reason";
    } else if (watched.latch.inhibited(now)) {
        why = name + " is inhibited by " + watched.latch.inhibition()->by + " (" + watched.latch.inhibition()->reason +
              "); what nobody watches is not safe, so nothing is dosed until it is released";
    }
    return why.empty() || watched.declared.message.empty() ? why : why + " [" + watched.declared.message + "]";
}

std::string InterlockWatch::whyNot(const std::string &vial, double asked_mL, bool acts)
{
    const drivers::Instant now = m_core.now();
    std::string all;
    for (Watched &watched : m_watched) {
        const auto verdict = judgeInterlock(watched.declared, inputsOf(watched, now, vial, asked_mL));
        if (watched.latch.lets(verdict, now)) {
            continue;
        }
        all += (all.empty() ? "Not dosed: " : "; ") + refusal(watched, verdict, now);
        if (acts && verdict.state == InterlockVerdict::State::Tripped) {
            watched.actDue =
                watched.latch.refused(watched.declared, verdict.sentence, now) == InterlockLatch::Due::Act ||
                watched.actDue;
            tell(watched, now);
        }
    }
    return all;
}

std::string InterlockWatch::whyNot(const std::string &vial, double asked_mL)
{
    const std::lock_guard lock(m_mutex);
    return whyNot(vial, asked_mL, false);
}

Result<void> InterlockWatch::mayDose(const std::string &vial, double asked_mL)
{
    if (m_watched.empty()) {
        return {};
    }
    std::string why;
    {
        const std::lock_guard lock(m_mutex);
        why = whyNot(vial, asked_mL, true);
        if (!why.empty()) {
            (void)remember(); // told where it fails
        }
    }
    wake();
    return why.empty() ? Result<void>() : fail(ErrorCode::Busy, why);
}

Result<std::uint64_t> InterlockWatch::letDose(const std::string &vial, double asked_mL)
{
    if (m_watched.empty()) {
        return 0;
    }
    std::string why;
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(m_mutex);
        why = whyNot(vial, asked_mL, true);
        if (why.empty()) {
            number = m_ledger.add({std::chrono::system_clock::now(), vial, asked_mL, 0, uptimeNow()});
        }
        if (const auto kept = remember(); !kept && why.empty()) { // a dose that would be forgotten is not given
            m_ledger.settle(number, 0.0);
            why = "Not dosed: " + kept.error().message;
        }
    }
    wake();
    return why.empty() ? Result<std::uint64_t>(number) : fail(ErrorCode::Busy, why);
}

void InterlockWatch::settle(std::uint64_t dose, double atMost_mL)
{
    if (m_watched.empty()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_ledger.settle(dose, atMost_mL);
        (void)remember(); // told where it fails; what stands there counts the dose as given
    }
    wake();
}

Result<void> InterlockWatch::letInitialise()
{
    const std::lock_guard lock(m_mutex);
    const drivers::Instant now = m_core.now();
    look(now);
    for (const Watched &watched : m_watched) {
        if (watched.declared.reads() && !watched.latch.lets(watched.verdict, now)) {
            return fail(ErrorCode::Busy, "Not initialised, it moves liquid: " + refusal(watched, watched.verdict, now));
        }
    }
    return {};
}

Result<void> InterlockWatch::letQueue()
{
    const std::lock_guard lock(m_mutex);
    const drivers::Instant now = m_core.now();
    look(now);
    for (const Watched &watched : m_watched) {
        const bool stands = watched.verdict.state == InterlockVerdict::State::Tripped || watched.latch.latched();
        if (watched.declared.action != InterlockAction::RefuseDose && stands && !watched.latch.inhibited(now)) {
            return fail(ErrorCode::Busy, "The queue is not started: " + refusal(watched, watched.verdict, now));
        }
    }
    return {};
}

bool InterlockWatch::countsVials() const
{
    return std::any_of(m_watched.begin(), m_watched.end(), [](const Watched &watched) {
        return watched.declared.kind == InterlockKind::TitratorOverVolume;
    });
}

Result<void> InterlockWatch::remember()
{
    Remembered memory;
    for (const Watched &watched : m_watched) {
        if (watched.latch.latched()) {
            memory.latched.emplace(watched.declared.name, watched.latch.latchedBy());
        }
    }
    memory.doses = m_ledger.entries();
    auto saved = m_memory.save(memory);
    const std::string fault = saved ? std::string() : saved.error().message;
    if (fault != m_rememberFault && !fault.empty()) {
        m_core.log("error", fault);
    }
    m_rememberFault = fault;
    return saved;
}

} // namespace tgc::bench
