// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "db/store.h"

namespace tgc::cli {

/// A run whether it is in the store already, or still lies beside it as a recording: running, or interrupted.
struct ListedRun {
    std::string name; ///< R12, or as it was called when its recording began
    db::RunSummary summary;
};

/// One recording beside the store, read as far as it went.
struct SpoolRun {
    std::filesystem::path file;
    std::string name;
    db::NewRun record; ///< as the store would get it; its status is `running` while a living program writes it
};

/// Integrity, Io: it cannot be read.
[[nodiscard]] Result<SpoolRun> readSpoolRun(const std::filesystem::path &file);

/// The recordings beside the store and its runs, newest first, narrowed by the filter. A store that is not made yet has
/// none. Recordings that cannot be read are passed over; `tgc recover` names them.
[[nodiscard]] Result<std::vector<ListedRun>> listRuns(const std::filesystem::path &store, const db::RunFilter &filter);

/// A run with its details and a way to its signals, wherever it is.
class OpenedRun {
public:
    /// `name`: R12, or the name of a recording, also of one that is in the store by now. BadInput: there is none.
    [[nodiscard]] static Result<OpenedRun> open(const std::filesystem::path &store, const std::string &name);

    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] const db::RunDetails &details() const { return m_details; }
    /// Of a detector channel or of what was recorded beside it. NotDetermined: it has no sample.
    [[nodiscard]] Result<Chromatogram> signal(const std::string &channel) const;
    /// Empty for a recording that is not in the store yet.
    [[nodiscard]] const db::Store *store() const { return m_store ? &*m_store : nullptr; }

private:
    std::string m_name;
    db::RunDetails m_details;
    std::optional<db::Store> m_store;
    std::optional<SpoolRun> m_spool;
};

/// One channel of a run as native CSV, with what is known of the run. Io, and as OpenedRun::signal().
[[nodiscard]] Result<void> writeChromatogram(const std::filesystem::path &file, const OpenedRun &run,
                                             const std::string &channel);

} // namespace tgc::cli
