// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/take_file.h"

#include <algorithm>
#include <cmath>

#include "app/session/file_targets.h"
#include "app/session/processing_record.h"
#include "app/session/run_records.h"
#include "app/session/watch/acquired_moment.h"

namespace tgc::watch {

namespace {

constexpr const char *hydrogen = "H2";

bool isChosen(const formats::ImportedRun &run, const formats::ImportedChannel &channel, const TakeOptions &options)
{
    if (!options.channel) {
        return true;
    }
    const auto chosen = formats::selectChannel(run, *options.channel);
    return chosen && &run.channels[*chosen] == &channel;
}

std::vector<session::ChannelIntegration> integrateAll(const formats::ImportedRun &run, const TakeOptions &options)
{
    std::vector<session::ChannelIntegration> done;
    for (const formats::ImportedChannel &channel : run.channels) {
        if (!channel.trace) {
            continue;
        }
        Processing own = options.method.processing;
        if (!isChosen(run, channel, options)) {
            own.options.targets.clear();
        } else if (own.options.targets.empty()) {
            own.options.targets = session::fileTargets(channel).targets;
        }
        done.push_back(session::integrateChannel(channel.name, *channel.trace, own));
    }
    return done;
}

void areaOf(Taken &taken, const std::vector<session::ChannelIntegration> &channels)
{
    std::string looked;
    std::string told;
    int found = 0;
    for (const session::ChannelIntegration &channel : channels) {
        for (const Target &target : channel.targets) {
            looked += target.name == hydrogen ? (looked.empty() ? "" : ", ") + channel.channel : "";
        }
        for (const std::string &warning : channel.result.warnings) {
            told += warning.starts_with("H2: ") ? " (" + warning.substr(4) + ")" : "";
        }
        for (const Peak &peak : channel.result.peaks) {
            if (peak.name == hydrogen) {
                ++found;
                taken.area = inDetectorUnitSeconds(peak.area);
                taken.areaUnit = channel.signalUnit + "*s";
                taken.flags = peak.flags;
            }
        }
    }
    if (looked.empty()) {
        taken.noArea = "no area: neither method nor file says when H2 elutes; give it, for example --target H2=52.1:3";
    } else if (found == 0) {
        taken.noArea = "no area: no peak was found in the H2 window" + told;
    } else if (found > 1) {
        taken.area.reset();
        taken.noArea = "no area: " + std::to_string(found) + " peaks claim to be H2 (in " + looked +
                       "); name one channel, or a narrower window";
    }
}

/// H2 of the vendor's own table: by its name, else by the window of the method.
void vendorsAreaOf(Taken &taken, const formats::ImportedRun &run, const TakeOptions &options)
{
    int found = 0;
    const auto claims = [&](const formats::VendorPeak &peak) {
        if (peak.absent || !peak.area) {
            return false;
        }
        if (peak.name && session::isHydrogen(*peak.name)) {
            return true;
        }
        const auto &targets = options.method.processing.options.targets;
        return peak.apex_s && std::any_of(targets.begin(), targets.end(), [&](const Target &target) {
                   return target.name == hydrogen &&
                          std::abs(*peak.apex_s - inSeconds(target.retention)) <= inSeconds(target.halfWindow);
               });
    };
    for (const formats::ImportedChannel &channel : run.channels) {
        for (const formats::VendorPeak &peak : channel.vendorPeaks) {
            if (isChosen(run, channel, options) && claims(peak)) {
                ++found;
                taken.area = peak.area;
                taken.areaUnit = peak.areaUnit;
            }
        }
    }
    taken.vendorsArea = found == 1;
    if (found != 1) {
        taken.area.reset();
        taken.noArea = found == 0 ? "no area: a report without a signal, and its peak table has no H2"
                                  : "no area: a report without a signal, and its peak table has more than one H2";
    }
}

} // namespace

FileFacts factsOf(const std::string &file, const formats::ImportedRun &run, TimePoint written)
{
    FileFacts facts;
    facts.file = file;
    facts.sampleName = run.sampleName.value_or("");
    const auto acquired = run.acquiredAt ? acquiredMoment(*run.acquiredAt, written) : std::nullopt;
    facts.acquired = acquired.has_value();
    facts.at = acquired.value_or(written);
    return facts;
}

bool hasSignal(const formats::ImportedRun &run)
{
    return std::any_of(run.channels.begin(), run.channels.end(),
                       [](const formats::ImportedChannel &channel) { return channel.trace.has_value(); });
}

bool holdsHydrogen(const formats::ImportedRun &run, const TakeOptions &options)
{
    Taken found;
    areaOf(found, integrateAll(run, options));
    return found.area.has_value();
}

Result<Taken> takeFile(db::Store &store, const formats::ImportedRun &run, const Expected &expected,
                       const MatchNote &note, const TakeOptions &options)
{
    session::RunPurpose purpose;
    purpose.sampleId = expected.sampleId;
    purpose.group = expected.group.empty() ? std::nullopt : std::optional(expected.group);
    purpose.kind = expected.kind;
    db::NewRun record = session::runRecord(run, purpose);
    record.queueLine = runNote(expected, note);
    // Integrated before anything is stored: what takes time is done outside of the store.
    const auto channels = integrateAll(run, options);
    const auto method = session::keepMethod(store, options.method);
    if (!method) {
        return fail(method.error());
    }
    const auto added = store.addRun(record);
    if (!added) {
        return fail(added.error());
    }
    Taken taken;
    taken.run = added->id;
    if (channels.empty()) {
        vendorsAreaOf(taken, run, options);
        return taken;
    }
    areaOf(taken, channels);
    if (!added->alreadyThere) {
        const auto saved = store.saveResult(session::integrationRecord(added->id, run.source, channels, *method));
        if (!saved) {
            return fail(saved.error());
        }
    }
    return taken;
}

} // namespace tgc::watch
