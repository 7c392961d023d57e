// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "db/audit_records.h"
#include "db/store.h"

namespace tgc::session {

/// What came of looking at a whole store: every record against its trail, and that against its anchor.
struct CheckedStore {
    std::vector<db::Alteration> altered{};
    std::int64_t entries = 0;             ///< of the trail
    std::vector<std::string> notes{};     ///< of the anchor: what is no finding and should be known
    std::string unanchored{};             ///< why nothing outside the file vouches for it; empty: an anchor does
};

/// Opens the file for reading. `anchors` is the folder of anchors; empty: none is looked for. `goOn(part)` is asked now
/// and then; false ends it (NotDetermined). A file too damaged to be read as a store is a finding, not an error.
[[nodiscard]] Result<CheckedStore> checkStore(const std::filesystem::path &file, const std::filesystem::path &anchors,
                                              const std::function<bool(double)> &goOn = {});

/// Copies the store while others write to it, reads the copy back, gives it its name and tells the anchor of it. `at_utc`
/// is now. Gives the end of the copy's trail. What could not be anchored is told in `warning`.
[[nodiscard]] Result<db::TrailHead> backUpStore(const std::filesystem::path &file, const std::filesystem::path &backup,
                                                const std::filesystem::path &anchors, const std::string &at_utc,
                                                std::string &warning, const std::function<bool(double)> &goOn = {});

} // namespace tgc::session
