// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/rejected_table.h"

#include <QCoreApplication>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

void fillRejected(PreparedTable &table, const std::vector<RejectedCandidate> &rejected)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("Rejected", text); };
    std::vector<PreparedTable::Row> rows;
    for (const RejectedCandidate &each : rejected) {
        rows.push_back({{QString::number(inMinutes(each.apex), 'f', 3), true}, {qstr(each.criterion)}});
    }
    table.setTable({say("At\nmin"), say("Why it is no peak")}, std::move(rows));
}

} // namespace tgc::desktop
