// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/run_keeper.h"

#include <algorithm>

#include "app/session/bench/utc.h"

namespace tgc::bench {

namespace {

std::int64_t nanoseconds(drivers::Instant instant)
{
    return instant.time_since_epoch().count();
}

std::string lineText(const RunStart &start)
{
    nlohmann::json texts = start.line.texts;
    if (start.injection > 0) {
        texts["injection"] = std::to_string(start.injection);
    }
    // Texts come from files and sockets: what is no UTF-8 must not end the run's header.
    return texts.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

Result<std::string> RunKeeper::begin(const RunStart &start)
{
    const std::lock_guard changing(m_changing);
    recording::RunHeader header;
    RunInfo info;
    {
        const std::lock_guard lock(m_mutex);
        if (m_info) {
            return fail(ErrorCode::Busy, "run " + m_info->run + " is being recorded: wait for its end or stop it");
        }
        header.startedUtc = utcNow();
        std::string stamp = header.startedUtc;
        stamp.erase(std::remove_if(stamp.begin(), stamp.end(), [](char c) { return c == '-' || c == ':'; }),
                    stamp.end());
        info.run = stamp + "-" + m_core.file.name + "-" + std::to_string(++m_count);
    }
    header.run = info.run;
    header.bench = m_core.file.name;
    header.program = m_core.context.program;
    header.simulated = m_core.file.simulated;
    header.started_ns = nanoseconds(m_core.now());
    for (const AnalogChannel &channel : m_core.file.device(m_core.file.roles.signal)->channels) {
        header.channels.push_back({channel.name, channel.unit});
    }
    header.duration_s = start.duration_s;
    header.line = lineText(start);
    header.instrument = start.instrument;
    if (auto begun = m_core.context.recorder.begin(std::move(header)); !begun) {
        return fail(begun.error());
    }
    info.line = start.ofQueue ? std::optional(start.line.line) : std::nullopt;
    info.injection = start.injection;
    info.sampleId = start.line.sampleId;
    info.group = start.line.group;
    info.kind = start.line.kind;
    info.level = start.line.level;
    info.method = start.line.method;
    info.duration_s = start.duration_s;
    if (const auto discarded = start.line.texts.find("discarded"); discarded != start.line.texts.end()) {
        info.discarded = discarded->second;
    }
    const std::string run = info.run;
    {
        const std::lock_guard lock(m_mutex);
        m_info = std::move(info);
    }
    tellRun();
    return run;
}

void RunKeeper::zero(double device_s, const std::string &text)
{
    recording::Mark mark;
    mark.kind = recording::Mark::Kind::Zero;
    mark.device_s = device_s;
    mark.host_ns = nanoseconds(m_core.now());
    mark.text = text;
    m_core.context.recorder.mark(std::move(mark));
    tellRun();
}

void RunKeeper::gap(double from_s, double to_s, const std::string &why)
{
    const auto info = current();
    if (!info) {
        return;
    }
    recording::Mark mark;
    mark.kind = recording::Mark::Kind::Gap;
    mark.device_s = from_s;
    mark.until_s = to_s;
    mark.host_ns = nanoseconds(m_core.now());
    mark.text = why;
    m_core.context.recorder.mark(std::move(mark));
    m_core.tell("gap", {{"run", info->run}, {"from_s", from_s}, {"to_s", to_s}, {"why", why}});
}

void RunKeeper::saturated(const std::string &channel, double device_s) const
{
    if (const auto info = current()) {
        m_core.tell("saturated", {{"run", info->run}, {"channel", channel}, {"device_s", device_s}});
    }
}

void RunKeeper::note(double device_s, const std::string &text)
{
    recording::Mark mark;
    mark.device_s = device_s;
    mark.host_ns = nanoseconds(m_core.now());
    mark.text = text;
    m_core.context.recorder.mark(std::move(mark));
}

void RunKeeper::trend(const recording::Trend &trend)
{
    m_core.context.recorder.trend(trend);
}

Result<void> RunKeeper::end(const std::string &status, const std::string &why)
{
    const std::lock_guard changing(m_changing);
    {
        const std::lock_guard lock(m_mutex);
        if (!m_info) {
            return {};
        }
        if (m_info->state != "closing") { // what ended it first is what is told
            m_info->state = "closing";
            m_end = {status, utcNow(), why};
        }
    }
    tellRun();
    auto closed = m_core.context.recorder.end(m_end);
    if (!closed) {
        return fail(closed.error());
    }
    {
        const std::lock_guard lock(m_mutex);
        m_info.reset();
    }
    m_core.tell("closed", {{"run", closed->run},
                           {"status", closed->end.status},
                           {"why", closed->end.why},
                           {"samples", closed->samples},
                           {"gaps", closed->gaps},
                           {"file", closed->file.string()}});
    if (m_core.context.closed) {
        m_core.context.closed(std::move(*closed));
    }
    return {};
}

void RunKeeper::retryEnd()
{
    const auto info = current();
    if (info && info->state == "closing") {
        (void)end({}, {}); // ends as it was going to; the recorder's fault is in the run's state already
    }
}

std::optional<RunInfo> RunKeeper::current() const
{
    const std::lock_guard lock(m_mutex);
    return m_info;
}

bool RunKeeper::isCurrent(const std::string &run) const
{
    const std::lock_guard lock(m_mutex);
    return m_info && m_info->run == run && m_info->state == "recording";
}

nlohmann::json RunKeeper::json() const
{
    const auto info = current();
    return info ? runJson(*info, m_core.context.recorder.state()) : nlohmann::json(nullptr);
}

void RunKeeper::tellRun() const
{
    if (const auto info = current()) {
        m_core.tell("run", runJson(*info, m_core.context.recorder.state()));
    }
}

} // namespace tgc::bench
