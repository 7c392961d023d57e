// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/redone.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "app/desktop/review/version_difference.h"
#include "app/desktop/review/version_words.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Redone", text);
}

std::vector<db::PeakRecord> peaksOf(const std::vector<RedoneChannel> &channels,
                                    session::ChannelIntegration RedoneChannel::*which)
{
    std::vector<session::ChannelIntegration> all;
    for (const RedoneChannel &channel : channels) {
        all.push_back(channel.*which);
    }
    return session::integrationRecord(0, Source::Typed, all).peaks;
}

QString nameOf(const db::PeakRecord &peak)
{
    const QString at = say("%1 min").arg(peak.apex_s / 60.0, 0, 'f', 3);
    return peak.name ? say("%1 at %2").arg(qstr(*peak.name), at) : at;
}

QString signedPercent(double percent)
{
    if (std::abs(percent) < 0.001) {
        return say("less than 0.001 %");
    }
    return (percent > 0.0 ? QStringLiteral("+") : QString()) + QString::number(percent, 'g', 3) + QStringLiteral(" %");
}

QString peaksInWords(qsizetype number)
{
    return number == 1 ? say("1 peak") : say("%1 peaks").arg(number);
}

} // namespace

std::vector<RedoneChannel> channelsToRedo(const ShownRun &run)
{
    std::vector<RedoneChannel> channels;
    for (const ShownChannel &channel : run.channels) {
        if (channel.trace && channel.kept) {
            channels.push_back(
                {*channel.trace, session::processingOf(run.method, channel.saved), channel.kept->integration, {}});
        }
    }
    return channels;
}

void redo(std::vector<RedoneChannel> &channels, const GoOn &goOn)
{
    for (RedoneChannel &channel : channels) {
        if (goOn && !goOn()) {
            return;
        }
        auto done =
            session::integrateChannel(channel.kept.channel, channel.trace, channel.how, channel.kept.mode, goOn);
        channel.now =
            done ? std::move(*done) : session::integrateChannel(channel.kept.channel, channel.trace, channel.how);
    }
}

bool completeFrom(ShownRun &run, const std::vector<RedoneChannel> &channels)
{
    bool any = false;
    for (const RedoneChannel &redone : channels) {
        const IntegrationResult &now = redone.now.result;
        const auto shown = std::find_if(run.channels.begin(), run.channels.end(), [&](const ShownChannel &each) {
            return each.stored.name == redone.kept.channel;
        });
        if (shown == run.channels.end() || !shown->kept || !redone.kept.result.rejected.empty() ||
            now.rejected.empty() || !samePeaks(redone.kept.result.peaks, now.peaks)) {
            continue;
        }
        shown->kept->integration.result.rejected = now.rejected;
        if (shown->isAsSaved()) {
            shown->integration->result.rejected = now.rejected;
            any = true;
        }
    }
    return any;
}

QString differenceInWords(const ShownRun &run, const std::vector<RedoneChannel> &channels)
{
    const bool same = std::all_of(channels.begin(), channels.end(), [](const RedoneChannel &each) {
        return samePeaks(each.kept.result.peaks, each.now.result.peaks);
    });
    const db::StoredResult *saved = run.newest();
    if (same || saved == nullptr) {
        return {};
    }
    const auto pairs = pairPeaks(peaksOf(channels, &RedoneChannel::kept), peaksOf(channels, &RedoneChannel::now));
    qsizetype more = 0;
    qsizetype fewer = 0;
    const PeakPair *largest = nullptr;
    double most = 0.0;
    for (const PeakPair &pair : pairs) {
        more += pair.before ? 0 : 1;
        fewer += pair.after ? 0 : 1;
        const auto off = pair.before && pair.after ? percentOff(pair.before->area, pair.after->area) : std::nullopt;
        if (off && pair.before->area != pair.after->area && (largest == nullptr || std::abs(*off) > std::abs(most))) {
            largest = &pair;
            most = *off;
        }
    }
    QStringList parts;
    if (largest != nullptr) {
        parts << say("the largest difference of an area is %1 (%2)").arg(signedPercent(most), nameOf(*largest->before));
    }
    if (more > 0) {
        parts << say("%1 more").arg(peaksInWords(more));
    }
    if (fewer > 0) {
        parts << say("%1 fewer").arg(peaksInWords(fewer));
    }
    if (parts.isEmpty()) {
        parts << say("the areas are the same, but not all that is told of the peaks");
    }
    QString words = say("%1 is shown as it was saved in version %2 (%3). This program integrates it otherwise: %4.")
                        .arg(qstr(db::runName(run.details.summary.id)))
                        .arg(saved->version)
                        .arg(algorithmInWords(saved->result), parts.join(QStringLiteral(", ")));
    if (!run.missingAlgorithm.empty()) {
        words += say(" It does not have %1.").arg(qstr(run.missingAlgorithm));
    }
    return words;
}

} // namespace tgc::desktop
