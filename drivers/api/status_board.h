// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <string>

#include "drivers/api/device.h"

namespace tgc::drivers {

/// What a driver lets other threads see of itself. Written by the bus's thread alone, read by any.
class StatusBoard {
public:
    void publish(DeviceState state, std::string why)
    {
        const std::lock_guard lock(m_mutex);
        m_state = state;
        m_why = std::move(why);
    }
    void publish(const LinkHealth &health)
    {
        const std::lock_guard lock(m_mutex);
        m_health = health;
    }
    [[nodiscard]] DeviceState state() const
    {
        const std::lock_guard lock(m_mutex);
        return m_state;
    }
    [[nodiscard]] std::string why() const
    {
        const std::lock_guard lock(m_mutex);
        return m_why;
    }
    [[nodiscard]] LinkHealth health() const
    {
        const std::lock_guard lock(m_mutex);
        return m_health;
    }

private:
    mutable std::mutex m_mutex;
    DeviceState m_state = DeviceState::Disconnected;
    std::string m_why = "not connected yet";
    LinkHealth m_health;
};

} // namespace tgc::drivers
