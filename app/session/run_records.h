// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/go_on.h"
#include "analysis/peaks/integrate_events.h"
#include "app/formats/imported_run.h"
#include "app/session/channel_inputs.h"
#include "db/result_records.h"
#include "db/run_records.h"
#include "db/store.h"

namespace tgc::session {

/// What an imported run is for, where that is known.
struct RunPurpose {
    std::optional<std::string> sampleId;
    std::optional<std::string> group;
    std::string kind = "sample"; ///< sample|standard|blank|check
};

/// An imported run as a record for the store. A sample name that the file itself states is kept when none is given.
[[nodiscard]] db::NewRun runRecord(const formats::ImportedRun &run, const RunPurpose &purpose = {});

/// One channel as it was integrated.
struct ChannelIntegration {
    std::string channel;
    std::string signalUnit;
    std::vector<Target> targets;
    IntegrationResult result;
    std::vector<IntegrationEvent> events{}; ///< the run's own
    std::optional<Time> peakWidth{};        ///< expected for the whole trace, in place of the method's
    IntegrationMode mode = IntegrationMode::Classic;
};

/// One channel, integrated so, with what the record of it needs.
[[nodiscard]] ChannelIntegration integrateChannel(const std::string &channel, const Chromatogram &trace,
                                                  const Processing &processing);

/// The same in a mode, the peaks fitted where it is `Fit` (`fitTrace`). BadInput names an event that a fit does not take;
/// NotDetermined: `goOn` said no.
[[nodiscard]] Result<ChannelIntegration> integrateChannel(const std::string &channel, const Chromatogram &trace,
                                                          const Processing &processing, IntegrationMode mode,
                                                          const GoOn &goOn = {});

/// What it was integrated with besides the method.
[[nodiscard]] ChannelInputs inputsOf(const ChannelIntegration &integration);

/// Every channel that has a signal, integrated so; without targets, with those the file itself gives.
[[nodiscard]] std::vector<ChannelIntegration> integrateRun(const formats::ImportedRun &run,
                                                           const Processing &processing = {});

/// The newest integration of a stored run that is not withdrawn; empty where it was never integrated.
[[nodiscard]] Result<std::optional<db::StoredResult>> latestIntegration(const db::Store &store, db::RecordId run);

/// The integration of a stored run as a result version, with what is needed to repeat it: its method, and in `inputs`
/// each channel's mode, targets, expected width and own events; in `outputs` what `storedChannel` reads back besides the
/// peaks. Where a channel is fitted the record is signed with the fit's algorithm.
[[nodiscard]] db::NewResult integrationRecord(db::RecordId run, Source source,
                                              const std::vector<ChannelIntegration> &channels,
                                              std::optional<db::RecordId> method = {});

/// The targets with which a channel of such a result was integrated; none where its inputs are not ours to read.
[[nodiscard]] std::vector<Target> targetsOf(const db::NewResult &integration, const std::string &channel);

} // namespace tgc::session
