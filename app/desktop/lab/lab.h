// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "app/desktop/lab/store_worker.h"
#include "app/desktop/sheet/sheet_model.h"
#include "app/session/evaluate.h"

namespace tgc::desktop {

class Jobs;

/// What the workspaces share: the two sheets, the list of runs and the curve in use, kept in step with the store.
/// Edits are saved as they are typed; what cannot be stored yet is said in words.
class Lab : public QObject {
    Q_OBJECT
public:
    Lab(StoreWorker &store, Jobs &jobs, QObject *parent = nullptr);
    ~Lab() override; ///< saves what has not been saved yet

    [[nodiscard]] SheetModel &samples() { return m_samples; }
    [[nodiscard]] SheetModel &standards() { return m_standards; }
    [[nodiscard]] const std::vector<db::RunSummary> &runs() const { return m_runs; }
    [[nodiscard]] bool anythingSimulated() const;

    struct NamedCurve {
        QString name;
        Calibration curve;
        std::optional<db::RecordId> id; ///< empty until it is saved
    };
    [[nodiscard]] const std::optional<NamedCurve> &curve() const { return m_curve; }
    [[nodiscard]] const std::vector<db::StoredCalibration> &calibrations() const { return m_calibrations; }
    void useCurve(std::optional<NamedCurve> curve);
    /// Stores the curve under a name and goes on with it.
    void saveCurve(const QString &name, const Calibration &curve);

    /// Reads everything from the store.
    void load();
    /// Parses and integrates the files on the worker, then stores them; a file that is there already is recognised.
    void importRuns(const QStringList &files);
    void refreshRuns();
    /// A new result version of a run has been stored: areas taken from it may differ now.
    void noteNewResult() { emit areasChanged(); }

    [[nodiscard]] StoreWorker &store() { return m_store; }
    [[nodiscard]] Jobs &jobs() { return m_jobs; }
    [[nodiscard]] session::TraceIntegrator areas() const;
    void saveNow();

signals:
    void loaded();
    void runsChanged();
    void areasChanged();
    void curveChanged();
    void calibrationsChanged();
    void runsImported(const QStringList &done, const QStringList &problems, qint64 firstRun);
    void saved(const QString &text, bool trouble);
    void failed(const QString &sentence);

private:
    void saveSamples();
    void saveStandards();
    void save(std::vector<db::Sample> records, const QStringList &waiting, bool standards);
    void withdrawGone(const std::vector<db::Sample> &records, std::vector<std::pair<std::string, db::RecordId>> &known,
                      const QString &reason);

    StoreWorker &m_store;
    Jobs &m_jobs;
    SheetModel m_samples;
    SheetModel m_standards;
    std::vector<db::RunSummary> m_runs;
    std::vector<db::StoredCalibration> m_calibrations;
    std::optional<NamedCurve> m_curve;
    std::vector<std::pair<std::string, db::RecordId>> m_storedSamples; ///< by name, as last known
    std::vector<std::pair<std::string, db::RecordId>> m_storedStandards;
    QTimer m_saveSamplesSoon;
    QTimer m_saveStandardsSoon;
};

} // namespace tgc::desktop
