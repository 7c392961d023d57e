// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/quantification/stoichiometry.h"

namespace tgc::session {

/// The metals that come with the program: resources/chemistry/metals.toml, built in.
[[nodiscard]] const std::vector<Analyte> &shippedMetals();

/// Metals of a file with the same keys. BadInput names file, line and key: a key that is missing, not known or impossible.
[[nodiscard]] Result<std::vector<Analyte>> parseMetals(std::string_view toml, const std::string &origin);

/// The shipped ones and those of `own`, where given. BadInput where it gives a shipped name other numbers: a result must
/// mean the same everywhere.
[[nodiscard]] Result<std::vector<Analyte>> metalsWith(const std::optional<std::filesystem::path> &own);

[[nodiscard]] std::optional<Analyte> metalByName(const std::vector<Analyte> &metals, std::string_view name);

} // namespace tgc::session
