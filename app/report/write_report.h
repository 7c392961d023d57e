// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "db/store.h"

/// PDF reports of what the store holds (docs/report.md). They need a QGuiApplication, on whatever platform; any thread may
/// write one, with a store of its own.
namespace tgc::report {

struct ReportOptions {
    std::string person{}; ///< who prints it; may be empty
    /// Printed, and the file's own date: the same store at the same time gives the same bytes. Empty: now.
    std::optional<std::chrono::system_clock::time_point> at{};
};

/// The samples of a group (of all groups where it is empty) with their latest saved results: breakdown, flags, assumptions,
/// method, calibration, vials, chromatograms, budgets, provenance. The file appears whole or not at all.
/// BadInput: there is no such sample, or none has a saved result. Io, Store, Integrity.
[[nodiscard]] Result<void> writeGroupReport(const db::Store &store, const std::optional<std::string> &group,
                                            const std::filesystem::path &out, const ReportOptions &options = {});

/// A run: its chromatogram and peaks; with the sample it belongs to, where that has a saved result; of a standard or check,
/// with the latest calibration. BadInput: there is no such run.
[[nodiscard]] Result<void> writeRunReport(const db::Store &store, db::RecordId run, const std::filesystem::path &out,
                                          const ReportOptions &options = {});

} // namespace tgc::report
