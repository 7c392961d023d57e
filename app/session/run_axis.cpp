// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/run_axis.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc::session {

using recording::Mark;
using recording::Sample;

namespace {

double secondsBetween(std::int64_t from_ns, std::int64_t to_ns)
{
    return 1e-9 * static_cast<double>(nsBetween(from_ns, to_ns));
}

std::optional<double> finite(double value)
{
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Device seconds a host second up to where the device's clock first goes back.
double rateOfClocks(const std::vector<Sample> &samples)
{
    std::size_t last = 0;
    while (last + 1 < samples.size() && samples[last + 1].device_s > samples[last].device_s) {
        ++last;
    }
    if (last == 0) {
        return 1.0;
    }
    const double host_s = secondsBetween(samples.front().host_ns, samples[last].host_ns);
    return host_s > 0.0 ? (samples[last].device_s - samples.front().device_s) / host_s : 1.0;
}

} // namespace

std::int64_t nsBetween(std::int64_t from_ns, std::int64_t to_ns)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(to_ns) - static_cast<std::uint64_t>(from_ns));
}

std::string rounded(double value_s)
{
    const double step = std::abs(value_s) < 1.0 ? 1000.0 : 10.0;
    return shortest(std::round(value_s * step) / step);
}

RunAxis::RunAxis(const recording::SpooledRun &run)
    : m_run(run), m_rate(run.header.simulated ? rateOfClocks(run.samples) : 1.0)
{
    placeSamples();
    placeMarks();
    moveZero();
    describeGaps();
}

void RunAxis::placeSamples()
{
    constexpr double clocksDisagree_s = 5.0; // more than any answer may be late
    std::size_t without = 0;
    std::optional<double> ahead_s;
    for (std::size_t i = 0; i < m_run.samples.size(); ++i) {
        const Sample &sample = m_run.samples[i];
        if (!std::isfinite(sample.device_s)) {
            ++without;
            continue;
        }
        if (m_samples.empty()) {
            m_segments.push_back({sample.host_ns, 0.0});
            m_samples.push_back({i, sample.device_s});
            continue;
        }
        const Sample &before = m_run.samples[m_samples.back().sample];
        const double before_s = m_samples.back().time_s;
        const double host_s = m_rate * secondsBetween(before.host_ns, sample.host_ns);
        double time_s = sample.device_s + m_segments.back().offset_s;
        if (sample.device_s < before.device_s) {
            if (!(before_s + host_s > before_s)) { // no later by either clock
                ++without;
                continue;
            }
            time_s = before_s + host_s;
            m_segments.push_back({sample.host_ns, time_s - sample.device_s});
            m_marks.push_back({"gap", before_s, time_s,
                               "the device's clock went back by " + rounded(before.device_s - sample.device_s) +
                                   " s: it was restarted, and what follows is placed by the computer's clock",
                               sample.device_s, nsBetween(m_run.header.started_ns, sample.host_ns)});
        } else if (!(time_s > before_s)) {
            ++without;
            continue;
        } else if (time_s - before_s > host_s + clocksDisagree_s && !ahead_s) {
            ahead_s = time_s - before_s - host_s;
        }
        m_samples.push_back({i, time_s});
    }
    if (without > 0) {
        m_warnings.push_back(std::to_string(without) +
                             " samples have no time of their own, and are left out of the chromatogram");
    }
    if (ahead_s) {
        m_warnings.push_back(
            "the device's clock went " + rounded(*ahead_s) +
            " s further than the computer's from one sample to the next: one of them was restarted, or "
            "the computer slept");
    }
}

std::size_t RunAxis::segmentAt(std::int64_t host_ns) const
{
    std::size_t at = 0;
    while (at + 1 < m_segments.size() && m_segments[at + 1].from_ns <= host_ns) {
        ++at;
    }
    return at;
}

std::optional<double> RunAxis::atHost(std::int64_t host_ns) const
{
    if (m_samples.empty()) {
        return std::nullopt;
    }
    auto next = std::partition_point(m_samples.begin(), m_samples.end(), [&](const Placed &placed) {
        return m_run.samples[placed.sample].host_ns <= host_ns;
    });
    const Placed &nearest = next == m_samples.begin() ? *next : *std::prev(next);
    return finite(nearest.time_s + m_rate * secondsBetween(m_run.samples[nearest.sample].host_ns, host_ns));
}

std::optional<double> RunAxis::at(double device_s, std::int64_t host_ns) const
{
    if (!std::isfinite(device_s)) {
        return atHost(host_ns);
    }
    const double offset_s = m_segments.empty() ? 0.0 : m_segments[segmentAt(host_ns)].offset_s;
    return finite(device_s + offset_s);
}

