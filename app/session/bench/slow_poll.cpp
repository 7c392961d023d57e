// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/slow_poll.h"

#include <algorithm>
#include <utility>

#include "app/session/bench/ready_watch.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

constexpr drivers::Duration roundTimeout = 3s;
/// Events are for the eye, and the log keeps only so many; trends of a run get every reading.
constexpr drivers::Duration tellEvery = 500ms;

} // namespace

void Readings::put(const PointReading &reading)
{
    {
        const std::lock_guard lock(m_mutex);
        m_readings[reading.point] = reading;
    }
    if (m_listener) {
        m_listener();
    }
}

std::optional<PointReading> Readings::find(const std::string &point) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_readings.find(point);
    return found != m_readings.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<nlohmann::json> Readings::stale(const std::string &device)
{
    std::vector<nlohmann::json> changed;
    {
        const std::lock_guard lock(m_mutex);
        for (auto &[point, reading] : m_readings) {
            if (reading.device == device && reading.quality == "good") {
                reading.quality = "stale";
                changed.push_back(readingJson(reading));
            }
        }
    }
    if (m_listener && !changed.empty()) {
        m_listener();
    }
    return changed;
}

nlohmann::json Readings::json() const
{
    const std::lock_guard lock(m_mutex);
    nlohmann::json list = nlohmann::json::array();
    for (const auto &[point, reading] : m_readings) {
        list.push_back(readingJson(reading));
    }
    return list;
}

SlowPoll::SlowPoll(BenchCore &core, RunKeeper &run, Readings &readings, drivers::Sensor &sensor, std::string device,
                   std::vector<std::string> points, std::function<std::optional<double>()> deviceTime)
    : m_core(core),
      m_run(run),
      m_readings(readings),
      m_sensor(sensor),
      m_device(std::move(device)),
      m_points(std::move(points)),
      m_asked(m_points),
      m_deviceTime(std::move(deviceTime))
{
}

void SlowPoll::watchReady(ReadyPoint ready)
{
    if (!wanted(ready.point)) {
        m_asked.push_back(ready.point);
    }
    m_ready.emplace(std::move(ready));
}

SlowPoll::Step SlowPoll::step(drivers::Instant now)
{
    if (m_due && now < *m_due) {
        return {*m_due, false, {}};
    }
    auto *device = dynamic_cast<drivers::PointDevice *>(&m_sensor);
    const auto readings =
        device != nullptr ? device->read(m_asked, now + roundTimeout) : m_sensor.readAll(now + roundTimeout);
    const drivers::Instant after = m_core.now();
    const bool tell = after - m_told >= tellEvery;
    if (tell) {
        m_told = after;
    }
    bool any = false;
    std::string why;
    for (const drivers::Reading &reading : readings) {
        const bool tellsReady = m_ready && m_ready->point == reading.point;
        if (tellsReady && reading.quality == drivers::Quality::Good && reading.value) {
            m_ready->watch.set(m_device, sameText(textOf(*reading.value), m_ready->wanted));
        }
        if (wanted(reading.point)) {
            keep(reading, now, tell);
        }
        if (tellsReady || wanted(reading.point)) {
            any = any || reading.value.has_value();
            why = why.empty() ? reading.reason : why;
        }
    }
    m_due = std::max(now + m_core.wall(m_core.file.poll_s), after);
    return {*m_due, !any, why};
}

bool SlowPoll::wanted(const std::string &point) const
{
    return std::find(m_points.begin(), m_points.end(), point) != m_points.end();
}

drivers::Instant SlowPoll::readAt(const drivers::Reading &reading, drivers::Instant asked)
{
    Answer &last = m_answers[reading.point];
    if (last.at == drivers::Instant{} || last.time != reading.time) {
        last = {reading.time, asked};
        const auto age = std::chrono::system_clock::now() - reading.time;
        if (age > std::chrono::system_clock::duration::zero()) {
            last.at = std::min(asked, m_core.now() - std::chrono::duration_cast<drivers::Duration>(age));
        }
    }
    return last.at; // a point that is not asked for in every round is as old as its last answer
}

void SlowPoll::keep(const drivers::Reading &reading, drivers::Instant asked, bool tell)
{
    PointReading point = pointReading(m_device, reading);
    point.at = readAt(reading, asked);
    m_readings.put(point);
    if (tell) {
        m_core.tell("reading", readingJson(point));
    }
    const auto device_s = m_deviceTime();
    if (reading.quality == drivers::Quality::Good && point.value && device_s) {
        m_run.trend({point.point, point.unit, *point.value, m_core.now().time_since_epoch().count(), *device_s});
    }
}

} // namespace tgc::bench
