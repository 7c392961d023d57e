// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notify/notice_gate.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace tgc::desktop {

void NoticeGate::add(Notice notice)
{
    m_waiting.push_back(std::move(notice));
}

std::vector<Notice> NoticeGate::due(Steady now)
{
    while (!m_told.empty() && now - m_told.front() >= span) {
        m_told.pop_front();
    }
    std::vector<Notice> due;
    std::vector<Notice> later;
    auto room = [&] { return static_cast<int>(m_told.size()) < most; };
    // The last place of the minute is for the rest, as one.
    std::stable_partition(m_waiting.begin(), m_waiting.end(), [](const Notice &notice) { return notice.isUrgent(); });
    const auto ordinary =
        std::count_if(m_waiting.begin(), m_waiting.end(), [](const Notice &n) { return !n.isUrgent(); });
    const auto places = most - static_cast<std::ptrdiff_t>(m_told.size());
    std::ptrdiff_t alone = ordinary <= places ? ordinary : std::max<std::ptrdiff_t>(places - 1, 0);
    for (Notice &notice : m_waiting) {
        if (notice.isUrgent() || alone-- > 0) {
            m_told.push_back(now);
            due.push_back(std::move(notice));
        } else {
            later.push_back(std::move(notice));
        }
    }
    if (!later.empty() && room()) {
        m_told.push_back(now);
        QStringList titles;
        for (const Notice &notice : later) {
            titles << notice.title;
        }
        Notice rest = later.back();
        if (later.size() > 1) {
            rest.title = QCoreApplication::translate("NoticeGate", "%1 more").arg(later.size());
            rest.text = titles.join(QStringLiteral("; "));
        }
        due.push_back(std::move(rest));
        later.clear();
    }
    m_waiting = std::move(later);
    return due;
}

} // namespace tgc::desktop
