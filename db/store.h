// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/core/error.h"
#include "db/audit_records.h"
#include "db/records.h"
#include "db/result_records.h"
#include "db/run_records.h"
#include "db/sample_records.h"

/// The store of samples, runs and results: one SQLite file, described in docs/store.md.
namespace tgc::db {

struct OpenOptions {
    std::string program{};                              ///< goes into the trail; empty: this build's name and version
    std::string person{};                               ///< goes into the trail; empty: the operating system's user
    std::chrono::milliseconds busyTimeout{5000};      ///< how long to wait for another program's write
    std::function<std::chrono::system_clock::time_point()> clock{}; ///< empty: the system's
    std::filesystem::path anchors{};                  ///< folder of anchors (db/anchor.h); empty: none is kept
    std::function<void(const Error &)> anchorTrouble{}; ///< told once when the anchor cannot be written
    std::string operatorName{}; ///< whom the person said to be; goes into the trail beside `person`
    std::function<std::chrono::nanoseconds()>
        uptime{}; ///< since the machine was started, asleep too; empty: the system's
};

/// One connection to the store, for one thread at a time. Every writing function is one short transaction that also
/// writes its entry of the audit trail: it happens as a whole or not at all.
///
/// Errors of all functions: Store (locked, full, read-only, damaged, foreign, of a newer program), Integrity (a record
/// is not what was written), BadInput (a value or a key is wrong; the sentence names it).
class Store {
public:
    /// Opens the file, makes it (and its folders) when it is not there, and brings an older schema up to date.
    [[nodiscard]] static Result<Store> open(const std::filesystem::path &file, OpenOptions options = {});
    /// Nothing is there: no file, or one with nothing in it, as who is killed while making a store leaves it.
    [[nodiscard]] static bool isStillToBeMade(const std::filesystem::path &file);
    /// Opens an existing file without ever writing to it, also on a read-only medium.
    [[nodiscard]] static Result<Store> openReadOnly(const std::filesystem::path &file, OpenOptions options = {});

    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;
    Store(Store &&) noexcept;
    Store &operator=(Store &&) noexcept;
    ~Store();

    [[nodiscard]] const std::filesystem::path &file() const;
    /// From now on this person sits here; empty: nobody has said. Goes into the trail beside the account.
    void setOperator(const std::string &name);

    // Registry. `R` is Cell, Electrode, Vial, Syringe, Cylinder or Titrant.
    /// A new record; its name must be free. What was typed is checked (number, known unit) and kept.
    template <RegistryRecord R>
    [[nodiscard]] Result<RecordId> add(const R &record);
    /// Replaces the record's values; the trail keeps the old ones.
    template <RegistryRecord R>
    [[nodiscard]] Result<SaveOutcome> change(RecordId id, const R &record, const std::string &reason = {});
    template <RegistryRecord R>
    [[nodiscard]] Result<std::vector<Entry<R>>> list(bool withdrawnToo = false) const;
    /// Marks a record as withdrawn; the reason must say something. It cannot be undone.
    [[nodiscard]] Result<void> withdraw(RecordTable table, RecordId id, const std::string &reason);

    // Samples and draws.
    /// Adds or updates by `sampleId`, all or none. Stored draws beyond those given are withdrawn with the reason.
    /// BadInput where the samples contradict what is stored under their names, see `checkSamples`.
    [[nodiscard]] Result<std::vector<SavedSample>> saveSamples(const std::vector<Sample> &samples,
                                                               const std::string &reason = {},
                                                               KindChange kindChange = KindChange::Refused);
    /// What `saveSamples` would refuse because a name stands for a record of another kind, without writing: to be asked
    /// before other records are written that belong to these samples.
    [[nodiscard]] Result<void> checkSamples(const std::vector<Sample> &samples,
                                            KindChange kindChange = KindChange::Refused) const;
    [[nodiscard]] Result<SavedSample> saveSample(const Sample &sample, const std::string &reason = {});
    [[nodiscard]] Result<std::vector<Entry<Sample>>> samples(const SampleFilter &filter = {}) const;

    // Runs and signals.
    /// Stores the run with all its channels and marks. The same file again is recognised by its content hash.
    [[nodiscard]] Result<AddedRun> addRun(const NewRun &run);
    /// Several runs, all or none.
    [[nodiscard]] Result<std::vector<AddedRun>> addRuns(const std::vector<NewRun> &runs);
    /// Newest first.
    [[nodiscard]] Result<std::vector<RunSummary>> runs(const RunFilter &filter = {}) const;
    [[nodiscard]] Result<RunDetails> run(RecordId id) const;
    /// Says which sample a run belongs to and what it is for (`sample|standard|blank|check`).
    [[nodiscard]] Result<void> assignRun(RecordId id, std::optional<std::string> sampleId,
                                         std::optional<std::string> group, const std::string &kind,
                                         const std::string &reason = {});
    /// The samples as they were stored, bit for bit; checked against their checksums. NotDetermined for a report
    /// without a signal. `channel` is its name, a companion's too; empty: the first detector channel.
    [[nodiscard]] Result<Chromatogram> loadSignal(RecordId runId, const std::string &channel = {}) const;

    /// Keeps what is being done to a run, in place of what was kept before; empty: nothing is.
    [[nodiscard]] Result<void> saveDraft(RecordId run, const std::string &json);
    /// Those that hold something, of one run or of all.
    [[nodiscard]] Result<std::vector<RunDraft>> drafts(std::optional<RecordId> run = std::nullopt) const;

    // Methods, calibrations, results.
    /// The same text under the same name is the same version.
    [[nodiscard]] Result<StoredMethod> saveMethod(const NewMethod &method);
    [[nodiscard]] Result<std::vector<StoredMethod>> methods() const;
    [[nodiscard]] Result<RecordId> saveCalibration(const NewCalibration &calibration);
    /// Newest first.
    [[nodiscard]] Result<std::vector<StoredCalibration>> calibrations(bool withdrawnToo = false) const;
    [[nodiscard]] Result<StoredCalibration> calibration(RecordId id) const;
    /// BadInput where it is withdrawn or approved already.
    [[nodiscard]] Result<void> approveCalibration(RecordId id, const std::string &note = {});
    /// The result versions computed with it, newest first.
    [[nodiscard]] Result<std::vector<CalibrationUse>> calibrationUses(RecordId id) const;
    [[nodiscard]] Result<SavedResult> saveResult(const NewResult &result);
    /// Oldest first, with their peaks.
    [[nodiscard]] Result<std::vector<StoredResult>> results(const ResultFilter &filter = {}) const;

    // Records.
    [[nodiscard]] Result<std::vector<AuditEntry>> audit(const AuditFilter &filter = {}) const;
    [[nodiscard]] Result<TrailHead> trailHead() const;
    /// The chain value of each of these entries, in their order; empty for one that is not there.
    [[nodiscard]] Result<std::vector<std::optional<std::string>>>
    trailChains(const std::vector<std::int64_t> &entries) const;
    /// An entry of the trail that says that this store was put in its place from a backup. Gives the trail's new end.
    [[nodiscard]] Result<TrailHead> noteRestored(const RestoreNote &note);
    /// Every record of every table against the trail, the trail against its chain, the file against SQLite's own
    /// check. Empty: nothing was altered.
    [[nodiscard]] Result<std::vector<Alteration>> verify() const;

private:
    friend struct StoreAccess; ///< for what stands in files of its own: approvals, pages of the trail, archives
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl{};
};

} // namespace tgc::db
