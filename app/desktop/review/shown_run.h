// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/peak.h"
#include "analysis/peaks/peak_measures.h"
#include "analysis/peaks/suitability.h"
#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/review/event_draft.h"
#include "app/desktop/review/run_history.h"
#include "app/session/run_records.h"
#include "db/store.h"

namespace tgc::desktop {

/// An integration and what suitability rules may ask of its peaks.
struct MeasuredIntegration {
    session::ChannelIntegration integration;
    std::vector<PeakMeasures> measures; ///< one for each peak; none where nobody asks
};

/// One channel of a run as Review shows it: signal, the vendor's peaks, our integration.
struct ShownChannel {
    db::StoredChannel stored;
    std::optional<Chromatogram> trace;
    std::optional<session::ChannelIntegration> integration;
    std::vector<PeakMeasures> measures;         ///< of the integration's peaks
    session::ChannelInputs saved;               ///< of the newest saved result
    std::optional<MeasuredIntegration> kept;    ///< that result as it was saved, nothing of it computed anew
    bool anew =
        false; ///< integrated by this program, because that was asked for, even where the inputs are the saved ones
    int asked = 0;     ///< counts the integrations that were asked for
    int answered = 0;  ///< which of them is shown; an older one is not wanted any more

    void put(MeasuredIntegration measured); ///< shows it
    [[nodiscard]] bool isAsSaved() const;   ///< the peaks shown are those of the newest saved result, to the last bit
    [[nodiscard]] bool isFitted() const;    ///< the peaks shown are
};

struct ShownRun {
    db::RunDetails details;
    std::vector<ShownChannel> channels;
    std::vector<TrendFigures> trends;
    std::vector<db::StoredResult> versions; ///< of its integration, oldest first, withdrawn ones too
    std::optional<db::RunDraft> draft;      ///< what was being done to it
    std::optional<db::RecordId> methodId;   ///< of the newest result, in force for what is integrated next
    Processing method;                      ///< that, by the algorithm and version of the newest result
    std::string missingAlgorithm;           ///< that of the newest result, where this program does not have it
    std::vector<SuitabilityRule> rules;              ///< the method's
    std::map<db::RecordId, std::string> methodNames; ///< "h2 version 2"

    [[nodiscard]] const db::StoredResult *newest() const; ///< that is not withdrawn; null: none
    [[nodiscard]] int version() const; ///< its number; 0: none
    [[nodiscard]] std::string methodName() const; ///< empty: none
    /// The event tables of all channels, as integrated.
    [[nodiscard]] EventDraft::Tables tables() const;
};

enum class Measuring { WhereRules, Always };

/// Run, signals, results and draft from the store. A channel is shown as the newest result has it, peak by peak as they were
/// saved. Only what no result has, or what the draft changes, is integrated: by that result's method and algorithm
/// version, with the inputs of the draft. Measured are the peaks where the method has rules, or always.
[[nodiscard]] Result<ShownRun> readRun(db::Store &store, db::RecordId id, Measuring measuring = Measuring::WhereRules);

/// The same peaks come of both inputs: they differ in nothing but the reasons of events.
[[nodiscard]] bool samePeaksWanted(const session::ChannelInputs &a, const session::ChannelInputs &b);

/// The peak that stands where that one stood, or the named one; -1: none.
[[nodiscard]] int peakLike(const std::vector<Peak> &peaks, const Peak *before);

/// Equal in every number, name, rule and flag.
[[nodiscard]] bool samePeaks(const std::vector<Peak> &a, const std::vector<Peak> &b);

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
    std::string superseded{}; ///< what has to be said where it took the place of an approved version
};
[[nodiscard]] Result<SavedIntegration> saveIntegration(db::Store &store, const db::NewResult &result);

/// Counts the newest version as what its channels were saved with: `written`, one for each channel that is integrated.
void takeAsSaved(ShownRun &run, const std::vector<MeasuredIntegration> &written);

/// What is shown now, to be saved.
[[nodiscard]] std::vector<MeasuredIntegration> integrationsOf(const ShownRun &run);

/// What is shown is not what was saved last: other inputs, or other peaks.
[[nodiscard]] bool differsFromSaved(const ShownRun &run);

/// What is being done to the run, for the store; empty where that is what was saved last.
[[nodiscard]] std::string draftOfRun(const ShownRun &run);

} // namespace tgc::desktop
