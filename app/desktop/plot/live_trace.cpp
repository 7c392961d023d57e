// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/live_trace.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tgc::desktop {

namespace {

constexpr std::size_t blockSize = 64;
constexpr std::size_t samplesForInterval = 16;
/// A sample this many intervals late is no neighbour any more. Less would break the line of a busy computer's polling.
constexpr double lateIntervals = 5.0;

/// What one column of pixels shows: first, smallest, largest and last, in the order of their times.
struct PixelColumn {
    DrawnPoint first, last, low, high;
    std::size_t samples = 0;

    void add(const DrawnPoint &point)
    {
        if (samples++ == 0) {
            first = low = high = point;
        }
        last = point;
        low = point.value < low.value ? point : low;
        high = point.value > high.value ? point : high;
    }
    void flushTo(std::vector<DrawnPoint> &line)
    {
        if (samples == 0) {
            return;
        }
        const bool lowFirst = low.device_s < high.device_s;
        double drawnTo_s = -std::numeric_limits<double>::infinity();
        for (const DrawnPoint &point : {first, lowFirst ? low : high, lowFirst ? high : low, last}) {
            if (point.device_s > drawnTo_s) {
                line.push_back(point);
                drawnTo_s = point.device_s;
            }
        }
        samples = 0;
    }
};

} // namespace

std::size_t LiveTrace::take(std::uint64_t first, const std::vector<double> &device_s,
                            const std::vector<std::vector<double>> &values)
{
    const bool whole =
        values.size() == channels() &&
        std::all_of(values.begin(), values.end(), [&](const auto &column) { return column.size() == device_s.size(); });
    if (!whole || device_s.empty()) {
        return 0;
    }
    const std::size_t before = size();
    if (empty() || first > m_numbers.back()) {
        for (std::size_t i = 0; i < device_s.size(); ++i) {
            append(first + i, device_s[i], values, i);
        }
    } else {
        merge(first, device_s, values);
    }
    return size() - before;
}

void LiveTrace::append(std::uint64_t number, double device_s, const std::vector<std::vector<double>> &values,
                       std::size_t at)
{
    m_numbers.push_back(number);
    m_times.push_back(device_s);
    const std::size_t i = m_times.size() - 1;
    for (std::size_t c = 0; c < m_values.size(); ++c) {
        const double value = values[c][at];
        m_values[c].push_back(value);
        if (i % blockSize == 0) {
            m_blocks[c].push_back({value, value});
        } else {
            Block &block = m_blocks[c].back();
            block.low = std::min(block.low, value);
            block.high = std::max(block.high, value);
        }
    }
    if (!m_interval_s && m_times.size() > samplesForInterval && learnInterval()) {
        reindex();
    } else if (brokenBefore(i)) {
        m_breaks.push_back(i);
    }
}

/// Late samples, or some that overlap: everything is put in order again.
void LiveTrace::merge(std::uint64_t first, const std::vector<double> &device_s,
                      const std::vector<std::vector<double>> &values)
{
    LiveTrace ordered(channels());
    ordered.m_interval_s = m_interval_s;
    ordered.m_told = m_told;
    std::size_t mine = 0;
    std::size_t theirs = 0;
    while (mine < size() || theirs < device_s.size()) {
        const bool fromMine = theirs == device_s.size() || (mine < size() && m_numbers[mine] <= first + theirs);
        if (fromMine) {
            theirs += theirs < device_s.size() && m_numbers[mine] == first + theirs ? 1 : 0;
            ordered.append(m_numbers[mine], m_times[mine], m_values, mine);
            ++mine;
        } else {
            ordered.append(first + theirs, device_s[theirs], values, theirs);
            ++theirs;
        }
    }
    *this = std::move(ordered);
}

bool LiveTrace::learnInterval()
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < m_times.size(); ++i) {
        if (m_numbers[i] == m_numbers[i - 1] + 1) {
            steps.push_back(m_times[i] - m_times[i - 1]);
        }
    }
    if (steps.size() < samplesForInterval / 2) {
        return false;
    }
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    m_interval_s = *middle;
    return true;
}

bool LiveTrace::brokenBefore(std::size_t i) const
{
    if (i == 0) {
        return false;
    }
    const double from_s = m_times[i - 1];
    const double to_s = m_times[i];
    if (m_numbers[i] != m_numbers[i - 1] + 1 || to_s < from_s ||
        (m_interval_s && to_s - from_s > lateIntervals * *m_interval_s)) {
        return true;
    }
    return std::any_of(m_told.begin(), m_told.end(), [&](const TraceGap &gap) {
        const double middle_s = 0.5 * (gap.from_s + gap.to_s);
        return from_s <= middle_s && middle_s <= to_s;
    });
}

void LiveTrace::reindex()
{
    m_breaks.clear();
    for (std::size_t i = 1; i < size(); ++i) {
        if (brokenBefore(i)) {
            m_breaks.push_back(i);
        }
    }
}

void LiveTrace::addGap(TraceGap gap)
{
    if (std::find(m_told.begin(), m_told.end(), gap) == m_told.end()) {
        m_told.push_back(std::move(gap));
        reindex();
    }
}

