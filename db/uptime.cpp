// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/uptime.h"

#include <ctime>
#include <fstream>

namespace tgc::db {

std::chrono::nanoseconds systemUptime()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
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

} // namespace tgc::db
