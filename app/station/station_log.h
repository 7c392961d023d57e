// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "app/session/bench/event_log.h"

namespace spdlog {
class logger;
namespace details {
class thread_pool;
}
} // namespace spdlog

namespace tgc::station {

/// What happened, as lines of a file (five of 5 MB, the oldest goes), and on standard error where asked for. A thread of
/// its own writes: no caller waits for the disk, and where it is too slow the oldest lines are dropped.
class StationLog {
public:
    /// A file that cannot be written is said on standard error, and the station works without it.
    StationLog(const std::filesystem::path &file, bool onStandardError);
    StationLog(const StationLog &) = delete;
    StationLog &operator=(const StationLog &) = delete;
    ~StationLog();

    /// Readings and acknowledgements are not written; a device or an interlock only when its state changed.
    void event(const bench::Event &event);
    void line(const std::string &level, const std::string &text);

private:
    std::shared_ptr<spdlog::details::thread_pool> m_pool; ///< writes what is left before it ends
    std::shared_ptr<spdlog::logger> m_logger;
    std::map<std::string, std::string> m_deviceStates, m_interlockStates;
};

} // namespace tgc::station
