// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/session/bench/device_slot.h"
#include "app/session/bench/reply.h"

namespace tgc::bench {

/// The one thread that talks on a physical bus. Others hand it work and wait for the answer.
class BusThread {
public:
    explicit BusThread(BenchCore &core) : m_core(core) {}
    BusThread(const BusThread &) = delete;
    BusThread &operator=(const BusThread &) = delete;
    ~BusThread() { stop(); }

    void add(std::unique_ptr<DeviceSlot> slot) { m_slots.push_back(std::move(slot)); } ///< before start
    void start();
    /// Ends after the work in hand; what waits is refused.
    void stop();

    [[nodiscard]] const std::vector<std::unique_ptr<DeviceSlot>> &slots() const { return m_slots; }

    /// Does `work` with the device, once, if it is connected when its turn comes; else it is refused in words, and never
    /// done later. Waits for it.
    template <class T>
    [[nodiscard]] Result<T> command(DeviceSlot &slot, std::function<Result<T>(drivers::Device &)> work)
    {
        return inTurn<T>([&slot, work = std::move(work)]() -> Result<T> {
            if (const auto usable = slot.usable(); !usable) {
                return fail(usable.error());
            }
            auto result = work(slot.device());
            slot.watch();
            return result;
        });
    }

    /// Does `work` whatever the state of the devices. Waits for it.
    template <class T>
    [[nodiscard]] Result<T> inTurn(std::function<Result<T>()> work)
    {
        const auto reply = std::make_shared<Reply<Result<T>>>();
        post([reply, work = std::move(work)](bool stopping) {
            reply->give(stopping ? Result<T>(fail(ErrorCode::Busy, "the bench is being stopped; nothing was sent"))
                                 : work());
        });
        return reply->wait();
    }

    /// Without waiting: told `true` when it can no longer be done.
    void post(std::function<void(bool stopping)> work);

private:
    void run();

    BenchCore &m_core;
    std::vector<std::unique_ptr<DeviceSlot>> m_slots;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void(bool)>> m_work;
    bool m_stopping = true; ///< until start, and after stop
    std::thread m_thread;
};

} // namespace tgc::bench
