// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/suitability_series.h"

namespace tgc::session {

SuitabilitySeries::SuitabilitySeries(std::vector<SuitabilityRule> rules)
    : m_rules(std::move(rules)), m_values(m_rules.size())
{
}

void SuitabilitySeries::add(const std::string &run, std::span<const MeasuredPeaks> channels)
{
    if (channels.empty()) {
        return;
    }
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        SuitabilityValue &value = m_values[i].emplace_back();
        value.run = run;
        for (const MeasuredPeaks &channel : channels) {
            addPeaks(value, m_rules[i], channel.peaks, channel.measures);
        }
    }
}

std::vector<SuitabilityVerdict> SuitabilitySeries::verdicts() const
{
    std::vector<SuitabilityVerdict> verdicts;
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        verdicts.push_back(judgeSuitability(m_rules[i], m_values[i]));
    }
    return verdicts;
}

} // namespace tgc::session
