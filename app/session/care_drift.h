// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/peaks/retention_drift.h"
#include "app/session/care_logs.h"

namespace tgc::session {

/// A run's retention in its series.
struct DriftRun {
    db::RecordId run = 0;
    care::TimePoint at;
    RetentionPoint point;
};

/// The retention of one target since the last bake-out (or the last new column): one instrument, method and channel. A run
/// with another method is of another series.
struct DriftSeries {
    std::string bench;
    std::string instrument;
    std::string method; ///< the instrument's; empty: its runs name none
    std::string channel;
    std::string target;
    bool simulated = false;
    bool present = false; ///< of the method and instrument of the bench's newest integrated run
    std::vector<DriftRun> runs;
    RetentionDrift drift;
};

/// `retentions` are those of the bench's instruments. The resolution is followed for nitrogen where oxygen stands right
/// before it in the same channel.
[[nodiscard]] std::vector<DriftSeries>
driftSeries(const BenchCare &bench, std::span<const db::CareRetention> retentions, const RetentionLimits &limits);

} // namespace tgc::session
