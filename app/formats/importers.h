// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "app/formats/imported_run.h"

/// The importers behind importRun(), one a format. `recognises...` looks at content only and may be wrong about
/// damaged files; `read...` says in words what is wrong with them. None fills in `file` and `contentHash`.
namespace tgc::formats {

/// Text is given as UTF-8, bytes as they are in the file; `name` is for messages.
[[nodiscard]] bool recognisesNativeCsv(std::string_view text);
[[nodiscard]] Result<ImportedRun> readNativeCsv(std::string_view text, const std::string &name);

[[nodiscard]] bool recognisesFusion(std::string_view bytes);
[[nodiscard]] Result<ImportedRun> readFusion(std::string_view bytes, const std::string &name);

[[nodiscard]] bool recognisesShimadzu(std::string_view text);
[[nodiscard]] Result<ImportedRun> readShimadzu(std::string_view text, const std::string &name);

[[nodiscard]] bool recognisesAndi(std::string_view bytes);
[[nodiscard]] Result<ImportedRun> readAndi(std::string_view bytes, const std::string &name);

[[nodiscard]] bool recognisesChemstationSignal(std::string_view bytes);
[[nodiscard]] Result<ImportedRun> readChemstationSignal(std::string_view bytes, const std::string &name);

[[nodiscard]] bool recognisesChemstationReport(std::string_view text);
[[nodiscard]] Result<ImportedRun> readChemstationReport(std::string_view text, const std::string &name);

[[nodiscard]] bool recognisesMinutesText(std::string_view text);
[[nodiscard]] Result<ImportedRun> readMinutesText(std::string_view text, const std::string &name);

[[nodiscard]] bool recognisesEzchrom(std::string_view text);
[[nodiscard]] Result<ImportedRun> readEzchrom(std::string_view text, const std::string &name);

} // namespace tgc::formats
