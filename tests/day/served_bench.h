// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <atomic>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "app/cli/simulator.h"

/// The simulated bench as `tgc simulate` serves it, over the protocols of real devices, in a thread of the test: so that
/// the test can ask what is really in a vial, play the person at the bench, and let things break when the day has come so
/// far. The station, its drivers and every program talk to it through sockets and terminals alone.
namespace tgc::test {

class ServedBench {
public:
    explicit ServedBench(std::unique_ptr<cli::Simulator> simulator)
        : m_simulator(std::move(simulator)), m_thread([this] {
              m_simulator->run([this] {
                  work();
                  return m_stop.load();
              });
          })
    {
    }
    ServedBench(const ServedBench &) = delete;
    ServedBench &operator=(const ServedBench &) = delete;
    ~ServedBench()
    {
        m_stop = true;
        m_thread.join();
    }

    /// Does that to the bench, in the thread that serves it, and waits until it is done.
    template <class Act>
    auto on(Act act)
    {
        using Answer = std::invoke_result_t<Act, simulation::SimulatedBench &>;
        auto task = std::make_shared<std::packaged_task<Answer()>>(
            [this, act = std::move(act)] { return act(m_simulator->bench()); });
        auto answer = task->get_future();
        {
            const std::lock_guard lock(m_mutex);
            m_tasks.emplace_back([task] { (*task)(); });
        }
        return answer.get();
    }

    /// From its next request on, or for Unplug at once: until it is mended.
    void breakDown(const char *device, simulation::FaultKind kind)
    {
        simulation::Fault fault;
        fault.device = device;
        fault.kind = kind;
        fault.at_s = 0.0;
        fault.seconds = 1e6;
        on([&](simulation::SimulatedBench &bench) { bench.faults(place(bench, device)).add(fault); });
    }
    void mend(const char *device)
    {
        on([&](simulation::SimulatedBench &bench) { bench.faults(place(bench, device)).mend(); });
    }
    [[nodiscard]] double liquid_mL(int position)
    {
        return on([position](simulation::SimulatedBench &bench) { return bench.model().vial(position)->liquid_mL(); });
    }
    /// Where the bench has the device of that name.
    [[nodiscard]] static std::size_t place(const simulation::SimulatedBench &bench, const std::string &device)
    {
        std::size_t at = 0;
        while (bench.devices().at(at).id != device) {
            ++at;
        }
        return at;
    }

private:
    void work()
    {
        std::deque<std::function<void()>> tasks;
        {
            const std::lock_guard lock(m_mutex);
            tasks.swap(m_tasks);
        }
        for (const auto &task : tasks) {
            task();
        }
    }

    std::unique_ptr<cli::Simulator> m_simulator;
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_tasks;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace tgc::test
