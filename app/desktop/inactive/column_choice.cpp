// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/column_choice.h"

#include <QComboBox>
#include <algorithm>

namespace tgc::desktop {

void offerColumns(QComboBox &box, const std::vector<SampleFacts::Column> &columns, int fixed)
{
    const QVariant chosen = box.currentData();
    while (box.count() > fixed) {
        box.removeItem(fixed);
    }
    for (const SampleFacts::Column &column : columns) {
        box.addItem(column.title, column.name);
    }
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

} // namespace tgc::desktop
