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

QString whyInWords(const ShownChannel &channel, double time_s)
{
    const IntegrationResult &result = channel.integration->result;
    for (const Peak &peak : result.peaks) {
        if (inSeconds(peak.start) <= time_s && time_s <= inSeconds(peak.end)) {
            return say("A peak stands there: %1, from %2 to %3 min.")
                .arg(peak.name ? qstr(*peak.name) : say("not named"))
                .arg(inMinutes(peak.start), 0, 'f', 3)
                .arg(inMinutes(peak.end), 0, 'f', 3);
        }
    }
    const auto nearer = [&](const RejectedCandidate &a, const RejectedCandidate &b) {
        return std::abs(inSeconds(a.apex) - time_s) < std::abs(inSeconds(b.apex) - time_s);
    };
    const auto nearest = std::min_element(result.rejected.begin(), result.rejected.end(), nearer);
    if (nearest == result.rejected.end()) {
        return say("Nothing was looked at near %1 min: nothing stands out of the noise there.")
            .arg(time_s / 60.0, 0, 'f', 3);
    }
    return say("Nearest to %1 min a bump at %2 min was looked at. It is no peak: %3.")
        .arg(time_s / 60.0, 0, 'f', 3)
        .arg(inMinutes(nearest->apex), 0, 'f', 3)
        .arg(qstr(nearest->criterion));
}

} // namespace tgc::desktop
