// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/session/care/care_rows.h"
#include "db/care_runs.h"

namespace tgc::session {

/// A run with its place in time.
struct TimedRun {
    db::CareRun run;
    care::TimePoint at;
};

/// A bench: its acts, and the runs whose instrument has its name or one that its acts name. An instrument that no act is
/// about is a bench of its own name.
struct BenchCare {
    care::BenchLog log;
    std::vector<TimedRun> runs; ///< in order of time
    std::vector<std::string> instruments;
    bool simulated = false; ///< a run of it is
};

struct CareLogs {
    std::vector<BenchCare> benches; ///< in the order of their names
    std::vector<std::string> remarks; ///< what is not counted, and why
};

/// When the injection was. Where a file states its time without a zone that is read as UTC: it may be hours off, which
/// counters bear. Empty: not known.
[[nodiscard]] std::optional<care::TimePoint> timeOf(const db::CareRun &run);

[[nodiscard]] CareLogs careLogs(std::span<const care::CareAct> acts, std::span<const db::CareRun> runs);

} // namespace tgc::session
