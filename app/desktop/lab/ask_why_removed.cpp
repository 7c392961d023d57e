// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/ask_why_removed.h"

#include <QCoreApplication>

#include "app/desktop/lab/lab.h"
#include "app/desktop/shell/message_bar.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("AskWhyRemoved", text);
}

} // namespace

void askWhyRemoved(MessageBar &bar, Lab &lab, bool standards, const QString &gone)
{
    if (gone.isEmpty()) {
        if (bar.asking()) {
            bar.clear();
        }
        return;
    }
    bar.ask(say("Withdraw in the store: %1? Say why, or take it back with Ctrl+Z.").arg(gone), say("reason"),
            say("Withdraw"), [&lab, standards](const QString &reason) { lab.withdrawRemoved(standards, reason); });
}

} // namespace tgc::desktop
