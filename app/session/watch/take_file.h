// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "app/formats/imported_run.h"
#include "app/session/method_file.h"
#include "app/session/watch/match_file.h"
#include "app/session/watch/run_notes.h"
#include "db/store.h"

namespace tgc::watch {

/// How the chromatograms of a watch are integrated.
struct TakeOptions {
    session::Method method{};             ///< its targets; without, H2 where the file itself says
    std::optional<std::string> channel{}; ///< the only one that H2 is looked for in
};

/// What a file says of its injection. `written`: when it was last written to.
[[nodiscard]] FileFacts factsOf(const std::string &file, const formats::ImportedRun &run, TimePoint written);

/// A report without a signal has a vendor's peak table and nothing to integrate.
[[nodiscard]] bool hasSignal(const formats::ImportedRun &run);

/// H2 is found in it: of two signals of one injection the one to be taken.
[[nodiscard]] bool holdsHydrogen(const formats::ImportedRun &run, const TakeOptions &options);

/// A file that was stored as a run of its sample.
struct Taken {
    db::RecordId run = 0;
    std::optional<double> area{}; ///< of H2: ours, or the vendor's where the file has no signal
    std::string areaUnit{};
    bool vendorsArea = false;
    std::string noArea{}; ///< why there is none
    std::vector<std::string> flags{}; ///< of the peak
};

/// Stores the run with its bytes' hash, for this injection, and its integration by the method.
[[nodiscard]] Result<Taken> takeFile(db::Store &store, const formats::ImportedRun &run, const Expected &expected,
                                     const MatchNote &note, const TakeOptions &options);

} // namespace tgc::watch
