// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/peak.h"
#include "analysis/peaks/suitability.h"
#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/review/event_draft.h"
#include "app/desktop/review/run_history.h"
#include "app/session/run_records.h"
#include "db/store.h"

namespace tgc::desktop {

/// One channel of a run as Review shows it: signal, the vendor's peaks, our integration.
struct ShownChannel {
    db::StoredChannel stored;
    std::optional<Chromatogram> trace;
    std::optional<session::ChannelIntegration> integration;
    session::ChannelInputs saved; ///< of the newest saved result
};

struct ShownRun {
    db::RunDetails details;
    std::vector<ShownChannel> channels;
    std::vector<TrendFigures> trends;
    std::vector<db::StoredResult> versions; ///< of its integration, oldest first, withdrawn ones too
    std::optional<db::RunDraft> draft;      ///< what was being done to it
    std::optional<db::RecordId> methodId;   ///< of the newest result, in force for what is integrated next
    Processing method;                      ///< that, by the algorithm and version of the newest result
    std::vector<SuitabilityRule> rules;              ///< the method's
    std::map<db::RecordId, std::string> methodNames; ///< "h2 version 2"

    [[nodiscard]] int version() const; ///< the newest that is not withdrawn; 0: none
    [[nodiscard]] std::string methodName() const; ///< empty: none
    /// The event tables of all channels, as integrated.
    [[nodiscard]] EventDraft::Tables tables() const;
};

/// Run, signals, results and draft from the store. The peaks are integrated anew by the newest saved result's method and
/// algorithm version, with the inputs of the draft or else of that result.
[[nodiscard]] Result<ShownRun> readRun(db::Store &store, db::RecordId id);

/// The channel to begin with: the first with a signal and an H2 window, else the first with a signal, else the first.
[[nodiscard]] int channelToShow(const ShownRun &run);

/// The vendor's bounds of one channel, for the plot.
[[nodiscard]] std::vector<VendorBounds> vendorBounds(const ShownChannel &channel);

/// What would be saved as the run's next result; empty where nothing is integrated.
[[nodiscard]] std::optional<db::NewResult> resultOf(const ShownRun &run);

/// A result just saved, with all versions there are now.
struct SavedIntegration {
    int number = 0;
    std::vector<db::StoredResult> all;
};
[[nodiscard]] Result<SavedIntegration> saveIntegration(db::Store &store, const db::NewResult &result);

/// Counts the newest version as what its channels were saved with.
void takeAsSaved(ShownRun &run);

/// What is being done to the run, for the store; empty where that is what was saved last.
[[nodiscard]] std::string draftOfRun(const ShownRun &run);

} // namespace tgc::desktop
