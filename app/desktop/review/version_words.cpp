// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/version_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "app/desktop/shell/text.h"
#include "app/session/channel_inputs.h"

namespace tgc::desktop {

QString algorithmInWords(const db::NewResult &result)
{
    return qstr(result.algorithmName) + u' ' + qstr(result.algorithmVersion);
}

QString fitInWords(const db::NewResult &result)
{
    const auto inputs = session::inputsFromJson(result.inputsJson);
    QStringList fitted;
    const auto isFit = [](const session::ChannelInputs &each) { return each.mode == session::IntegrationMode::Fit; };
    if (!inputs || std::none_of(inputs->begin(), inputs->end(), isFit)) {
        return {};
    }
    if (std::all_of(inputs->begin(), inputs->end(), isFit)) {
        return QCoreApplication::translate("VersionWords", "fit");
    }
    for (const session::ChannelInputs &each : *inputs) {
        if (isFit(each)) {
            fitted << qstr(each.channel);
        }
    }
    return QCoreApplication::translate("VersionWords", "fit of %1").arg(fitted.join(QStringLiteral(", ")));
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
