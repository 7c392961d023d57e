// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/dose_ledger.h"

#include <algorithm>
#include <utility>

namespace tgc::bench {

namespace {

constexpr std::chrono::hours kept{24 * 7};

std::chrono::nanoseconds ago(const DoseEntry &entry, std::chrono::system_clock::time_point now, const Uptime &uptime)
{
    return elapsed(entry.uptime, uptime).value_or(std::chrono::duration_cast<std::chrono::nanoseconds>(now - entry.at));
}

} // namespace

std::uint64_t DoseLedger::add(DoseEntry entry)
{
    std::erase_if(m_entries, [&](const DoseEntry &old) { return ago(old, entry.at, entry.uptime) > kept; });
    entry.number = m_next++;
    m_entries.push_back(std::move(entry));
    return m_entries.back().number;
}

void DoseLedger::settle(std::uint64_t number, double atMost_mL)
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const DoseEntry &e) { return e.number == number; });
    if (found == m_entries.end()) {
        return;
    }
    if (atMost_mL > 0.0) {
        found->atMost_mL = atMost_mL;
    } else {
        m_entries.erase(found);
    }
}

DoseSums DoseLedger::sums(const std::string &vial, double asked_mL, std::chrono::system_clock::time_point now,
                          const Uptime &uptime) const
{
    DoseSums sums{vial, asked_mL, asked_mL, asked_mL};
    const std::chrono::duration<double> hour(3600.0 / m_timeScale);
    for (const DoseEntry &entry : m_entries) {
        if (!vial.empty() && entry.vial == vial) {
            sums.vial_mL += entry.atMost_mL;
        }
        if (ago(entry, now, uptime) < hour) {
            sums.hour_mL += entry.atMost_mL;
        }
    }
    return sums;
}

} // namespace tgc::bench
