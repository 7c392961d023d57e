// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "db/store.h"

namespace tgc::session {

struct AdoptedRun {
    db::RecordId id = 0;
    bool alreadyThere = false; ///< the store had it: only the file was still to be removed
    std::string run;           ///< as it was called while it was recorded
    std::string status;        ///< done|stopped|aborted|failed|interrupted
    std::uint64_t samples = 0;
    std::vector<std::string> warnings; ///< as stored with the run
    std::optional<std::filesystem::path> keptAside; ///< the spool, where it is damaged in its midst
};

/// Takes a spool that is closed, or whose program died, into the store as one run, in one transaction, checked against
/// the spool's checksums; then removes the file. Doing it again, or being cut off anywhere, changes nothing: the run is
/// recognised by the SHA-256 of the whole file.
///
/// BadInput: it is still being recorded; Integrity: it cannot be read as a recording; Io; and the store's own errors. The
/// spool stays where it is in all these cases. A file with whole records behind broken ones is not removed, but set aside
/// under another name: what a disk damaged may be worth a look.
[[nodiscard]] Result<AdoptedRun> adoptRun(db::Store &store, const std::filesystem::path &spool);

} // namespace tgc::session