void RunAxis::placeMarks()
{
    for (const Mark &mark : m_run.marks) {
        db::RunMark placed;
        placed.kind = mark.kind == Mark::Kind::Gap ? "gap" : mark.kind == Mark::Kind::Zero ? "zero" : "note";
        placed.at_s = at(mark.device_s, mark.host_ns);
        if (mark.until_s) {
            placed.until_s = at(*mark.until_s, mark.host_ns);
            // A gap over a restart begins by the clock before it.
            const std::size_t segment = m_segments.empty() ? 0 : segmentAt(mark.host_ns);
            if (segment > 0 && placed.at_s && placed.until_s && *placed.at_s > *placed.until_s) {
                placed.at_s = finite(mark.device_s + m_segments[segment - 1].offset_s);
            }
        }
        placed.text = mark.text;
        placed.device_s = finite(mark.device_s);
        placed.host_ns = nsBetween(m_run.header.started_ns, mark.host_ns);
        m_marks.push_back(std::move(placed));
    }
}

void RunAxis::moveZero()
{
    double zero_s = m_samples.empty() ? 0.0 : m_samples.front().time_s;
    std::size_t zeros = 0;
    for (const db::RunMark &mark : m_marks) {
        if (mark.kind == "zero" && mark.at_s && ++zeros == 1) {
            zero_s = *mark.at_s;
        }
    }
    if (zeros == 0) {
        m_warnings.insert(m_warnings.begin(), "no injection was seen: time 0 is the first sample");
    } else if (zeros > 1) {
        m_warnings.insert(m_warnings.begin(), std::to_string(zeros) + " injections were seen: time 0 is the first");
    }
    for (Placed &placed : m_samples) {
        placed.time_s -= zero_s;
    }
    // A zero that lies far off may make two times one by rounding: the later sample then has no place.
    m_samples.erase(std::unique(m_samples.begin(), m_samples.end(),
                                [](const Placed &a, const Placed &b) { return !(b.time_s > a.time_s); }),
                    m_samples.end());
    for (Segment &segment : m_segments) {
        segment.offset_s -= zero_s;
    }
    for (db::RunMark &mark : m_marks) {
        if (mark.at_s) {
            *mark.at_s -= zero_s;
        }
        if (mark.until_s) {
            *mark.until_s -= zero_s;
        }
    }
    std::stable_sort(m_marks.begin(), m_marks.end(), [](const db::RunMark &a, const db::RunMark &b) {
        return a.at_s.value_or(-HUGE_VAL) < b.at_s.value_or(-HUGE_VAL);
    });
}

void RunAxis::describeGaps()
{
    constexpr std::size_t most = 20;
    std::size_t gaps = 0;
    for (const db::RunMark &mark : m_marks) {
        if (mark.kind != "gap" || ++gaps > most) {
            continue;
        }
        const std::string length = mark.at_s && mark.until_s ? " of " + rounded(*mark.until_s - *mark.at_s) + " s" : "";
        const std::string place = mark.at_s ? " at " + rounded(*mark.at_s) + " s" : "";
        m_warnings.push_back(
            std::string("gap").append(length).append(place).append(mark.text.empty() ? "" : ": " + mark.text));
    }
    if (gaps > most) {
        m_warnings.push_back(std::to_string(gaps - most) + " more gaps");
    }
}

namespace {

/// Stretches of the channel in which the digitiser was at the end of its range. Where it leaves that for a few samples
/// only, the detector has not: noise about the end of the range makes one stretch.
std::vector<Stretch> saturation(const recording::SpooledRun &run, const RunAxis &axis, std::size_t channel)
{
    constexpr std::size_t few = 10;
    std::vector<Stretch> found;
    std::size_t since = 0; // samples since the last one of a stretch
    for (const RunAxis::Placed &placed : axis.samples()) {
        ++since;
        if (channel >= 32 || ((run.samples[placed.sample].saturated >> channel) & 1U) == 0U) {
            continue;
        }
        if (found.empty() || since > few) {
            found.push_back({placed.time_s, placed.time_s});
        }
        found.back().to_s = placed.time_s;
        since = 0;
    }
    return found;
}

} // namespace

std::optional<Chromatogram> channelTrace(const recording::SpooledRun &run, const RunAxis &axis, std::size_t channel)
{
    std::vector<double> times_s;
    std::vector<double> values;
    for (const RunAxis::Placed &placed : axis.samples()) {
        const std::vector<double> &all = run.samples[placed.sample].values;
        if (channel < all.size() && std::isfinite(all[channel])) {
            times_s.push_back(placed.time_s);
            values.push_back(all[channel]);
        }
    }
    auto trace = Chromatogram::create(std::move(times_s), std::move(values), run.header.channels[channel].unit);
    if (!trace) {
        return std::nullopt;
    }
    auto known = std::move(*trace).withSaturation(saturation(run, axis, channel));
    return known ? std::optional(std::move(*known)) : std::nullopt;
}

} // namespace tgc::session
