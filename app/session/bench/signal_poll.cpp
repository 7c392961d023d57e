// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/signal_poll.h"

#include <algorithm>
#include <cmath>

#include "app/session/bench/ready_watch.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

constexpr drivers::Duration frameTimeout = 1s;
constexpr drivers::Duration liveEvery = 40ms; ///< 25 batches a second
constexpr drivers::Duration freshFor = 3s;
/// Frames that come late without a fault leave no gap until so much of the signal is missing (device time).
constexpr double lateGap_s = 1.0;
/// A channel that was at the end of its range is told of again once it has been clear of it for so long (device time).
constexpr double saturationOver_s = 2.0;

bool isHigh(std::uint32_t lines, int dio)
{
    return ((lines >> static_cast<unsigned>(dio)) & 1U) != 0U;
}

} // namespace

SignalPoll::SignalPoll(BenchCore &core, RunKeeper &run, drivers::SignalSource &source, const DeviceEntry &entry)
    : m_core(core), m_run(run), m_source(source), m_entry(entry), m_period(core.wall(1.0 / entry.rate_hz))
{
}

void SignalPoll::watchReady(int dio, ReadyWatch &watch)
{
    m_readyLine = dio;
    m_ready = &watch;
}

SignalPoll::Step SignalPoll::step(drivers::Instant now)
{
    if (m_due && now < *m_due) {
        return {*m_due, false, {}};
    }
    if (!m_due) {
        m_due = now;
    }
    const auto frame = m_source.frame(now + frameTimeout);
    const drivers::Instant after = m_core.now();
    if (frame) {
        m_failures = 0;
        take(*frame);
        if (after - m_flushed >= liveEvery) {
            flushBatch(after);
        }
        return {afterFrame(after), false, {}};
    }
    ++m_failures;
    {
        const std::lock_guard lock(m_mutex);
        m_why = frame.error().message;
    }
    flushBatch(after);
    m_due.reset(); // the schedule begins anew with the next frame
    // Once more at once: most losses are one answer's.
    return {after, m_failures > 1, frame.error().message};
}

drivers::Instant SignalPoll::afterFrame(drivers::Instant now)
{
    *m_due += m_period;
    if (*m_due <= now) { // late: what was missed is missed, a burst would ask for the same moment several times
        *m_due += m_period * ((now - *m_due) / m_period + 1);
    }
    return *m_due;
}

void SignalPoll::take(const drivers::SignalFrame &frame)
{
    std::optional<Last> last;
    {
        const std::lock_guard lock(m_mutex);
        last = m_last;
    }
    if (last) {
        if (frame.deviceTime_s <= last->device_s && !frame.timeJumped) {
            return; // the same moment again
        }
        lookForGap(*last, frame);
    }
    recording::Sample sample;
    sample.device_s = frame.deviceTime_s;
    sample.host_ns = frame.host.time_since_epoch().count();
    sample.lines = frame.lines;
    sample.saturated = frame.saturated;
    sample.values = frame.values;
    addToBatch(m_core.context.recorder.take(std::move(sample)), frame);
    lookForStart(last, frame);
    lookForSaturation(frame);
    lookForDate(frame);
    if (m_ready != nullptr) {
        m_ready->set(m_entry.id, isHigh(frame.lines, m_readyLine));
    }
    const std::lock_guard lock(m_mutex);
    m_last = Last{frame.deviceTime_s, frame.host, frame.lines};
    m_why.clear();
}

void SignalPoll::lookForGap(const Last &last, const drivers::SignalFrame &frame)
{
    const double missing_s = frame.deviceTime_s - last.device_s;
    const double period_s = 1.0 / m_entry.rate_hz;
    std::string why;
    {
        const std::lock_guard lock(m_mutex);
        why = m_why;
    }
    if (frame.timeJumped) {
        m_run.gap(last.device_s, frame.deviceTime_s,
                  m_entry.id + " was restarted or away longer than its clock can count" +
                      (why.empty() ? std::string() : ": " + why));
    } else if (!why.empty() && missing_s > 1.5 * period_s) {
        m_run.gap(last.device_s, frame.deviceTime_s, why);
    } else if (missing_s > std::max(lateGap_s, 10.0 * period_s)) {
        m_run.gap(last.device_s, frame.deviceTime_s, "this program came too late for " + spoken(missing_s) + " s");
    }
}

