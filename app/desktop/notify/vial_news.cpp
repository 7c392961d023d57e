// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notify/vial_news.h"

#include <QCoreApplication>

#include "app/desktop/shell/text.h"
#include "app/session/day/vial_clock.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("VialNews", text);
}

} // namespace

std::vector<Notice> VialNews::look(const std::vector<session::StoredVial> &vials, day::TimePoint now)
{
    std::vector<Notice> news;
    std::set<std::string> faulty;
    for (const session::StoredVial &vial : vials) {
        const std::string &name = vial.sample.sampleId;
        const day::Timeline &line = vial.day.line;
        if (line.state == day::VialState::Fault) {
            faulty.insert(name);
            if (!m_first && !m_faulty.contains(name)) {
                news.push_back({Notice::Kind::VialFault, say("Vial %1 is at fault").arg(qstr(name)), qstr(line.fault)});
            }
        }
        const day::VialClock clock = day::clockOf(line, now);
        const day::TimePoint dose = line.dosedAt.value_or(day::TimePoint());
        const auto told = m_overdue.find(name);
        if (clock.overdue && (told == m_overdue.end() || told->second != dose)) {
            m_overdue[name] = dose;
            news.push_back({Notice::Kind::VialOverdue, say("Vial %1 is overdue").arg(qstr(name)),
                            say("It has been ready for more than 30 min: draw from it.")});
        }
    }
    m_faulty = std::move(faulty);
    m_first = false;
    return news;
}

} // namespace tgc::desktop
