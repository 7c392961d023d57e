// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>
#include <optional>
#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/peaks/peak.h"
#include "app/report/axis.h"
#include "app/report/stored_breakdown.h"
#include "db/approvals.h"
#include "db/store.h"

namespace tgc::report {

/// A chromatogram ready to be drawn: as a whole, and around its H2 peak.
struct ReportedTrace {
    std::string unit;
    Range wholeTimes_s;
    QPolygonF whole; ///< s, detector unit
    std::optional<Range> zoomTimes_s; ///< empty: neither an H2 peak nor a window for it
    QPolygonF zoom;
};

struct ReportedRun {
    db::RunDetails details;
    std::optional<db::StoredResult> integration; ///< the latest
    std::string channel; ///< the one with H2, else the first that has a signal
    std::vector<Target> targets;
    std::vector<db::PeakRecord> peaks; ///< of that channel
    std::optional<ReportedTrace> trace; ///< empty: a report without a signal

    /// The peak that is quantified: H2, else the first with a name; null: none.
    [[nodiscard]] const db::PeakRecord *wanted() const;
};

struct ReportedDraw {
    db::Draw draw;
    std::optional<ReportedRun> run; ///< empty: its area was typed, or its file was not kept
};

struct ReportedSample {
    db::Entry<db::Sample> entry;
    std::vector<ReportedDraw> draws;
    std::optional<StoredBreakdown> result; ///< the latest

    [[nodiscard]] const std::string &name() const { return entry.record.sampleId; }
    /// As typed; empty where there is none.
    [[nodiscard]] std::string value(std::string_view column) const;
    [[nodiscard]] std::optional<double> number(std::string_view column) const;
};

struct ReportedCurve {
    db::StoredCalibration stored;
    Calibration curve;
};

/// What one report tells, as it stands in the store.
struct Content {
    std::string subject; ///< "group carbonate", "run R12"
    std::string storeFile;
    db::TrailHead trail; ///< where the store's audit trail ended once all this had been read
    std::vector<ReportedSample> samples;
    std::vector<ReportedSample> blanks; ///< those the samples' blank groups name
    std::vector<ReportedCurve> curves; ///< by which the results were made; of a standard's run, the latest
    std::optional<ReportedRun> run; ///< of a run's report
    std::vector<db::StoredApproval> approvals; ///< all that stand in the store

    /// Everything, or a part of it, was simulated.
    [[nodiscard]] bool anySimulated() const;
    [[nodiscard]] bool allSimulated() const;
    [[nodiscard]] const ReportedCurve *curve(std::optional<db::RecordId> id) const;
};

/// The samples of a group, or all samples. BadInput, with what to do: there are none, or none has a saved result.
[[nodiscard]] Result<Content> readGroup(const db::Store &store, const std::optional<std::string> &group);
/// A run, and the sample it belongs to with its saved result, where there is one. BadInput: there is no such run.
[[nodiscard]] Result<Content> readRun(const db::Store &store, db::RecordId id);

} // namespace tgc::report
