// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/ready_watch.h"

#include "analysis/core/decimal.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

using namespace std::chrono_literals;

namespace {

/// Told again though nothing changed, so that its time does not seem old, and after a lost link.
constexpr drivers::Duration tellEvery = 5s;

} // namespace

void ReadyWatch::set(const std::string &device, bool ready)
{
    {
        const std::lock_guard lock(m_mutex);
        const drivers::Instant now = m_core.now();
        if (m_told == ready && now - m_toldAt < tellEvery) {
            return;
        }
        m_told = ready;
        m_toldAt = now;
    }
    const PointReading reading{"gc_ready", device, ready ? 1.0 : 0.0,
                               "",         "good", utcText(std::chrono::system_clock::now())};
    m_readings.put(reading);
    m_core.tell("reading", readingJson(reading));
}

std::string textOf(const drivers::Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        return *text;
    }
    return shortest(drivers::numberOf(value).value_or(0.0));
}

bool sameText(const std::string &read, const std::string &wanted)
{
    if (read == wanted) {
        return true;
    }
    const auto a = parseDotDecimal(read);
    const auto b = parseDotDecimal(wanted);
    return a && b && !(*a < *b) && !(*b < *a);
}

} // namespace tgc::bench
