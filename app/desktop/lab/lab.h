// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "app/desktop/lab/removals.h"
#include "app/desktop/lab/store_worker.h"
#include "app/desktop/sheet/sheet_model.h"
#include "app/session/evaluate.h"

namespace tgc::desktop {

class Jobs;
struct SheetRecords;

/// What the workspaces share: the two sheets, the list of runs and the curve in use, kept in step with the store.
/// Edits are saved as they are typed; what cannot be stored yet is said in words.
class Lab : public QObject {
    Q_OBJECT
public:
    Lab(StoreWorker &store, Jobs &jobs, QObject *parent = nullptr);
    Lab(const Lab &) = delete;
    Lab &operator=(const Lab &) = delete;
    ~Lab() override; ///< saves what has not been saved yet

    [[nodiscard]] SheetModel &samples() { return m_samples; }
    [[nodiscard]] SheetModel &standards() { return m_standards; }
    [[nodiscard]] const std::vector<db::RunSummary> &runs() const { return m_runs; }
    [[nodiscard]] bool anythingSimulated() const;

    /// Why cells of a sample were changed, for the audit trail.
    struct ChangeReason {
        std::map<std::string, std::string> cells; ///< by column
        std::string reason;
    };

    struct NamedCurve {
        QString name;
        Calibration curve;
        std::optional<db::RecordId> id; ///< empty until it is saved
    };
    [[nodiscard]] const std::optional<NamedCurve> &curve() const { return m_curve; }
    /// Newest first, retired ones too.
    [[nodiscard]] const std::vector<db::StoredCalibration> &calibrations() const { return m_calibrations; }
    /// What the store knows of it; nothing for a curve that is not saved.
    [[nodiscard]] const db::StoredCalibration *storedCalibration(std::optional<db::RecordId> id) const;
    void useCurve(std::optional<NamedCurve> curve);
    /// Stores the curve under a name and goes on with it.
    void saveCurve(const QString &name, const Calibration &curve);
    void approveCalibration(db::RecordId id, const QString &note);
    /// It stays in the store with the reason; one in use is no longer used.
    void retireCalibration(db::RecordId id, const QString &reason);

    /// Reads everything from the store.
    void load();
    /// Parses and integrates the files on the worker, then stores them; a file that is there already is recognised.
    void importRuns(const QStringList &files);
    void refreshRuns();
    /// Something else has approved one.
    void refreshCalibrations();
    /// A new result version of a run has been stored: areas taken from it may differ now.
    void noteNewResult() { emit areasChanged(); }

    [[nodiscard]] StoreWorker &store() { return m_store; }
    [[nodiscard]] Jobs &jobs() { return m_jobs; }
    [[nodiscard]] session::TraceIntegrator areas() const;
    void saveNow();
    /// The next save of this sample is for this reason, as long as its cells then hold what is said here.
    void explainNextSave(const std::string &sampleId, ChangeReason why);
    /// Withdraws in the store what was removed from the samples' sheet (or the standards'), for this reason.
    void withdrawRemoved(bool standards, const QString &reason);

signals:
    void loaded();
    void runsChanged();
    void areasChanged();
    void curveChanged();
    void calibrationsChanged();
    void runsImported(const QStringList &done, const QStringList &problems, qint64 firstRun);
    void saved(const QString &text, bool trouble);
    /// What is gone from a sheet stays in the store until a reason is given (withdrawRemoved); empty: nothing waits.
    void reasonWanted(bool standards, const QString &whatIsGone);
    void failed(const QString &sentence);

private:
    void saveSamples();
    void saveStandards();
    void changeCalibrations(std::function<Result<void>(db::Store &)> change);
    void useNewestCurve();
    void save(const SheetRecords &sheet, bool standards, const QString &reason);
    [[nodiscard]] std::vector<db::Sample> putExplained(const std::vector<db::Sample> &records, const QString &waiting);
    /// What could not be saved is tried again; `failed` is told before.
    void put(const std::vector<db::Sample> &records, bool standards, const std::string &reason, const QString &waiting,
             const std::function<void()> &failed = {});
    void withdraw(const std::vector<StoredSample> &gone, const std::string &reason);

    StoreWorker &m_store;
    Jobs &m_jobs;
    SheetModel m_samples;
    SheetModel m_standards;
    std::vector<db::RunSummary> m_runs;
    std::vector<db::StoredCalibration> m_calibrations;
    std::optional<NamedCurve> m_curve;
    std::vector<StoredSample> m_storedSamples; ///< as last known
    std::vector<StoredSample> m_storedStandards;
    std::map<std::string, ChangeReason> m_reasons; ///< of samples not saved since, by name
    QTimer m_saveSamplesSoon;
    QTimer m_saveStandardsSoon;
    QTimer m_saveSamplesAgain; ///< the store was locked, or its disk full
    QTimer m_saveStandardsAgain;
};

} // namespace tgc::desktop
