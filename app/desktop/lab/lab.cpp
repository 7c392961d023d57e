// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/lab.h"

#include <QTime>
#include <algorithm>

#include "app/desktop/lab/import_runs.h"
#include "app/desktop/lab/sample_columns.h"
#include "app/desktop/lab/sheet_records.h"
#include "app/desktop/lab/standard_columns.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/text.h"
#include "app/formats/calibration_json.h"
#include "app/session/sample_records.h"
#include "app/session/stored_areas.h"

namespace tgc::desktop {

namespace {

constexpr int saveDelay_ms = 400; ///< after the last key: one transaction a pause, not one a letter
constexpr int saveAgain_ms = 2000; ///< the store itself waits 5 s for another program

struct Everything {
    std::vector<db::Entry<db::Sample>> samples;
    std::vector<db::RunSummary> runs;
    std::vector<db::StoredCalibration> calibrations;
};

Result<Everything> readAll(db::Store &store)
{
    auto samples = store.samples();
    auto runs = store.runs();
    auto calibrations = store.calibrations(true);
    if (!samples) {
        return fail(samples.error());
    }
    if (!runs) {
        return fail(runs.error());
    }
    if (!calibrations) {
        return fail(calibrations.error());
    }
    return Everything{std::move(*samples), std::move(*runs), std::move(*calibrations)};
}

} // namespace

Lab::Lab(StoreWorker &store, Jobs &jobs, QObject *parent)
    : QObject(parent), m_store(store), m_jobs(jobs), m_samples(sampleColumns()), m_standards(standardColumns())
{
    for (QTimer *timer : {&m_saveSamplesSoon, &m_saveStandardsSoon}) {
        timer->setSingleShot(true);
        timer->setInterval(saveDelay_ms);
    }
    connect(&m_samples, &SheetModel::edited, &m_saveSamplesSoon, qOverload<>(&QTimer::start));
    connect(&m_standards, &SheetModel::edited, &m_saveStandardsSoon, qOverload<>(&QTimer::start));
    for (const SheetModel *sheet : {&m_samples, &m_standards}) {
        connect(sheet, &SheetModel::edited, this, [this] { emit saved(tr("saving ..."), false); });
    }
    for (QTimer *timer : {&m_saveSamplesAgain, &m_saveStandardsAgain}) {
        timer->setSingleShot(true);
        timer->setInterval(saveAgain_ms);
    }
    connect(&m_saveSamplesAgain, &QTimer::timeout, this, &Lab::saveSamples);
    connect(&m_saveStandardsAgain, &QTimer::timeout, this, &Lab::saveStandards);
    connect(&m_saveSamplesSoon, &QTimer::timeout, this, &Lab::saveSamples);
    connect(&m_saveStandardsSoon, &QTimer::timeout, this, &Lab::saveStandards);
}

Lab::~Lab()
{
    saveNow();
}

void Lab::saveNow()
{
    if (m_saveSamplesSoon.isActive() || m_saveSamplesAgain.isActive()) {
        saveSamples();
    }
    if (m_saveStandardsSoon.isActive() || m_saveStandardsAgain.isActive()) {
        saveStandards();
    }
}

bool Lab::anythingSimulated() const
{
    const auto in = [](const SheetModel &sheet) {
        const int source = sheet.column(QStringLiteral("source"));
        return std::any_of(sheet.rows().begin(), sheet.rows().end(),
                           [&](const auto &row) { return row[source] == QLatin1String("simulated"); });
    };
    return in(m_samples) || in(m_standards) ||
           std::any_of(m_runs.begin(), m_runs.end(), [](const auto &run) { return run.source == Source::Simulated; });
}

void Lab::load()
{
    m_store.ask<Everything>(this, readAll, [this](Result<Everything> all) {
        if (!all) {
            emit failed(qstr(all.error().message));
            return;
        }
        std::vector<db::Entry<db::Sample>> samples;
        std::vector<db::Entry<db::Sample>> standards;
        m_storedSamples.clear();
        m_storedStandards.clear();
        for (auto &entry : all->samples) {
            const bool standard = session::isGas(entry.record);
            (standard ? m_storedStandards : m_storedSamples)
                .push_back({entry.record.sampleId, entry.id, entry.record.draws.size()});
            (standard ? standards : samples).push_back(std::move(entry));
        }
        m_samples.load(rowsOf(m_samples, samples));
        m_standards.load(rowsOf(m_standards, standards));
        m_runs = std::move(all->runs);
        m_calibrations = std::move(all->calibrations);
        useNewestCurve();
        emit loaded();
        emit runsChanged();
        emit calibrationsChanged();
        emit curveChanged();
        emit saved(tr("all saved"), false);
    });
}

void Lab::refreshRuns()
{
    m_store.ask<std::vector<db::RunSummary>>(
        this, [](db::Store &store) { return store.runs(); },
        [this](Result<std::vector<db::RunSummary>> runs) {
            if (runs) {
                m_runs = std::move(*runs);
                emit runsChanged();
            } else {
                emit failed(qstr(runs.error().message));
            }
        });
}

void Lab::useCurve(std::optional<NamedCurve> curve)
{
    m_curve = std::move(curve);
    emit curveChanged();
}

void Lab::saveCurve(const QString &name, const Calibration &curve)
{
    const db::NewCalibration record{name.toStdString(), std::string(toString(curve.unit)),
                                    formats::calibrationToJson(curve), curve.source, std::nullopt};
    using Saved = std::pair<db::RecordId, std::vector<db::StoredCalibration>>;
    m_store.ask<Saved>(
        this,
        [record](db::Store &store) -> Result<Saved> {
            const auto id = store.saveCalibration(record);
            if (!id) {
                return fail(id.error());
            }
            auto all = store.calibrations(true);
            if (!all) {
                return fail(all.error());
            }
            return Saved{*id, std::move(*all)};
        },
        [this, name, curve](Result<Saved> done) {
            if (!done) {
                emit failed(qstr(done.error().message));
                return;
            }
            m_calibrations = std::move(done->second);
            emit calibrationsChanged();
            useCurve(NamedCurve{name, curve, done->first});
        });
}

const db::StoredCalibration *Lab::storedCalibration(std::optional<db::RecordId> id) const
{
    const auto found = std::find_if(m_calibrations.begin(), m_calibrations.end(),
                                    [id](const auto &each) { return id && each.id == *id; });
    return found == m_calibrations.end() ? nullptr : &*found;
}

void Lab::useNewestCurve()
{
    const auto usable = [](const auto &each) { return !each.withdrawn; };
    const auto approved = [&](const auto &each) { return usable(each) && each.approval; };
    auto chosen = std::find_if(m_calibrations.begin(), m_calibrations.end(), approved);
    if (chosen == m_calibrations.end()) {
        chosen = std::find_if(m_calibrations.begin(), m_calibrations.end(), usable);
    }
    m_curve.reset();
    if (chosen != m_calibrations.end()) {
        if (auto curve = formats::calibrationFromJson(chosen->calibration.json, chosen->calibration.name)) {
            m_curve = NamedCurve{qstr(chosen->calibration.name), std::move(*curve), chosen->id};
        }
    }
}

void Lab::changeCalibrations(std::function<Result<void>(db::Store &)> change)
{
    using All = std::vector<db::StoredCalibration>;
    m_store.ask<All>(
        this,
        [change = std::move(change)](db::Store &store) -> Result<All> {
            const auto done = change(store);
            return done ? store.calibrations(true) : fail(done.error());
        },
        [this](Result<All> all) {
            if (!all) {
                emit failed(qstr(all.error().message));
                return;
            }
            m_calibrations = std::move(*all);
            const db::StoredCalibration *used = storedCalibration(m_curve ? m_curve->id : std::nullopt);
            if (used != nullptr && used->withdrawn) {
                useNewestCurve();
            }
            emit calibrationsChanged();
            emit curveChanged();
        });
}

void Lab::refreshCalibrations()
{
    changeCalibrations([](db::Store &) -> Result<void> { return {}; });
}

void Lab::approveCalibration(db::RecordId id, const QString &note)
{
    changeCalibrations(
        [id, text = note.toStdString()](db::Store &store) { return store.approveCalibration(id, text); });
}

void Lab::retireCalibration(db::RecordId id, const QString &reason)
{
    changeCalibrations([id, text = reason.toStdString()](db::Store &store) {
        return store.withdraw(db::RecordTable::Calibrations, id, text);
    });
}

session::TraceIntegrator Lab::areas() const
{
    return session::storedAreas(m_store.file());
}

void Lab::importRuns(const QStringList &files)
{
    m_jobs.start<ReadRuns>(
        tr("Reading %n file(s)", nullptr, static_cast<int>(files.size())), this,
        [files](QPromise<ReadRuns> &promise) { readRuns(files, promise); },
        [this](const ReadRuns &read) {
            m_store.ask<StoredRuns>(
                this, [read](db::Store &store) { return storeRuns(store, read); },
                [this, problems = read.problems](Result<StoredRuns> stored) {
                    if (!stored) {
                        emit failed(qstr(stored.error().message));
                        return;
                    }
                    m_runs = std::move(stored->runs);
                    emit runsChanged();
                    emit runsImported(stored->done, problems, stored->first);
                    emit areasChanged();
                });
        });
}

void Lab::saveSamples()
{
    m_saveSamplesSoon.stop();
    m_saveSamplesAgain.stop();
    save(recordsOfSamples(m_samples), false, {});
}

void Lab::saveStandards()
{
    m_saveStandardsSoon.stop();
    m_saveStandardsAgain.stop();
    save(recordsOfStandards(m_standards), true, {});
}

void Lab::withdrawRemoved(bool standards, const QString &reason)
{
    save(standards ? recordsOfStandards(m_standards) : recordsOfSamples(m_samples), standards, reason);
}

void Lab::save(const SheetRecords &sheet, bool standards, const QString &reason)
{
    auto &known = standards ? m_storedStandards : m_storedSamples;
    const Removals removals = removalsIn(sheet.records, known, sheet.notStored.isEmpty());
    QString waiting = sheet.notStored.isEmpty() ? QString() : sheet.notStored.front();
    if (!removals.any()) {
        emit reasonWanted(standards, {});
    } else if (reason.isEmpty()) {
        const QString what = removalsInWords(removals, known);
        waiting = tr("Gone from the table, but not from the store until a reason is given: %1").arg(what);
        emit reasonWanted(standards, what);
    } else {
        withdraw(removals.gone, reason.toStdString());
        std::erase_if(known, [&](const StoredSample &stored) {
            return std::any_of(removals.gone.begin(), removals.gone.end(),
                               [&](const StoredSample &gone) { return gone.id == stored.id; });
        });
        put(removals.shorter, standards, reason.toStdString(), waiting);
        emit reasonWanted(standards, {});
    }
    put(standards ? removals.kept : putExplained(removals.kept, waiting), standards, "edited in the table", waiting);
}

void Lab::explainNextSave(const std::string &sampleId, ChangeReason why)
{
    m_reasons[sampleId] = std::move(why);
}

/// Saves those whose change has a reason of its own, and returns the others. One whose cells have been changed again
/// since has lost its reason.
std::vector<db::Sample> Lab::putExplained(const std::vector<db::Sample> &records, const QString &waiting)
{
    std::vector<db::Sample> others;
    for (const db::Sample &record : records) {
        const auto why = m_reasons.find(record.sampleId);
        const bool holds = why != m_reasons.end() &&
                           std::all_of(why->second.cells.begin(), why->second.cells.end(), [&](const auto &cell) {
                               const auto stored = record.values.find(cell.first);
                               return stored != record.values.end() && stored->second == cell.second;
                           });
        if (holds) {
            put({record}, false, why->second.reason, waiting,
                [this, kept = *why] { m_reasons.insert(kept); }); // tried again with its reason
        } else {
            others.push_back(record);
        }
        if (why != m_reasons.end()) {
            m_reasons.erase(why);
        }
    }
    return others;
}

void Lab::put(const std::vector<db::Sample> &records, bool standards, const std::string &reason, const QString &waiting,
              const std::function<void()> &failed)
{
    m_store.ask<std::vector<db::SavedSample>>(
        this,
        [records, reason](db::Store &store) {
            // The kind is a cell of the sheet: who changes it means this record.
            return store.saveSamples(records, reason, db::KindChange::Allowed);
        },
        [this, records, waiting, standards, failed](Result<std::vector<db::SavedSample>> done) {
            if (!done) {
                if (failed) {
                    failed();
                }
                if (done.error().code == ErrorCode::Store) { // what was typed is not to wait for the next change
                    (standards ? m_saveStandardsAgain : m_saveSamplesAgain).start();
                }
                emit saved(tr("not saved: %1").arg(qstr(done.error().message)), true);
                return;
            }
            auto &known = standards ? m_storedStandards : m_storedSamples;
            for (std::size_t i = 0; i < records.size() && i < done->size(); ++i) {
                std::erase_if(known, [&](const auto &stored) { return stored.name == records[i].sampleId; });
                known.push_back({records[i].sampleId, (*done)[i].id, records[i].draws.size()});
            }
            if (waiting.isEmpty()) {
                emit saved(tr("saved %1").arg(QTime::currentTime().toString(QStringLiteral("hh:mm:ss"))), false);
            } else {
                emit saved(waiting, true);
            }
        });
}

void Lab::withdraw(const std::vector<StoredSample> &gone, const std::string &reason)
{
    m_store.ask<void>(
        this,
        [gone, reason](db::Store &store) -> Result<void> {
            for (const StoredSample &sample : gone) {
                if (auto done = store.withdraw(db::RecordTable::Samples, sample.id, reason); !done) {
                    return done;
                }
            }
            return {};
        },
        [this](Result<void> done) {
            if (!done) {
                emit failed(qstr(done.error().message));
            }
        });
}

} // namespace tgc::desktop
