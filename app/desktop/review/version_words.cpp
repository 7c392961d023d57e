// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/version_words.h"

#include <QStringList>

#include "app/desktop/shell/text.h"
#include "app/session/channel_inputs.h"

namespace tgc::desktop {

QString algorithmInWords(const db::NewResult &result)
{
    return qstr(result.algorithmName) + u' ' + qstr(result.algorithmVersion);
}

QString timeInWords(const std::string &utc)
{
    return qstr(utc).left(19).replace(u'T', u' ');
}

QString changesInWords(const db::NewResult &result)
{
    QStringList changes;
    const auto inputs = session::inputsFromJson(result.inputsJson);
    if (!inputs) {
        return qstr(inputs.error().message);
    }
    for (const session::ChannelInputs &channel : *inputs) {
        for (const IntegrationEvent &event : channel.events) {
            changes << (event.reason.empty()
                            ? qstr(describe(event))
                            : qstr(describe(event)) + QStringLiteral(" (") + qstr(event.reason) + u')');
        }
    }
    return changes.join(QStringLiteral("; "));
}

} // namespace tgc::desktop
