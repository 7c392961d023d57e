// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/front_page.h"

#include <QStackedWidget>

namespace tgc::desktop {

void onlyFrontPageNeedsRoom(QStackedWidget &pages)
{
    const auto ask = [&pages] {
        for (int i = 0; i < pages.count(); ++i) {
            const auto policy = i == pages.currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
            pages.widget(i)->setSizePolicy(policy, policy);
        }
    };
    QObject::connect(&pages, &QStackedWidget::currentChanged, &pages, ask);
    ask();
}

} // namespace tgc::desktop
