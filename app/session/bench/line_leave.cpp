// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps a line from dosing, or lets it in spite of its check.
#include "app/session/bench/line_dose.h"

namespace tgc::bench {

namespace {

constexpr double heardWithin_s = 120.0; ///< for the first readings of interlocks

} // namespace

Result<DoseLeave> LineDose::leaveToDose(const DoseQuestion &question)
{
    auto leave = doseLeave(question, wordOf(m_line));
    if (!leave) {
        return leave;
    }
    if (const auto let = interlocksLet(); !let) {
        return fail(let.error());
    }
    return leave;
}

Result<void> LineDose::interlocksLet()
{
    if (m_waiter.until([this] { return m_parts.interlocks.heard(); }, limit(heardWithin_s)) ==
        Waiter::End::Interrupted) {
        return interrupted();
    }
    return m_parts.interlocks.mayDose(vialKey(), *m_line.dose_mL);
}

std::string LineDose::vialKey() const
{
    return !m_line.sampleId.empty() ? m_line.sampleId
           : m_line.vial            ? "at position " + std::to_string(*m_line.vial)
                                    : "of line " + std::to_string(m_line.line);
}

bool LineDose::questionStands(std::string &why)
{
    const auto still = m_parts.interlocks.mayDose({}, 0.0);
    why = still ? std::string() : still.error().message;
    return still.has_value();
}

/// What was dosed against its check is known of every run of the line.
void LineDose::markOverride(const DoseLeave &leave)
{
    if (leave.override_) {
        m_line.texts["dose_overridden"] = leave.refused;
    }
}

} // namespace tgc::bench
