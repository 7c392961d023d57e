// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace tgc::bench {

/// A value that one thread gives and another waits for. (A future's own synchronisation is inside the C++ library, where
/// the thread sanitizer does not see it.)
template <class T>
class Reply {
public:
    void give(T value)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_value = std::move(value);
        }
        m_given.notify_all();
    }
    [[nodiscard]] T wait()
    {
        std::unique_lock lock(m_mutex);
        m_given.wait(lock, [this] { return m_value.has_value(); });
        return std::move(*m_value);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_given;
    std::optional<T> m_value;
};

} // namespace tgc::bench
