// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/peaks/integrate_events.h"
#include "analysis/peaks/suitability.h"

namespace tgc::session {

/// A processing method: how chromatograms are integrated, as a TOML file that people write and the store keeps.
struct Method {
    std::string name;      ///< the file's own, else its stem
    std::string text;      ///< the file, byte for byte
    Processing processing; ///< its manual table is empty
    std::vector<SuitabilityRule> suitability; ///< no part of the integration: what its results are held against
};

/// One key of the file, for help and the check of unknown keys. The keys of `[integration]` are the settings of
/// `eventTable()` under the same names.
struct MethodKey {
    std::string_view table; ///< empty: the file itself
    std::string_view key;
    std::string_view kind;  ///< text or number
    std::string_view unit;
    std::string_view standard;
    std::string_view meaning;
};
[[nodiscard]] const std::vector<MethodKey> &methodKeys();

/// BadInput names origin and line: no TOML, an unknown key (with the nearest known one), a wrong value or event, an
/// algorithm or version that is not there.
[[nodiscard]] Result<Method> parseMethod(std::string_view text, const std::string &origin);
[[nodiscard]] Result<Method> readMethod(const std::filesystem::path &file);

} // namespace tgc::session
