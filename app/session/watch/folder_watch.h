// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/go_on.h"
#include "app/session/watch/draw_link.h"
#include "app/session/watch/expected_injections.h"
#include "app/session/watch/quantify_sample.h"
#include "app/session/watch/scan_folder.h"

namespace tgc::watch {

struct WatchOptions {
    std::filesystem::path folder;
    std::chrono::milliseconds settle{5000}; ///< a file is complete when nobody has written to it for so long
    MatchOptions match{};
    TakeOptions take{};
    Scope scope{};
    bool keepResults = false; ///< store each sample's breakdown as its next result version
    /// Fills the row of the samples' table; empty: in the store. A window that holds the table open fills it there.
    std::function<Result<LinkOutcome>(db::Store &, const DrawLink &)> link{};
};

/// What became of a file: told once, and again when it changes.
struct FileRow {
    enum class Outcome {
        Matched,
        Unmatched, ///< `why` says what is in the way; it is tried again when the store or the folder has changed
        Unreadable, ///< it could not be read as a chromatogram
        AlreadyThere ///< its bytes are a run of the store
    };
    std::string file;
    Outcome outcome = Outcome::Unmatched;
    std::string sampleId{}, kind{}, run{};
    std::optional<int> injection{};
    std::optional<double> area{};
    std::string areaUnit{};
    Quantified quantified{};
    std::string why; ///< sentences: how it was matched, what is missing, what is odd
};

/// Watches a folder into which another program writes chromatograms. Each look does what there is to do: complete files
/// are read, matched with the injections that are awaited, and stored as runs. No file is moved, changed or removed, and
/// none is stored twice. For one thread at a time.
class FolderWatch {
public:
    using Steady = SettledFiles::Steady;
    using Told = std::function<void(const FileRow &)>;

    explicit FolderWatch(WatchOptions options);

    /// One look; `told` hears of each file as it is done. Ends early where `goOn` says no; what is left comes next time.
    void look(db::Store &store, Steady now, const Told &told, const GoOn &goOn = {});
    /// A file that was told of as unmatched belongs to this injection: a person says so, and why. BadInput: it is not
    /// there any more, or the injection has its chromatogram.
    [[nodiscard]] Result<FileRow> matchByHand(db::Store &store, const std::string &file, const std::string &sampleId,
                                              int injection, const std::string &by, const std::string &reason);

    /// Why nothing can be done now: the folder or the store is away. Empty: nothing is in the way.
    [[nodiscard]] const std::string &trouble() const { return m_trouble; }
    /// Folders inside it that cannot be looked into.
    [[nodiscard]] const std::vector<std::string> &remarks() const { return m_remarks; }
    /// Nothing is being waited for: every file that is there has been told of.
    [[nodiscard]] bool isThrough() const { return m_trouble.empty() && m_settled.waiting() == 0 && m_ready.empty(); }
    [[nodiscard]] std::vector<std::string> unmatched() const;
    [[nodiscard]] const std::vector<Expected> &expected() const { return m_expected; }
    [[nodiscard]] std::size_t matched() const { return m_matched; }
    [[nodiscard]] const WatchOptions &options() const { return m_options; }

private:
    struct Pending {
        FileFacts facts;
        std::string hash;
        bool signal = true;
        std::string said; ///< the last reason that was told
    };

    bool scan(Steady now);
    [[nodiscard]] Result<void> read(const SeenFile &seen, const db::Store &store, Steady now, const Told &told);
    [[nodiscard]] Result<bool> refreshExpected(const db::Store &store); ///< true: something has changed
    [[nodiscard]] std::vector<std::string> inOrder() const; ///< those that wait, as they are to be matched
    [[nodiscard]] Result<void> matchAll(db::Store &store, const Told &told, const GoOn &goOn);
    [[nodiscard]] Result<FileRow> take(db::Store &store, const Pending &pending, Expected &expected,
                                       const MatchNote &note);
    void finish(db::Store &store, FileRow &row) const;

    WatchOptions m_options;
    SettledFiles m_settled;
    std::vector<SeenFile> m_ready; ///< complete, not read yet
    std::map<std::string, SeenFile> m_refused; ///< the system would not let them be read: once more after a minute
    Steady m_lastTried{};
    std::map<std::string, Pending> m_pending; ///< read and not matched, by file
    std::map<std::string, std::string> m_byHash; ///< first file with these bytes
    std::map<std::string, std::string> m_told; ///< by file: what was said of one that could not be read
    std::vector<Expected> m_expected;
    /// Taken by this watch, run and time by sample and injection: a table that is open in a window says so later.
    std::map<std::pair<std::string, int>, std::pair<std::string, std::optional<TimePoint>>> m_takenHere;
    std::int64_t m_entries = -1; ///< of the trail, as m_expected knows it
    bool m_news = false; ///< files have come since they were last matched
    std::size_t m_matched = 0;
    std::string m_trouble;
    std::vector<std::string> m_remarks;
};

} // namespace tgc::watch
