// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/peak.h"
#include "app/desktop/plot/chromatogram_plot.h"
#include "app/session/run_records.h"
#include "db/store.h"

namespace tgc::desktop {

/// One channel of a run as Review shows it: signal, the vendor's peaks, our integration.
struct ShownChannel {
    db::StoredChannel stored;
    std::optional<Chromatogram> trace;
    std::optional<session::ChannelIntegration> integration;
};

struct ShownRun {
    db::RunDetails details;
    std::vector<ShownChannel> channels;
    int version = 0; ///< of the latest stored result; 0: none
};

/// Run, signals and latest result from the store; the peaks are integrated anew with the stored result's targets.
[[nodiscard]] Result<ShownRun> readRun(db::Store &store, db::RecordId id);

/// The channel to begin with: the first with a signal and an H2 window, else the first with a signal, else the first.
[[nodiscard]] int channelToShow(const ShownRun &run);

/// The vendor's bounds of one channel, for the plot.
[[nodiscard]] std::vector<VendorBounds> vendorBounds(const ShownChannel &channel);

/// Integrates one channel with these targets.
[[nodiscard]] session::ChannelIntegration integrateChannel(const std::string &name, const Chromatogram &trace,
                                                           const std::vector<Target> &targets);

} // namespace tgc::desktop
