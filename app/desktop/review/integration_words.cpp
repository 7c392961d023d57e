// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/integration_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("IntegrationWords", text);
}

} // namespace

QStringList integrationInWords(const ShownChannel &channel)
{
    if (!channel.trace || !channel.integration) {
        return {say("This report has no signal: the vendor's areas can be used, but not integrated anew.")};
    }
    QStringList notes;
    const IntegrationResult &result = channel.integration->result;
    for (const Target &target : channel.integration->targets) {
        const auto named = [&](const Peak &peak) { return peak.name == target.name; };
        if (!std::any_of(result.peaks.begin(), result.peaks.end(), named)) {
            notes << say("%1 is not detected in its window.").arg(qstr(target.name));
        }
        const double half_s = inSeconds(target.halfWindow);
        for (const RejectedCandidate &refused : result.rejected) {
            if (std::abs(inSeconds(refused.apex) - inSeconds(target.retention)) <= half_s || result.peaks.empty()) {
                notes << say("A bump at %1 min is no peak: %2.")
                             .arg(inMinutes(refused.apex), 0, 'f', 3)
                             .arg(qstr(refused.criterion));
            }
        }
    }
    if (channel.integration->targets.empty()) {
        notes << say("No H2 window is set for this channel, so no peak is named; type one above.");
    }
    for (const std::string &warning : result.warnings) {
        notes << qstr(warning);
    }
    return notes;
}

} // namespace tgc::desktop
