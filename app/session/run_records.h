// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/peaks/integrate.h"
#include "app/formats/imported_run.h"
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
};

/// Every channel that has a signal, integrated so; without targets, with those the file itself gives.
[[nodiscard]] std::vector<ChannelIntegration> integrateRun(const formats::ImportedRun &run,
                                                           const IntegrationOptions &options = {});

/// The newest integration of a stored run that is not withdrawn; empty where it was never integrated.
[[nodiscard]] Result<std::optional<db::StoredResult>> latestIntegration(const db::Store &store, db::RecordId run);

/// The integration of a stored run as a result version, with what is needed to repeat it.
[[nodiscard]] db::NewResult integrationRecord(db::RecordId run, Source source,
                                              const std::vector<ChannelIntegration> &channels);

/// The targets with which a channel of such a result was integrated; none where its inputs are not ours to read.
[[nodiscard]] std::vector<Target> targetsOf(const db::NewResult &integration, const std::string &channel);

} // namespace tgc::session
