// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/shown_run.h"

#include <algorithm>

#include "analysis/peaks/integrate_events.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

int channelToShow(const ShownRun &run)
{
    int first = -1;
    for (std::size_t i = 0; i < run.channels.size(); ++i) {
        const ShownChannel &channel = run.channels[i];
        if (channel.integration && !channel.integration->targets.empty()) {
            return static_cast<int>(i);
        }
        if (channel.trace && first < 0) {
            first = static_cast<int>(i);
        }
    }
    return std::max(first, 0);
}

std::vector<VendorBounds> vendorBounds(const ShownChannel &channel)
{
    std::vector<VendorBounds> bounds;
    for (const db::VendorPeakRecord &peak : channel.stored.vendorPeaks) {
        bounds.push_back({peak.start_s, peak.end_s, peak.apex_s, qstr(peak.name.value_or(""))});
    }
    return bounds;
}

session::ChannelIntegration integrateChannel(const std::string &name, const Chromatogram &trace,
                                             const std::vector<Target> &targets)
{
    Processing processing;
    processing.options.targets = targets;
    return session::integrateChannel(name, trace, processing);
}

Result<ShownRun> readRun(db::Store &store, db::RecordId id)
{
    auto details = store.run(id);
    if (!details) {
        return fail(details.error());
    }
    const auto integration = session::latestIntegration(store, id);
    if (!integration) {
        return fail(integration.error());
    }
    ShownRun shown;
    for (const db::StoredChannel &stored : details->channels) {
        ShownChannel channel{stored, std::nullopt, std::nullopt};
        if (stored.points > 0) {
            auto trace = store.loadSignal(id, stored.name);
            if (!trace) {
                return fail(trace.error());
            }
            const auto targets =
                *integration ? session::targetsOf((*integration)->result, stored.name) : std::vector<Target>();
            channel.integration = integrateChannel(stored.name, *trace, targets);
            channel.trace = std::move(*trace);
        }
        shown.channels.push_back(std::move(channel));
    }
    shown.version = *integration ? (*integration)->version : 0;
    shown.details = std::move(*details);
    return shown;
}

} // namespace tgc::desktop