void SignalPoll::lookForStart(const std::optional<Last> &last, const drivers::SignalFrame &frame)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_armed || !last || !isHigh(last->lines, *m_armed) || isHigh(frame.lines, *m_armed)) {
            return;
        }
        m_armed.reset();
    }
    m_run.zero(frame.deviceTime_s, "start relay of the chromatograph at " + m_entry.id + ", closed within " +
                                       spoken(frame.deviceTime_s - last->device_s) + " s");
}

void SignalPoll::lookForSaturation(const drivers::SignalFrame &frame)
{
    if (frame.saturated == 0) {
        return;
    }
    if (!m_run.current()) {
        m_saturatedAt_s.clear(); // a run that begins meanwhile is told of it anew
        return;
    }
    const auto &channels = m_source.signalChannels();
    m_saturatedAt_s.resize(channels.size());
    for (std::size_t i = 0; i < channels.size(); ++i) {
        if (((frame.saturated >> i) & 1U) == 0U) {
            continue;
        }
        std::optional<double> &last_s = m_saturatedAt_s[i];
        if (!last_s || frame.deviceTime_s - *last_s > saturationOver_s) {
            m_run.saturated(channels[i].name, frame.deviceTime_s);
        }
        last_s = frame.deviceTime_s;
    }
}

/// No sample moves for it: they have the device's clock and the host's that nobody sets. But what is written as a date does.
void SignalPoll::lookForDate(const drivers::SignalFrame &frame)
{
    const auto set_s = m_date.look();
    if (!set_s) {
        return;
    }
    const std::string text = "the computer's date was set " + std::string(*set_s > 0.0 ? "forward" : "back") + " by " +
                             spoken(std::abs(*set_s)) + " s; samples and waits go on by the clocks that nobody sets";
    m_core.log("warning", text);
    if (m_run.current()) {
        m_run.note(frame.deviceTime_s, text);
    }
}

void SignalPoll::addToBatch(std::uint64_t number, const drivers::SignalFrame &frame)
{
    if (!m_core.context.live) {
        return;
    }
    if (m_batch.device_s.empty()) {
        m_batch.first = number;
        m_batch.values.resize(frame.values.size());
    }
    m_batch.device_s.push_back(frame.deviceTime_s);
    for (std::size_t i = 0; i < m_batch.values.size() && i < frame.values.size(); ++i) {
        m_batch.values[i].push_back(frame.values[i]);
    }
    m_batch.lines = frame.lines;
}

void SignalPoll::flushBatch(drivers::Instant now)
{
    if (m_core.context.live && !m_batch.device_s.empty()) {
        m_core.context.live(std::exchange(m_batch, {}));
    }
    m_flushed = now;
}

bool SignalPoll::fresh() const
{
    const std::lock_guard lock(m_mutex);
    return m_last && m_why.empty() && m_core.now() - m_last->host < freshFor + 3 * m_period;
}

std::string SignalPoll::whyLost() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_why.empty()) {
        return m_why;
    }
    return m_last ? m_entry.id + " has not answered for some seconds" : m_entry.id + " has not answered yet";
}

std::optional<double> SignalPoll::deviceTimeAt(drivers::Instant instant) const
{
    const std::lock_guard lock(m_mutex);
    if (!m_last) {
        return std::nullopt;
    }
    return m_last->device_s + m_core.device_s(instant - m_last->host);
}

std::optional<double> SignalPoll::lastDeviceTime() const
{
    const std::lock_guard lock(m_mutex);
    return m_last ? std::optional(m_last->device_s) : std::nullopt;
}

std::optional<bool> SignalPoll::lineHigh(int dio) const
{
    const std::lock_guard lock(m_mutex);
    return m_last ? std::optional(isHigh(m_last->lines, dio)) : std::nullopt;
}

void SignalPoll::armStart(int dio)
{
    const std::lock_guard lock(m_mutex);
    m_armed = dio;
}

void SignalPoll::disarm()
{
    const std::lock_guard lock(m_mutex);
    m_armed.reset();
}

void SignalPoll::closeGap()
{
    if (fresh()) {
        return;
    }
    std::optional<double> from_s;
    {
        const std::lock_guard lock(m_mutex);
        from_s = m_last ? std::optional(m_last->device_s) : std::nullopt;
    }
    const auto to_s = deviceTimeAt(m_core.now());
    if (from_s && to_s) {
        m_run.gap(*from_s, *to_s, whyLost() + "; the run ended without it");
    }
}

} // namespace tgc::bench
