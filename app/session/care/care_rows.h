// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/peaks/retention_drift.h"
#include "app/session/care/care_act.h"

namespace tgc::care {

/// Limits; docs/care.md says why each was chosen. None is from a standard but the resolution.
struct CareOptions {
    std::int64_t septumInjections = 150;        ///< through one septum
    std::optional<std::int64_t> columnInjections; ///< into one column; empty: counted only
    int leakCheckDays = 30;
    double carrierMinimum_kPa = 1000.0;  ///< a carrier cylinder is changed then
    double standardMinimum_kPa = 1000.0; ///< where the certificate names no minimum pressure
    int expirySoonDays = 30;             ///< before a certificate's last day
    double soonShare = 0.9;              ///< of a counter's limit: it is told of beforehand
    RetentionLimits retention;
};

enum class Verdict { InOrder, NotRecorded, Soon, Due };
[[nodiscard]] std::string_view wordOf(Verdict verdict); ///< "in order", "not recorded", "soon", "due"

/// What there is to say of one subject: since when, how much since, the limit, what to do.
struct CareRow {
    std::string bench;
    std::string subject;                ///< "septum", "standard-cylinder C-1"
    std::optional<Kind> act;            ///< what is recorded when it was done; empty: nothing is
    std::string part;                   ///< of the present one, where it has a number
    std::optional<TimePoint> since;
    std::optional<double> count;
    std::string unit; ///< of `count` and `limit`
    std::optional<double> limit;
    Verdict verdict = Verdict::InOrder;
    std::string words; ///< the reason, and what to do where something is due
    std::string todo;  ///< in three words: "Change the septum"
};

/// What one bench's counters count from: its acts that stand and its injections, both in order of time.
struct BenchLog {
    std::string bench;
    std::vector<CareAct> acts;
    std::vector<TimePoint> injections;
};

[[nodiscard]] std::int64_t injectionsSince(const BenchLog &log, TimePoint since);
/// The last act of this kind; null: there is none.
[[nodiscard]] const CareAct *lastOf(const BenchLog &log, Kind kind);
/// From when on retention is followed: the last bake-out, or the last column where that is newer. Empty: neither is recorded.
[[nodiscard]] std::optional<TimePoint> driftStart(const BenchLog &log);

/// Drifts of the bench's targets, by name.
struct NamedDrift {
    std::string target;
    RetentionDrift drift;
};
[[nodiscard]] CareRow bakeOutRow(const BenchLog &log, std::span<const NamedDrift> drifts, TimePoint now);
/// Septum, column and leak check.
[[nodiscard]] std::vector<CareRow> counterRows(const BenchLog &log, TimePoint now, const CareOptions &options);
/// The carrier's cylinder, and every standard's that is not empty.
[[nodiscard]] std::vector<CareRow> cylinderRows(const BenchLog &log, TimePoint now, const CareOptions &options);

} // namespace tgc::care
