// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/station_log.h"

#include <cstdio>

#include <spdlog/async.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace tgc::station {

namespace {

constexpr std::size_t fileBytes = std::size_t{5} * 1024 * 1024;
constexpr std::size_t files = 5;
constexpr std::size_t linesWaiting = 8192;

std::string text(const nlohmann::json &map, const char *key)
{
    const auto found = map.find(key);
    return found != map.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

StationLog::StationLog(const std::filesystem::path &file, bool onStandardError)
{
    std::vector<spdlog::sink_ptr> sinks;
    try {
        sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), fileBytes, files));
    } catch (const spdlog::spdlog_ex &problem) {
        std::fprintf(stderr, "tgc-station: there is no log: %s\n", problem.what());
    }
    if (onStandardError) {
        sinks.push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    }
    m_pool = std::make_shared<spdlog::details::thread_pool>(linesWaiting, 1);
    m_logger = std::make_shared<spdlog::async_logger>("station", sinks.begin(), sinks.end(), m_pool,
                                                      spdlog::async_overflow_policy::overrun_oldest);
    m_logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    m_logger->flush_on(spdlog::level::info);
}

StationLog::~StationLog() = default;

void StationLog::event(const bench::Event &event)
{
    if (event.what == "reading" || event.what == "durable") {
        return;
    }
    if (event.what == "log") {
        line(text(event.data, "level"), text(event.data, "text"));
        return;
    }
    if (event.what == "device") {
        const std::string state = text(event.data, "state") + ": " + text(event.data, "why");
        std::string &before = m_deviceStates[text(event.data, "id")];
        if (state != before) {
            before = state;
            line("info", "device " + text(event.data, "id") + " " + state);
        }
        return;
    }
    if (event.what == "interlock") {
        const std::string state = text(event.data, "state");
        std::string &before = m_interlockStates[text(event.data, "name")];
        if (state != before) {
            before = state;
            line(state == "ok" ? "info" : "warning",
                 "interlock " + text(event.data, "name") + " " + state + ": " + text(event.data, "sentence"));
        }
        return;
    }
    line("info", event.what + " " + event.data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void StationLog::line(const std::string &level, const std::string &text)
{
    const auto known = level == "error"     ? spdlog::level::err
                       : level == "warning" ? spdlog::level::warn
                                            : spdlog::level::info;
    m_logger->log(known, spdlog::string_view_t(text));
}

} // namespace tgc::station
