// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>

#include "app/session/day/vial_step.h"

namespace tgc::watch {

using day::TimePoint;

/// What a file says of the injection in it.
struct FileFacts {
    std::string file;             ///< its name within the folder, folders too
    std::string sampleName;       ///< as the file states it; empty: it does not
    std::optional<TimePoint> at;  ///< when it was acquired, else when the file was last written
    bool acquired = false;        ///< `at` is stated in the file
};

/// An injection that a chromatogram is awaited of.
struct Expected {
    std::string sampleId;
    std::string group{};
    std::string kind = "sample";  ///< sample|standard|blank|check
    std::string level{};          ///< of a standard or check: another name of it
    int injection = 1;            ///< counted from 1 within the sample
    std::optional<int> line{};    ///< of the queue
    std::optional<TimePoint> at{}; ///< when it was drawn or injected, where that is recorded
    std::string drawn{};          ///< volume drawn, as recorded with unit ("100 uL"); empty: it is not
    std::string takenBy{};        ///< the run that it has ("R12"), or what else fills it; empty: it waits
    std::string notYet{};         ///< why nothing can be awaited of it now: its draw is not recorded; empty: it can
    std::optional<TimePoint> takenAt{}; ///< when that run was acquired
};

/// No run has it yet, and one may.
[[nodiscard]] inline bool waits(const Expected &one)
{
    return one.takenBy.empty() && one.notYet.empty();
}

struct MatchOptions {
    std::chrono::minutes within{30}; ///< so far may file and recorded draw lie apart
    bool byTimeAlone = false;        ///< a file that names nobody may be matched by its time
};

struct Match {
    enum class Verdict {
        Matched,
        Nobody,    ///< no injection that is awaited goes with it
        Ambiguous, ///< two go with it equally well
        TooFar,    ///< its time is too far from every draw of its sample
        Duplicate  ///< another export of an injection that has its chromatogram
    };
    Verdict verdict = Verdict::Nobody;
    std::optional<std::size_t> expected{}; ///< of Matched
    std::string why; ///< in words with the times, whatever the verdict
};

/// Whose injection a file holds: by the sample's name (the file's statement before the file's name, the more telling name
/// before the shorter one), then by time: the nearest recorded draw within the limit, else the sample's next injection in
/// order, if the order of times agrees. Files are to be asked in the order of their times.
[[nodiscard]] Match matchFile(const FileFacts &file, std::span<const Expected> expected,
                              const MatchOptions &options = {});

} // namespace tgc::watch
