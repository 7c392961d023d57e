// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/live_feed.h"

#include <utility>

namespace tgc::station {

namespace {

/// What nobody takes is dropped from here on: the eye looks again.
constexpr std::size_t mostPoints = 4096;

template <class T>
void append(std::vector<T> &to, std::vector<T> from)
{
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

void LiveFeed::add(bench::LiveBatch batch)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_waiting.empty()) {
        Live &last = m_waiting.back();
        const bool follows =
            last.first + last.device_s.size() == batch.first && last.values.size() == batch.values.size();
        if (follows && last.device_s.size() < mostPoints) {
            append(last.device_s, std::move(batch.device_s));
            for (std::size_t i = 0; i < last.values.size(); ++i) {
                append(last.values[i], std::move(batch.values[i]));
            }
            last.lines = batch.lines;
            return;
        }
        if (follows) {
            m_waiting.clear();
        }
    }
    m_waiting.push_back({batch.first, std::move(batch.device_s), std::move(batch.values), batch.lines});
}

std::optional<Live> LiveFeed::take()
{
    const std::scoped_lock lock(m_mutex);
    if (m_waiting.empty()) {
        return std::nullopt;
    }
    Live first = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    return first;
}

} // namespace tgc::station
