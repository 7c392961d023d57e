// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/uptime.h"

#include <cmath>
#include <ctime>
#include <fstream>

namespace tgc::bench {

namespace time = std::chrono;

namespace {

constexpr double leastSet_s = 1.0;

time::nanoseconds running()
{
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return time::seconds(now.tv_sec) + time::nanoseconds(now.tv_nsec);
}

const std::string &bootId()
{
    static const std::string id = [] {
        std::ifstream in("/proc/sys/kernel/random/boot_id");
        std::string text;
        std::getline(in, text);
        return text;
    }();
    return id;
}

} // namespace

Uptime uptimeNow()
{
    return {running().count(), bootId()};
}

Uptime uptimeAt(time::system_clock::time_point at)
{
    const auto ago = time::duration_cast<time::nanoseconds>(time::system_clock::now() - at);
    return {(running() - ago).count(), bootId()};
}

std::optional<time::nanoseconds> elapsed(const Uptime &then, const Uptime &now)
{
    return then.boot.empty() || then.boot != now.boot ? std::nullopt
                                                      : std::optional(time::nanoseconds(now.ns - then.ns));
}

std::optional<double> DateWatch::look()
{
    const auto offset =
        time::duration_cast<time::nanoseconds>(time::system_clock::now().time_since_epoch()) - running();
    const auto before = m_offset.value_or(offset);
    m_offset = offset;
    const double set_s = time::duration<double>(offset - before).count();
    return std::abs(set_s) < leastSet_s ? std::nullopt : std::optional(set_s);
}

} // namespace tgc::bench
