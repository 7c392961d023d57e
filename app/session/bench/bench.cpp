// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/bench.h"

#include "app/session/bench/bench_parts.h"
#include "app/session/bench/commands.h"
#include "app/session/bench/queue_engine.h"
#include "app/session/bench/watchdogs.h"

namespace tgc::bench {

struct Bench::Impl {
    Impl(BenchFile file, BenchDevices devices, BenchContext context)
        : parts(std::move(file), std::move(context)), queue(parts)
    {
        parts.addDevices(std::move(devices));
        parts.interlocks.setAct([this](const Interlock &interlock, const std::string &why) {
            const std::string reason = "interlock " + interlock.name + ": " + why;
            if (interlock.action == InterlockAction::SafeState) {
                queue.abort(reason);
            } else if (queue.running()) {
                queue.hold(reason);
            }
        });
        queue.restore();
    }
    BenchParts parts;
    QueueEngine queue;
    bool running = false;
};

Bench::Bench(BenchFile file, BenchDevices devices, BenchContext context)
    : m_impl(std::make_unique<Impl>(std::move(file), std::move(devices), std::move(context)))
{
}

Bench::~Bench()
{
    stop("aborted");
}

void Bench::start()
{
    m_impl->running = true;
    m_impl->parts.interlocks.start();
    if (const std::string bare = withoutWatchdog(m_impl->parts.core.file); !bare.empty()) {
        m_impl->parts.core.log("info", bare);
    }
    for (const auto &bus : m_impl->parts.buses) {
        bus->start();
    }
    m_impl->queue.start();
}

void Bench::stop(const std::string &status)
{
    if (!std::exchange(m_impl->running, false)) {
        return;
    }
    m_impl->parts.interlocks.stop(); // they give orders to the queue
    // Then the queue: it asks the buses. What a bus has in hand, a dose say, is waited for.
    m_impl->queue.stop(status);
    m_impl->parts.safeStates();
    for (const auto &bus : m_impl->parts.buses) {
        (void)bus->inTurn<bool>([]() -> Result<bool> { return true; }); // behind the safe states
        bus->stop();
    }
}

Result<nlohmann::json> Bench::command(const std::string &name, const nlohmann::json &args)
{
    return doCommand(m_impl->parts, m_impl->queue, name, args);
}

void Bench::judged(std::uint64_t line, const LineVerdict &verdict)
{
    m_impl->queue.judged(line, verdict);
}

nlohmann::json Bench::snapshot() const
{
    return snapshotOf(m_impl->parts, m_impl->queue);
}

bool Bench::recordingNow() const
{
    return m_impl->parts.run.current().has_value();
}

} // namespace tgc::bench
