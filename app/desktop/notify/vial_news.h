// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/desktop/notify/notice.h"
#include "app/session/vial_day.h"

namespace tgc::desktop {

/// What is new about the day's vials, each thing once: a ready vial that waits too long for its draw, a vial that has
/// become a fault. (That one becomes ready the day's own model tells.) Faults that are there at first are none.
class VialNews {
public:
    [[nodiscard]] std::vector<Notice> look(const std::vector<session::StoredVial> &vials, day::TimePoint now);

private:
    bool m_first = true;
    std::set<std::string> m_faulty;
    std::map<std::string, day::TimePoint> m_overdue; ///< by vial, the dose it was told of
};

} // namespace tgc::desktop
