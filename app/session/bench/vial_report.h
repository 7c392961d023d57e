// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "app/session/bench/bench_file.h"
#include "app/session/bench/line_state.h"
#include "app/session/bench/recovery.h"
#include "app/session/day/station_step.h"

namespace tgc::bench {

/// Which line of which bench did it.
struct VialReporter {
    const BenchFile &file;
    const QueueLine &line;
    std::uint64_t id = 0; ///< of the line

    /// The vial is a sample with a name, whose list the steps go into.
    [[nodiscard]] bool reports() const { return !line.isGas() && !line.sampleId.empty(); }
};

/// What is known of the line's dose, as a step; empty: nothing was given. The same fact gives the same step, also in a
/// station that was started after the one that dosed.
[[nodiscard]] std::optional<day::StationStep> doseStep(const VialReporter &reporter, const DoseFact &dose);

/// The wait after the dose is over.
[[nodiscard]] day::StationStep readyStep(const VialReporter &reporter, std::chrono::system_clock::time_point at);

/// The vial is not to be trusted, and why.
[[nodiscard]] day::StationStep faultStep(const VialReporter &reporter, std::chrono::system_clock::time_point at,
                                         const std::string &why);

struct DrawFact {
    std::chrono::system_clock::time_point at{};
    std::string by;        ///< the person; empty: the sampler
    std::string run;       ///< which records it
    int injection = 0;
    std::string discarded; ///< why it counts for nothing
};
[[nodiscard]] day::StationStep drawStep(const VialReporter &reporter, const DrawFact &draw);

/// A person has looked at a vial whose dose nobody knows, and has taken it over.
[[nodiscard]] day::StationStep acknowledgedStep(const VialReporter &reporter, const RecoveryChoice &choice,
                                                std::chrono::system_clock::time_point at);

} // namespace tgc::bench
