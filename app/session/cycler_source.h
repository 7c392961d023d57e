// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/formats/import_cycler.h"
#include "app/session/cycler_reading.h"

namespace tgc::session {

/// A cycler file as it was read, with its half cycles and the mark of its bytes.
struct CyclerSource {
    std::filesystem::path file;
    std::string sha256;
    formats::CyclerFile content;
    std::vector<HalfCycle> halves; ///< empty: no current flows in it
};

/// `layouts` empty: the known ones. BadInput as formats::parseCycler; Io: the system refused, or `watch` stopped it.
[[nodiscard]] Result<CyclerSource> readCyclerSource(const std::filesystem::path &file,
                                                    const std::vector<formats::CyclerLayout> &layouts = {},
                                                    const formats::ReadWatch &watch = {});

/// Why a sample's charges changed, for the audit trail: the file, its SHA-256, and the half cycles that were counted.
[[nodiscard]] std::string chargesReason(const CyclerSource &source, const CountedHalves &counted);

} // namespace tgc::session