void LiveTrace::dropBefore(double device_s)
{
    const std::size_t old = indexAt(device_s);
    if (old <= size() / 4 || old < 10 * blockSize) {
        return;
    }
    LiveTrace rest(channels());
    rest.m_interval_s = m_interval_s;
    for (const TraceGap &gap : m_told) {
        if (gap.to_s >= device_s) {
            rest.m_told.push_back(gap);
        }
    }
    for (std::size_t i = old; i < size(); ++i) {
        rest.append(m_numbers[i], m_times[i], m_values, i);
    }
    *this = std::move(rest);
}

std::size_t LiveTrace::indexAt(double device_s) const
{
    return static_cast<std::size_t>(std::lower_bound(m_times.begin(), m_times.end(), device_s) - m_times.begin());
}

std::optional<std::size_t> LiveTrace::indexOf(std::uint64_t number) const
{
    const auto hit = std::lower_bound(m_numbers.begin(), m_numbers.end(), number);
    return hit != m_numbers.end() && *hit == number ? std::optional(static_cast<std::size_t>(hit - m_numbers.begin()))
                                                    : std::nullopt;
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> LiveTrace::missing(std::uint64_t number) const
{
    const auto from = std::lower_bound(m_numbers.begin(), m_numbers.end(), number);
    if (from == m_numbers.end()) {
        return std::nullopt;
    }
    if (*from > number && number > 0) {
        return std::pair(number, *from);
    }
    for (const std::size_t at : m_breaks) {
        if (m_numbers[at - 1] >= number && m_numbers[at] != m_numbers[at - 1] + 1) {
            return std::pair(m_numbers[at - 1] + 1, m_numbers[at]);
        }
    }
    return std::nullopt;
}

std::vector<TraceGap> LiveTrace::gaps() const
{
    std::vector<TraceGap> all;
    std::vector<bool> seen(m_told.size());
    for (const std::size_t i : m_breaks) {
        const bool unseen = m_numbers[i] != m_numbers[i - 1] + 1;
        TraceGap gap{m_times[i - 1], m_times[i], unseen ? "not received by this window" : ""};
        for (std::size_t t = 0; t < m_told.size(); ++t) {
            if (m_told[t].from_s <= gap.to_s && m_told[t].to_s >= gap.from_s) {
                gap.why = m_told[t].why;
                seen[t] = true;
            }
        }
        all.push_back(std::move(gap));
    }
    for (std::size_t t = 0; t < m_told.size(); ++t) {
        if (!seen[t]) { // no sample has come after it yet
            all.push_back(m_told[t]);
        }
    }
    std::sort(all.begin(), all.end(), [](const TraceGap &a, const TraceGap &b) { return a.from_s < b.from_s; });
    return all;
}

std::vector<DrawnPoint> LiveTrace::drawn(std::size_t channel, double from_s, double to_s, int columns) const
{
    std::vector<DrawnPoint> line;
    if (channel >= channels() || empty() || columns < 1 || !(to_s > from_s)) {
        return line;
    }
    // One sample more on each side, so that the line reaches the edges. Columns are fixed in time: a scrolling line
    // does not shimmer.
    const std::size_t begin = indexAt(from_s) == 0 ? 0 : indexAt(from_s) - 1;
    const std::size_t end = std::min(indexAt(to_s) + 1, size());
    const double width_s = (to_s - from_s) / columns;
    const auto columnOf = [&](std::size_t i) { return std::floor(m_times[i] / width_s); };
    auto nextBreak = std::lower_bound(m_breaks.begin(), m_breaks.end(), begin + 1);
    PixelColumn column;
    double current = begin < end ? columnOf(begin) : 0.0;
    line.reserve(static_cast<std::size_t>(columns) * 4 + 8);
    for (std::size_t i = begin; i < end;) {
        const bool broken = nextBreak != m_breaks.end() && *nextBreak == i;
        if (broken || columnOf(i) != current) {
            column.flushTo(line);
            current = columnOf(i);
        }
        if (broken) {
            line.push_back({m_times[i], std::numeric_limits<double>::quiet_NaN()});
            ++nextBreak;
        }
        const std::size_t after = i + blockSize;
        if (i % blockSize == 0 && after <= end && columnOf(after - 1) == current &&
            (nextBreak == m_breaks.end() || *nextBreak >= after)) {
            // Where in a block its extremes are is less than a pixel's worth of difference.
            const Block &block = m_blocks[channel][i / blockSize];
            column.add({m_times[i], m_values[channel][i]});
            column.add({m_times[i + 1], block.low});
            column.add({m_times[i + 2], block.high});
            column.add({m_times[after - 1], m_values[channel][after - 1]});
            i = after;
        } else {
            column.add({m_times[i], m_values[channel][i]});
            ++i;
        }
    }
    column.flushTo(line);
    return line;
}

std::optional<std::pair<double, double>> LiveTrace::extent(std::size_t channel, double from_s, double to_s) const
{
    const std::size_t begin = indexAt(from_s);
    const std::size_t end = indexAt(to_s);
    if (channel >= channels() || begin >= end) {
        return std::nullopt;
    }
    double low = m_values[channel][begin];
    double high = low;
    for (std::size_t i = begin; i < end;) {
        if (i % blockSize == 0 && i + blockSize <= end) {
            low = std::min(low, m_blocks[channel][i / blockSize].low);
            high = std::max(high, m_blocks[channel][i / blockSize].high);
            i += blockSize;
        } else {
            low = std::min(low, m_values[channel][i]);
            high = std::max(high, m_values[channel][i]);
            ++i;
        }
    }
    return std::pair(low, high);
}

} // namespace tgc::desktop
